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
      case .argumentMaximum(let axis):
        Work.axis(AxisStep(argumentMaximum: axis, output: output, scratch: scratch, in: builder))
      case .softmax(let axis, let isLogarithmic):
        Work.axis(AxisStep(softmax: axis, isLogarithmic: isLogarithmic, output: output, scratch: scratch, in: builder))
      }
    }
    self.plan = plan
    self.storage = Frozen(storage)
    steps = Frozen(UnsafeBufferPointer(start: storage.store(works), count: works.count))
    baseCount = Bases.firstInput + plan.graph.inputs.count
  }

  /// Runs every step in order.
  func run(_ bases: Bases) {
    for step in steps.value {
      switch step {
      case .elementwise(let step): step.run(bases)
      case .copy(let step): step.run(bases)
      case .matrixProduct(let step): step.run(bases)
      case .reduction(let step): step.run(bases)
      case .axis(let step): step.run(bases)
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
    case .input, .unary, .binary, .map, .matrixProduct, .reduction, .argumentMaximum, .softmax, .reshape, .transpose,
      .broadcast:
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
