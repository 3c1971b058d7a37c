import CTesseraKernels
import TesseraPlanner
import TesseraShapes

/// Elements copied by their index along each axis. The last axis is cut into runs that lie in one line or hold the fill.
struct RearrangeStep: BitwiseCopyable {
  /// Neighbours of the last axis with one distance in the operand.
  private struct Run: BitwiseCopyable {
    /// Elements from the start of the operand's row, or `filled`.
    var source: Int
    var stride: Int
    var count: Int
  }

  /// Stands for an offset where the fill is written; views with negative strides have negative offsets.
  private static let filled = Int.min

  private let operand: Place
  private let output: Place
  private let fill: UnsafePointer<UInt64>
  private let elementByteCount: Int
  /// The axes before the last: how many, their extents, and for each the table of offsets in the operand, or `filled`.
  private let outerRank: Int
  private let outerExtents: UnsafePointer<Int>
  private let outerOffsets: UnsafePointer<UnsafePointer<Int>>
  private let outerCount: Int
  private let runs: UnsafePointer<Run>
  private let runCount: Int
  private let rowCount: Int

  init(_ plan: RearrangePlan, output: Place, in builder: borrowing StepBuilder) {
    let layout = plan.operand.layout
    operand = builder.place(of: plan.operand)
    self.output = output
    fill = builder.storage.store([plan.fill.bits])
    elementByteCount = plan.operand.elementType.byteCount
    let outer = plan.sources.dropLast()
    outerRank = outer.count
    outerExtents = builder.storage.store(outer.map(\.count))
    outerOffsets = builder.storage.store(
      zip(outer, layout.strides).map { sources, stride in
        builder.storage.store(sources.map { $0 < 0 ? Self.filled : $0 &* stride })
      })
    outerCount = outer.reduce(1) { $0 * $1.count }
    let last = plan.sources.last ?? [0]
    let runs = Self.runs(of: last, stride: layout.strides.last ?? 1)
    self.runs = builder.storage.store(runs)
    runCount = runs.count
    rowCount = last.count
  }

  private static func runs(of sources: [Int], stride: Int) -> [Run] {
    var runs: [Run] = []
    var previous = 0
    for (position, source) in sources.enumerated() {
      let offset = source < 0 ? filled : source &* stride
      if let run = runs.last, position > 0 {
        let distance = offset &- previous
        let continues =
          source < 0 ? run.source == filled : run.source != filled && (run.count == 1 || run.stride == distance)
        if continues {
          runs[runs.count - 1].stride = source < 0 ? 0 : distance
          runs[runs.count - 1].count += 1
          previous = offset
          continue
        }
      }
      runs.append(Run(source: offset, stride: 0, count: 1))
      previous = offset
    }
    return runs
  }

  func run(_ bases: Bases) {
    let input = bases.read(operand)
    var destination = bases.write(output)
    for row in 0..<outerCount {
      var rest = row
      var offset = 0
      var isFill = false
      var axis = outerRank
      while axis > 0 {
        axis &-= 1
        let (quotient, index) = rest.quotientAndRemainder(dividingBy: outerExtents[axis])
        let step = outerOffsets[axis][index]
        if step == Self.filled { isFill = true } else { offset &+= step }
        rest = quotient
      }
      if isFill {
        tessera_gather(fill, 0, destination, rowCount, elementByteCount)
        destination += rowCount &* elementByteCount
        continue
      }
      for index in 0..<runCount {
        let run = runs[index]
        if run.source == Self.filled {
          tessera_gather(fill, 0, destination, run.count, elementByteCount)
        } else {
          let first = input + (offset &+ run.source) &* elementByteCount
          tessera_gather(first, run.stride, destination, run.count, elementByteCount)
        }
        destination += run.count &* elementByteCount
      }
    }
  }
}
