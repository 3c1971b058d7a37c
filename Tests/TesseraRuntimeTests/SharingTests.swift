import Tessera
import Testing

/// What is shared is computed once, what is constant once a program, and what no output needs never.
@Suite struct SharingTests {
  private let x = Expression<Double>.input("x", shape: ["n"])

  private func one() throws -> [String: any TensorValue] { ["x": try Tensor<Double>.ones(shape: [1])] }

  @Test func sixtyDoublingsAreSixtyAdditions() throws {
    let calls = Counter()
    var y = x.map { calls.counting($0) }
    for _ in 0..<60 { y = try y + y }
    #expect(try values(of: y, one()) == [0x1p60])
    #expect(calls.count == 1)
  }

  @Test func doublingsAcrossOperationsThatDoNotFuse() throws {
    let calls = Counter()
    let matrix = Expression<Double>.input("x", shape: [2, 2])
    var y = matrix.map { calls.counting($0) }
    for _ in 0..<30 { y = try (y.matmul(y) + y.transpose()).softmax(axis: -1).maximum(y) }
    #expect(try values(of: y, ["x": Tensor<Double>.full(shape: [2, 2], 0.25)]).count == 4)
    #expect(calls.count == 4)
  }

  @Test func equalPartsAreOne() throws {
    let calls = Counter()
    let counted = x.map { calls.counting($0) }
    // Built twice, from equal parts.
    let first = try counted.exp() * 2 + counted.log()
    let second = try counted.exp() * 2 + counted.log()
    let program = try Program(first, second)
    let evaluator = Evaluator()
    let results = try evaluator.evaluate(program, one())
    let (left, right) = (results[first].span[0], results[second].span[0])
    #expect(left == right)
    #expect(calls.count == 1)
  }

  @Test func constantsAreComputedOnceAProgram() throws {
    let calls = Counter()
    let constant = try Tensor<Double>(shape: [4], elements: [1, 2, 3, 4]).expression
    let folded = try constant.map { calls.counting($0) * 2 }.sum(keepingDimensions: true)
    let y = try x * folded
    let program = try Program(y)
    #expect(calls.count == 0, "making a program computes nothing")
    var evaluator = Evaluator()
    for rows in [1, 2, 1, 5] {
      evaluator.reset()
      let results = try evaluator.evaluate(program, x.bound(to: .ones(shape: Shape(extents: [rows]))))
      let element = results[y].span[rows - 1]
      #expect(element == 20)
    }
    let other = Evaluator()
    #expect(try values(of: y, in: program, one(), by: other) == [20])
    #expect(calls.count == 4)
  }

  @Test func partsThatNoOutputNeedsAreDropped() throws {
    let calls = Counter()
    let unused = x.map { calls.counting($0) }
    let z = Expression<Double>.input("z", shape: [1])
    let (kept, dropped) = (try z + 1, try unused + z)
    let evaluator = Evaluator()
    // The input of the dropped part is not asked for.
    #expect(try values(of: kept, in: try Program(kept), ["z": Tensor<Double>.ones(shape: [1])], by: evaluator) == [2])
    #expect(calls.count == 0)
    _ = dropped
  }

  @Test func severalTasksShareOneProgram() async throws {
    let calls = Counter()
    let weights = try Tensor<Double>.full(shape: [8, 8], 0.5).expression.map { calls.counting($0) }
    let rows = Expression<Double>.input("rows", shape: ["n", 8])
    let y = try rows.matmul(weights).map { $0 + 1 }.sum(axis: -1)
    let program = try Program(y)
    let sums = try await withThrowingTaskGroup(of: Double.self) { group in
      for task in 0..<4 {
        group.addTask { try Self.run(program, rows, y, batches: 60, first: task) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    // Each batch of n rows of ones gives n times 8 * (8 * 0.5 + 1).
    for (sum, expected) in zip(sums.sorted(), (0..<4).map(Self.expectedSum).sorted()) { #expect(sum == expected) }
    #expect(calls.count == 64)
  }

  private static func rowCount(_ batch: Int, _ first: Int) -> Int { (batch * 5 + first) % 80 }

  private static func expectedSum(first: Int) -> Double {
    (0..<60).reduce(0) { $0 + Double(rowCount($1, first)) * 40 }
  }

  private static func run(
    _ program: Program, _ rows: Expression<Double>, _ y: Expression<Double>, batches: Int, first: Int
  ) throws -> Double {
    var evaluator = Evaluator()
    var sum = 0.0
    for batch in 0..<batches {
      evaluator.reset()
      let input = try Tensor<Double>.ones(shape: Shape(extents: [rowCount(batch, first), 8]))
      let results = try evaluator.evaluate(program, rows.bound(to: input))
      let span = results[y].span
      for index in span.indices { sum += span[index] }
    }
    return sum
  }
}
