import TesseraGraph
import TesseraPlanner
import TesseraShapes

/// Elements at positions that arrive as indices.
struct GatherStep: BitwiseCopyable {
  private enum Kind: BitwiseCopyable {
    case slices, elements, positions
  }

  private let kind: Kind
  private let operand: Place
  private let indices: Place
  private let output: Place
  private let axes: UnsafePointer<IndexedAxis>
  private let axisCount: Int
  private let outerCount: Int
  private let innerCount: Int
  private let indexCount: Int
  private let elementByteCount: Int

  init(_ plan: GatherPlan, output: Place, in builder: borrowing StepBuilder) {
    kind =
      switch plan.kind {
      case .slices: .slices
      case .elements: .elements
      case .positions: .positions
      }
    operand = builder.place(of: plan.operand)
    indices = builder.place(of: plan.indices)
    self.output = output
    axes = builder.storage.store(plan.indexedExtents.map { IndexedAxis(extent: $0) })
    axisCount = plan.indexedExtents.count
    outerCount = plan.outerCount
    innerCount = plan.innerCount
    indexCount = plan.indexCount
    elementByteCount = plan.operand.elementType.byteCount
  }

  func run(_ bases: Bases) throws(IndexError) {
    let input = bases.read(operand)
    let positions = bases.read(indices).assumingMemoryBound(to: Int64.self)
    let result = bases.write(output)
    switch kind {
    case .slices, .positions: try copySlices(input, positions, result)
    case .elements: try copyElements(input, positions, result)
    }
  }

  /// For each index of the outer axes and each tuple of indices, the dense elements of the inner axes.
  private func copySlices(
    _ input: UnsafeRawPointer, _ indices: UnsafePointer<Int64>, _ output: UnsafeMutableRawPointer
  ) throws(IndexError) {
    let byteCount = innerCount &* elementByteCount
    var indexed = 1
    for axis in 0..<axisCount { indexed &*= axes[axis].extent }
    var destination = output
    for outer in 0..<outerCount {
      for number in 0..<indexCount {
        var position = 0
        for axis in 0..<axisCount {
          let place = number &* axisCount &+ axis
          position = position &* axes[axis].extent &+ (try resolved(indices[place], axis, at: place))
        }
        destination.copyMemory(from: input + (outer &* indexed &+ position) &* byteCount, byteCount: byteCount)
        destination += byteCount
      }
    }
  }

  /// One element for each index.
  private func copyElements(
    _ input: UnsafeRawPointer, _ indices: UnsafePointer<Int64>, _ output: UnsafeMutableRawPointer
  ) throws(IndexError) {
    var place = 0
    for outer in 0..<outerCount {
      for _ in 0..<indexCount {
        for inner in 0..<innerCount {
          let position = try resolved(indices[place], 0, at: place)
          let source = (outer &* axes[0].extent &+ position) &* innerCount &+ inner
          (output + place &* elementByteCount).copyMemory(
            from: input + source &* elementByteCount, byteCount: elementByteCount)
          place &+= 1
        }
      }
    }
  }

  private func resolved(_ index: Int64, _ axis: Int, at place: Int) throws(IndexError) -> Int {
    guard let position = axes[axis].resolved(index) else {
      let name =
        switch kind {
        case .slices: Gather.Kind.slices(axis: 0).name
        case .elements: Gather.Kind.elements(axis: 0).name
        case .positions: Gather.Kind.positions.name
        }
      throw IndexError(operation: name, index: index, position: place, extent: axes[axis].extent)
    }
    return position
  }
}
