public import TesseraMemory
public import TesseraPlanner

extension Program {
  /// The plan for given extents of the named dimensions: its bytes are known before anything runs.
  ///
  /// - Parameters:
  ///   - extents: a number for each named dimension.
  ///   - workers: for an evaluator of how many workers; nil is as many as `Evaluator()` has.
  /// - Throws: `BindingError` when a name of an input has no extent or a negative one, and `ShapeError` when shapes that were left open do
  ///   not fit.
  /// - Complexity: O(operations), once for each set of extents.
  public func plan(for extents: [String: Int] = [:], workers: Int? = nil) throws -> Plan {
    try plan(for: extents, target: PlanTarget(evaluatorWorkers: workers))
  }
}

extension Plan {
  /// Bytes that an evaluator reserves for one batch: the workspace and the results, each rounded up as its pool does, to a power of two of
  /// at least 64, or above 128 MiB to whole pages of 4 KiB.
  ///
  /// It is `statistics.peak` of an evaluator that has run nothing else, and the smallest `byteLimit` with which it can run the batch. Bytes
  /// that are the same in every batch belong to the program, not to an evaluator: `constantByteCount` and `packedConstantByteCount`.
  public var peakByteCount: Int { workspaceCapacity + outputCapacity }

  /// The tensors that are in memory when a batch needs the most of it, the largest first: results, and what lies in the workspace while the
  /// steps run that need the most.
  ///
  /// - Complexity: O(steps log steps).
  public var tensorsAtPeak: [PlannedTensor] {
    residentsAtPeak.map {
      PlannedTensor(name: $0.name, elementType: "\($0.elementType)", extents: $0.extents, byteCount: $0.byteCount)
    }
  }

  /// Bytes of the block that the pool gives for the workspace.
  var workspaceCapacity: Int { Self.capacity(for: workspaceByteCount) }
  /// Bytes of the block that the pool gives an empty arena for the results.
  private var outputCapacity: Int { Self.capacity(for: outputByteCount) }

  /// No block is taken for no bytes. The planner keeps all sums far from overflow, so that every size is possible.
  private static func capacity(for byteCount: Int) -> Int {
    byteCount == 0 ? 0 : (try? SizeClass.capacity(for: byteCount)) ?? .max
  }
}

extension PlanTarget {
  /// What an evaluator on this machine plans for; nil workers are as many as the process should have.
  init(evaluatorWorkers workers: Int?) {
    let pool = workers.map(WorkerPool.init(workers:)) ?? WorkerPool()
    self = .current(workers: pool.count)
  }

  /// What evaluators with so many workers plan for on this machine.
  package static func current(workers: Int, grain: Grain = .standard) -> PlanTarget {
    PlanTarget(workers: workers, engine: .current, grain: grain, slabRows: Int(Kernels.panels(.float32).slab_rows))
  }
}
