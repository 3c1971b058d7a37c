import TesseraGraph
import TesseraPlanner
import TesseraShapes

/// A plan with resolved kernels and places: a flat array of plain steps, shared between tasks.
final class Executable: Sendable {
  private enum Work: BitwiseCopyable {
    case elementwise(ElementwiseStep)
    case copy(CopyStep)
    case matrixProduct(MatrixProductStep)
    case reduction(ReductionStep)
    case axis(AxisStep)
    case iota(IotaStep)
    case concatenate(ConcatenateStep)
    case rearrange(RearrangeStep)
    case gather(GatherStep)
    case scatter(ScatterStep)
  }

  let plan: Plan
  /// How many base addresses an evaluation needs.
  let baseCount: Int
  private let steps: Frozen<UnsafeBufferPointer<Work>>
  private let storage: Frozen<StepStorage>

  /// - Parameter folded: the values that were computed once for the program.
  init(_ plan: Plan, folded: FoldedValues?) {
    BLAS.prepare()
    let storage = StepStorage()
    if let folded { storage.keep(folded.storage) }
    let builder = StepBuilder(plan: plan, folded: folded, storage: storage)
    let works = plan.schedule.steps.map { step in
      let output = builder.place(ofBuffer: step.output)
      let scratch = step.scratch.map { builder.place(ofBuffer: $0) } ?? Place(base: Bases.workspace, offset: 0)
      return switch step.work {
      case .elementwise(let group):
        Work.elementwise(ElementwiseStep(group, output: output, scratch: scratch, in: builder))
      case .copy(let view): Work.copy(CopyStep(view, output: output, in: builder))
      case .matrixProduct(let product): Work.matrixProduct(MatrixProductStep(product, output: output, in: builder))
      case .reduction(let reduction):
        Work.reduction(ReductionStep(reduction, output: output, scratch: scratch, in: builder))
      case .axis(let plan): Work.axis(AxisStep(plan, output: output, scratch: scratch, in: builder))
      case .iota: Work.iota(IotaStep(count: step.extents[0], output: output))
      case .concatenate(let plan): Work.concatenate(ConcatenateStep(plan, output: output, in: builder))
      case .rearrange(let plan): Work.rearrange(RearrangeStep(plan, output: output, in: builder))
      case .gather(let plan): Work.gather(GatherStep(plan, output: output, in: builder))
      case .scatter(let plan): Work.scatter(ScatterStep(plan, output: output, in: builder))
      }
    }
    self.plan = plan
    self.storage = Frozen(storage)
    steps = Frozen(UnsafeBufferPointer(start: storage.store(works), count: works.count))
    baseCount = Bases.firstInput + plan.graph.inputs.count
  }

  /// Runs every step in order.
  ///
  /// - Throws: `IndexError` when an index that arrived lies outside of its axis.
  func run(_ bases: Bases) throws(IndexError) {
    for step in steps.value {
      switch step {
      case .elementwise(let step): step.run(bases)
      case .copy(let step): step.run(bases)
      case .matrixProduct(let step): step.run(bases)
      case .reduction(let step): step.run(bases)
      case .axis(let step): step.run(bases)
      case .iota(let step): step.run(bases)
      case .concatenate(let step): step.run(bases)
      case .rearrange(let step): step.run(bases)
      case .gather(let step): try step.run(bases)
      case .scatter(let step): try step.run(bases)
      }
    }
  }
}

/// Finds the places of a plan's views.
struct StepBuilder {
  let plan: Plan
  let folded: FoldedValues?
  let storage: StepStorage

  func place(ofBuffer buffer: Int) -> Place {
    let base =
      switch plan.schedule.buffers[buffer].purpose {
      case .intermediate, .scratch: Bases.workspace
      case .output: Bases.outputs
      }
    return Place(base: base, offset: plan.assignment.offsets[buffer])
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
