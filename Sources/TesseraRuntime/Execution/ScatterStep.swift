import CTesseraKernels
import TesseraGraph
import TesseraPlanner
import TesseraShapes

/// A dense copy with elements replaced or added to at positions that arrive as indices.
struct ScatterStep: BitwiseCopyable {
  private let operand: Place
  private let indices: Place
  private let updates: Place
  private let output: Place
  private let gathering: Gathering
  /// Adds one element to another; nil when elements are replaced.
  private let addition: tessera_binary_kernel?
  private let axis: IndexedAxis
  private let outerCount: Int
  private let innerCount: Int
  private let count: Int
  private let elementByteCount: Int

  init(_ plan: ScatterPlan, output: Place, in builder: borrowing StepBuilder) {
    let elementType = plan.operand.elementType
    operand = builder.place(of: plan.operand)
    indices = builder.place(of: plan.indices)
    updates = builder.place(of: plan.updates)
    self.output = output
    elementByteCount = elementType.byteCount
    gathering = Gathering(plan.operand.layout, elementByteCount: elementByteCount, in: builder.storage)
    addition =
      switch plan.kind {
      case .set: nil
      case .add: Kernels.binary(.add, tessera_form_vector_vector, elementType).required
      }
    axis = IndexedAxis(extent: plan.extent)
    outerCount = plan.outerCount
    innerCount = plan.innerCount
    count = plan.count
  }

  func run(_ bases: Bases) throws(IndexError) {
    let result = bases.write(output)
    gathering.copy(
      from: bases.read(operand), start: 0, count: outerCount * axis.extent * innerCount, to: result)
    let positions = bases.read(indices).assumingMemoryBound(to: Int64.self)
    let values = bases.read(updates)
    var place = 0
    for outer in 0..<outerCount {
      for _ in 0..<count {
        for inner in 0..<innerCount {
          guard let position = axis.resolved(positions[place]) else {
            throw IndexError(operation: "scatter", index: positions[place], position: place, extent: axis.extent)
          }
          let target = result + ((outer &* axis.extent &+ position) &* innerCount &+ inner) &* elementByteCount
          let value = values + place &* elementByteCount
          if let addition {
            addition(target, value, target, 1)
          } else {
            target.copyMemory(from: value, byteCount: elementByteCount)
          }
          place &+= 1
        }
      }
    }
  }
}
