import TesseraGraph
import TesseraPlanner
import TesseraShapes

/// A plan with resolved kernels and places: a flat array of plain steps, shared between tasks.
final class Executable: Sendable {
  /// The memory of an evaluation.
  struct ByteCounts: BitwiseCopyable {
    let workspace: Int
    let outputs: Int
  }

  /// Where a result lies, and who asks for it.
  struct Output: BitwiseCopyable {
    let node: ObjectIdentifier
    /// Bytes from the base of the results.
    let offset: Int
    let byteCount: Int
  }

  let plan: Plan
  /// What an evaluation needs, beside the plan: to ask the plan would count a reference.
  let bytes: ByteCounts
  private let extents: Frozen<UnsafePointer<Int>>
  private let outputPlaces: Frozen<UnsafeBufferPointer<Output>>
  private let bands: Frozen<UnsafeBufferPointer<BandStep>>
  private let storage: Frozen<StepStorage>
  private let sharesWork: Bool

  /// - Parameters:
  ///   - folded: the values that were computed once for the program.
  ///   - constants: right operands of products that were packed for the program.
  /// - Throws: `ShapeError` when the system has no memory for packed constants, `MemoryError` when it has none for the steps.
  init(_ plan: Plan, folded: FoldedValues?, constants: PackedConstants) throws {
    BLAS.prepare()
    let storage = StepStorage()
    if let folded { storage.keep(folded.storage) }
    let bands = try plan.schedule.bands.indices.map { number in
      try BandStep(StepBuilder(plan: plan, band: number, folded: folded, constants: constants, storage: storage))
    }
    self.plan = plan
    bytes = ByteCounts(workspace: plan.workspaceByteCount, outputs: plan.outputByteCount)
    self.storage = Frozen(storage)
    self.bands = Frozen(UnsafeBufferPointer(start: storage.store(bands), count: bands.count))
    extents = Frozen(storage.store(BoundInputs.flattened(plan)))
    // The plan that folds has outputs of its own, which nobody asks for by a node.
    let outputs = zip(plan.graph.outputs, plan.schedule.outputs).enumerated().map { index, output in
      Output(
        node: ObjectIdentifier(output.0.node), offset: plan.assignment.offsets[output.1.buffer],
        byteCount: plan.outputCounts[index] * output.1.elementType.byteCount)
    }
    outputPlaces = Frozen(UnsafeBufferPointer(start: storage.store(outputs), count: outputs.count))
    try storage.check()
    sharesWork = plan.schedule.bands.contains(where: \.isShared)
  }

  /// What `BoundInputs` compares.
  var inputExtents: UnsafePointer<Int> { extents.value }

  /// The results, in the order of the program's outputs.
  var outputs: UnsafeBufferPointer<Output> { outputPlaces.value }

  /// Runs every step in order; what is large is shared with the pool's workers.
  ///
  /// - Throws: `IndexError` when an index that arrived lies outside of its axis.
  func run(_ bases: Bases, _ pool: WorkerPool) throws(IndexError) {
    guard sharesWork else {
      for number in 0..<bands.value.count { try bands.value[number].run(bases) }
      return
    }
    let team = pool.team()
    for band in bands.value {
      if band.isShared { band.run(bases, team) } else { try band.run(bases) }
    }
  }
}

/// Finds the places of a plan's views.
struct StepBuilder {
  let plan: Plan
  /// The number of the band whose steps are built.
  let band: Int
  let folded: FoldedValues?
  let constants: PackedConstants
  let storage: StepStorage

  /// Into how many slices the steps of the band are cut.
  var sliceCount: Int { plan.schedule.bands[band].sliceCount }
  /// Whether the slices are panels of columns of one product.
  var splitsColumns: Bool { plan.schedule.bands[band].splitsColumns }

  func place(ofBuffer number: Int) -> Place {
    let buffer = plan.schedule.buffers[number]
    let offset = plan.assignment.offsets[number]
    return switch buffer.purpose {
    case .scratch: Place(base: Bases.worker, offset: offset)
    case .output: Place(base: Bases.outputs, offset: offset)
    case .intermediate:
      if let sliceByteCount = buffer.localSliceByteCount {
        Place(base: Bases.worker, offset: offset, sliceByteCount: sliceByteCount)
      } else {
        Place(base: Bases.workspace, offset: offset)
      }
    }
  }

  /// The place of a view's first element.
  func place(of view: View) -> Place {
    var place =
      switch view.source {
      case .input(let slot): Place(base: Bases.firstInput + slot, offset: 0)
      case .buffer(let buffer): place(ofBuffer: buffer)
      case .folded(let number): absolute(folded.required.address(number))
      case .constant(let value), .scalar(let value): constant(value)
      }
    place.offset += view.layout.offset * view.elementType.byteCount
    return place
  }

  private func constant(_ value: Int) -> Place {
    switch plan.graph.values[value].operation {
    case .constant(let constant):
      // The plan keeps the graph, and the graph keeps the storage.
      return absolute(constant.storage.baseAddress)
    case .scalar(let scalar):
      return absolute(UnsafeRawPointer(storage.store([scalar.bits])))
    case .input, .iota, .unary, .binary, .map, .select, .cast, .matrixProduct, .reduction, .argumentReduction,
      .argumentSort, .axisFunction, .reshape, .transpose, .broadcast, .slice, .concatenate, .rearrange, .gather,
      .scatter:
      preconditionFailure("StepBuilder: not a constant")
    }
  }

  private func absolute(_ pointer: UnsafeRawPointer) -> Place {
    Place(base: Bases.absolute, offset: Int(bitPattern: pointer))
  }
}

extension Optional {
  /// The value of something that cannot be absent here.
  var required: Wrapped {
    guard let self else { preconditionFailure("Tessera: a value that must exist is absent") }
    return self
  }
}
