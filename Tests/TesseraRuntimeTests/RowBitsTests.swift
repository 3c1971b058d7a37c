import TesseraGraph
import TesseraPlanner
import TesseraRuntime
import TesseraShapes
import TesseraTestSupport
import Testing

/// A row of a batch has the same bits whatever the batch, its place in it, and the number of workers.
@Suite struct RowBitsTests {
  /// Inner extents of one slab and of several, columns with and without a copy of the rows.
  private static let widths = [37, 1160, 40, 530, 10]
  private static let rowCount = 130

  private let x = Expression<Float>.input("x", shape: ["batch", .fixed(widths[0])])
  private let program: Program
  private let batch: [Float]

  init() throws {
    var generator = SeededGenerator(seed: 7)
    func random(_ shape: Shape, _ count: Int) throws -> Tensor<Float> {
      try Tensor(shape: shape, elements: (0..<count).map { _ in Float.random(in: -1...1, using: &generator) })
    }
    var values = x
    for layer in 1..<Self.widths.count {
      let (inner, columns) = (Self.widths[layer - 1], Self.widths[layer])
      values = try values.matmul(random([.fixed(inner), .fixed(columns)], inner * columns))
      values = try (values + random([.fixed(columns)], columns)).gelu()
    }
    program = try Program(outputs: ["y": values.softmax(axis: -1), "z": values.layerNorm(axis: -1)])
    batch = (0..<Self.rowCount * Self.widths[0]).map { _ in Float.random(in: -1...1, using: &generator) }
  }

  /// The bits of the rows of both outputs, for the rows of the batch from one on, with a wrap around.
  private func rows(from first: Int, count: Int, by evaluator: borrowing Evaluator) throws -> [[UInt32]] {
    let width = Self.widths[0]
    let elements = (0..<count).flatMap { row -> ArraySlice<Float> in
      let start = (first + row) % Self.rowCount * width
      return batch[start..<start + width]
    }
    let results = try evaluator.evaluate(
      program, ["x": Tensor<Float>(shape: [.fixed(count), .fixed(width)], elements: elements)])
    let (y, z) = (try results["y", as: Float.self].copy().elements, try results["z", as: Float.self].copy().elements)
    let columns = Self.widths.last ?? 0
    return (0..<count).map { row in
      (y[row * columns..<(row + 1) * columns] + z[row * columns..<(row + 1) * columns]).map(\.bitPattern)
    }
  }

  @Test(arguments: [1, 2, 3, 4]) func everyBatchSizeAndEveryPlaceGiveTheSameBits(workers: Int) throws {
    let whole = try rows(
      from: 0, count: Self.rowCount, by: Evaluator(target: PlanTarget(workers: 1, engine: .panels)))
    for grain in [PlanTarget.Grain.standard, .finest] {
      var evaluator = Evaluator(target: PlanTarget(workers: workers, engine: .panels, grain: grain))
      for count in 1...Self.rowCount {
        evaluator.reset()
        let first = count * 17 % Self.rowCount
        let found = try rows(from: first, count: count, by: evaluator)
        for row in 0..<count where found[row] != whole[(first + row) % Self.rowCount] {
          Issue.record("row \((first + row) % Self.rowCount) has other bits in a batch of \(count) from row \(first)")
          return
        }
      }
    }
  }
}
