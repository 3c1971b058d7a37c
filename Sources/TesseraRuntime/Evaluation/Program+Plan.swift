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

extension PlanTarget {
  /// What an evaluator on this machine plans for; nil workers are as many as the process should have.
  init(evaluatorWorkers workers: Int?) {
    let pool = workers.map(WorkerPool.init(workers:)) ?? WorkerPool()
    self.init(workers: pool.count, engine: .current)
  }
}
