import CTesseraKernels
import TesseraGraph
import TesseraPlanner
import TesseraShapes

/// Elements copied by their index along each axis. The last axis is walked in runs that lie in one line or hold the fill.
struct RearrangeStep: BitwiseCopyable {
  private struct Axis: BitwiseCopyable {
    let map: Rearrangement.AxisMap
    /// Along the operand.
    let sourceExtent: Int
    let sourceStride: Int
    /// Along the output.
    let extent: Int
  }

  private let operand: Place
  private let output: Place
  private let fill: UnsafePointer<UInt64>
  private let elementByteCount: Int
  /// The axes before the last.
  private let outer: UnsafePointer<Axis>
  private let outerRank: Int
  private let outerCount: Int
  private let last: Axis

  init(_ plan: RearrangePlan, output: Place, in builder: borrowing StepBuilder) {
    let layout = plan.operand.layout
    operand = builder.place(of: plan.operand)
    self.output = output
    fill = builder.storage.store([plan.fill.bits])
    elementByteCount = plan.operand.elementType.byteCount
    let axes = plan.maps.indices.map { axis in
      Axis(
        map: plan.maps[axis], sourceExtent: layout.extents[axis], sourceStride: layout.strides[axis],
        extent: plan.extents[axis])
    }
    outer = builder.storage.store(Array(axes.dropLast()))
    outerRank = max(axes.count - 1, 0)
    outerCount = axes.dropLast().reduce(1) { $0 * $1.extent }
    last = axes.last ?? Axis(map: .identity, sourceExtent: 1, sourceStride: 1, extent: 1)
  }

  func run(_ bases: Bases) {
    let input = bases.read(operand)
    var destination = bases.write(output)
    for row in 0..<outerCount {
      if let offset = sourceOffset(ofRow: row) {
        copyRow(input + offset &* elementByteCount, to: destination)
      } else {
        tessera_gather(fill, 0, destination, last.extent, elementByteCount)
      }
      destination += last.extent &* elementByteCount
    }
  }

  /// Elements from the operand's first one to the first of the line that a row of the output comes from; nil when the row is fill.
  private func sourceOffset(ofRow row: Int) -> Int? {
    var rest = row
    var offset = 0
    var number = outerRank
    while number > 0 {
      number &-= 1
      let axis = outer[number]
      let (quotient, index) = rest.quotientAndRemainder(dividingBy: axis.extent)
      guard let source = axis.map.run(at: index, extent: axis.sourceExtent).source else { return nil }
      offset &+= source &* axis.sourceStride
      rest = quotient
    }
    return offset
  }

  private func copyRow(_ line: UnsafeRawPointer, to row: UnsafeMutableRawPointer) {
    var position = 0
    while position < last.extent {
      let run = last.map.run(at: position, extent: last.sourceExtent)
      let destination = row + position &* elementByteCount
      if let source = run.source {
        let first = line + source &* last.sourceStride &* elementByteCount
        tessera_gather(first, run.step &* last.sourceStride, destination, run.count, elementByteCount)
      } else {
        tessera_gather(fill, 0, destination, run.count, elementByteCount)
      }
      position &+= run.count
    }
  }
}
