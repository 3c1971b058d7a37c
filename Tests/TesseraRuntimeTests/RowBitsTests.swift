import TesseraGraph
import TesseraPlanner
import TesseraRuntime
import TesseraShapes
import TesseraTestSupport
import Testing

/// A row of a batch has the same bits whatever the batch, its place in it, and the number of workers.
@Suite struct RowBitsTests {
  private static let grains: [PlanTarget.Grain] = [.standard, .finest]

  /// A network of layers with these widths, for rows that a seed repeats.
  private static func network(_ widths: [Int]) throws -> RowBits {
    var generator = SeededGenerator(seed: 7)
    func random(_ extents: [Int]) throws -> Tensor<Float> {
      try Tensor(
        shape: Shape(extents: extents),
        elements: (0..<extents.reduce(1, *)).map { _ in Float.random(in: -1...1, using: &generator) })
    }
    let x = Expression<Float>.input("x", shape: ["batch", .fixed(widths[0])])
    var values = x
    for (inner, columns) in zip(widths, widths.dropFirst()) {
      values = try (values.matmul(random([inner, columns])) + random([columns])).gelu()
    }
    let table = try random([RowBits.rowCount, widths[0]]).elements
    let program = try Program(outputs: ["y": values.softmax(axis: -1), "z": values.layerNorm(axis: -1)])
    return try RowBits(program) { rows in
      let elements = rows.flatMap { table[$0 * widths[0]..<($0 + 1) * widths[0]] }
      return ["x": try Tensor<Float>(shape: [.fixed(rows.count), .fixed(widths[0])], elements: elements)]
    }
  }

  /// Inner extents of one slab and of several at every level, columns with and without a copy of the rows, which lie 2 KiB apart for that.
  @Test(arguments: [1, 2, 3, 4]) func everyBatchSize(workers: Int) throws {
    let network = try Self.network([37, 1600, 40, 512, 520, 10])
    for grain in Self.grains {
      var evaluator = Evaluator(target: .current(workers: workers, grain: grain))
      for count in 1...RowBits.rowCount {
        let first = count * 17 % RowBits.rowCount
        guard try network.agree(from: first, count: count, by: &evaluator) else {
          Issue.record(RowBits.description(first, count, workers, grain))
          return
        }
      }
    }
  }

  /// Every rotation of the rows, in batches of all rows; in the long run in batches of every size.
  @Test(arguments: [1, 2, 3, 4]) func everyRotation(workers: Int) throws {
    let network = try Self.network([19, 33, 10])
    let counts = Soak.isOn ? Array(1...RowBits.rowCount) : [RowBits.rowCount]
    for grain in Self.grains {
      var evaluator = Evaluator(target: .current(workers: workers, grain: grain))
      for count in counts {
        for first in 0..<RowBits.rowCount {
          guard try network.agree(from: first, count: count, by: &evaluator) else {
            Issue.record(RowBits.description(first, count, workers, grain))
            return
          }
        }
      }
    }
  }

  /// Random graphs of all operations along the batch, each in a few batches; in the long run in all sizes by each number of workers.
  @Test func randomGraphs() throws {
    try withSeeds(200) { generator in
      let graph = try RowGraph(using: &generator)
      let rows = try RowBits(Program(nodes: graph.outputs), graph.batch(of:))
      for workers in Soak.isOn ? Array(1...4) : [1, Int.random(in: 2...4, using: &generator)] {
        for grain in Self.grains {
          var evaluator = Evaluator(target: .current(workers: workers, grain: grain))
          let some = [1, Int.random(in: 2...RowBits.rowCount, using: &generator)]
          for count in Soak.isOn ? Array(1...RowBits.rowCount) : some {
            let first = Int.random(in: 0..<RowBits.rowCount, using: &generator)
            guard try rows.agree(from: first, count: count, by: &evaluator) else {
              Issue.record("\(RowBits.description(first, count, workers, grain)) \(generator)\n\(graph)")
              return
            }
          }
        }
      }
    }
  }

  /// What a program asks for is what its plans do, and they tell it.
  @Test func plansTellWhetherRowsKeepTheirBits() throws {
    let x = Expression<Float>.input("x", shape: ["batch", 64])
    let y = try x.matmul(Tensor<Float>.ones(shape: [64, 8]))
    let blas = PlanTarget(workers: 1, engine: .blas), panels = PlanTarget(workers: 1, engine: .panels)
    #expect(try Program(y).rowInvariant)
    #expect(try Program(y).plan(for: ["batch": 8], target: blas).isRowInvariant)
    let fastest = try Program(y, rowInvariant: false)
    #expect(!fastest.rowInvariant)
    let plan = try fastest.plan(for: ["batch": 8], target: blas)
    #expect(!plan.isRowInvariant)
    #expect(plan.description.contains("bits of rows depend on the batch"), "\(plan)")
    #expect(try fastest.plan(for: ["batch": 8], target: panels).isRowInvariant)
    #expect(try Program(x.relu(), rowInvariant: false).plan(for: ["batch": 8], target: blas).isRowInvariant)
  }

  /// A call of BLAS gives the same values but for rounding, in every batch size.
  @Test func withoutTheirBitsRowsKeepTheirValues() throws {
    let x = Expression<Float>.input("x", shape: ["batch", 64])
    let weights = try Tensor<Float>.arange(to: 64 * 24).elements.map { ($0 - 700) / 64 }
    let y = try x.matmul(Tensor<Float>(shape: [64, 24], elements: weights))
    let program = try Program(y), fastest = try Program(y, rowInvariant: false)
    var evaluator = Evaluator(target: PlanTarget(workers: 2, engine: .blas))
    for count in [0, 1, 2, 31, 130] {
      evaluator.reset()
      let elements = (0..<count * 64).map { Float($0 % 97) / 97 }
      let batch = try Tensor<Float>(shape: [.fixed(count), 64], elements: elements)
      let expected = try evaluator.evaluate(program, x.bound(to: batch))[y].copy().elements
      let found = try evaluator.evaluate(fastest, x.bound(to: batch))[y].copy().elements
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-3 }, "\(count) rows")
    }
  }
}
