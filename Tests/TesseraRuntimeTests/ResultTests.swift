import Tessera
import Testing

/// Results lie in the arena until the reset; copies outlive it.
@Suite struct ResultTests {
  private let x = Expression<Float>.input("x", shape: ["batch", 2])

  private func batch(_ rows: Int, from first: Float = 0) throws -> Tensor<Float> {
    try Tensor(shape: Shape(extents: [rows, 2]), elements: (0..<2 * rows).map { first + Float($0) })
  }

  @Test func resultsAreReadByName() throws {
    let program = try Program(outputs: ["twice": x * 2, "class": x.argmax(axis: -1), "input": x])
    let evaluator = Evaluator()
    let results = try evaluator.evaluate(program, ["x": batch(2)])
    let twice = try results["twice", as: Float.self].copy()
    #expect(try twice == (Tensor(shape: [2, 2], elements: [0, 2, 4, 6])))
    let classes = try results["class", as: Int64.self].copy()
    #expect(try classes == (Tensor(shape: [2], elements: [1, 1])))
    let input = try results["input", as: Float.self].copy()
    #expect(try input == (batch(2)))
    #expect(
      program.outputs.map(\.description) == [
        "twice: Float [batch, 2]", "class: Int64 [batch]", "input: Float [batch, 2]",
      ])
    #expect(program.inputs.map(\.description) == ["x: Float [batch, 2]"])
  }

  @Test func severalResultsAreAliveAtOnce() throws {
    let doubled = try x * 2
    let total = try x.sum()
    let (first, second) = (try Program(doubled, total), try Program(doubled))
    var evaluator = Evaluator()
    for _ in 0..<3 {
      evaluator.reset()
      let a = try evaluator.evaluate(first, x.bound(to: batch(3)))
      let b = try evaluator.evaluate(second, x.bound(to: batch(50, from: 100)))
      let c = try evaluator.evaluate(first, x.bound(to: batch(1, from: 7)))
      let ends = (a[doubled].span[5], b[doubled].span[99], c[doubled].span[1], a[total].span[0], c[total].span[0])
      #expect(ends == (10, 398, 16, 15, 15))
    }
  }

  @Test func copiesOutliveTheResetAndTheEvaluator() throws {
    let doubled = try x * 2
    let program = try Program(doubled)
    var copies: [Tensor<Float>] = []
    do {
      var evaluator = Evaluator()
      for index in 0..<4 {
        evaluator.reset()
        let results = try evaluator.evaluate(program, x.bound(to: batch(2, from: Float(index))))
        copies.append(try results[doubled].copy())
      }
      evaluator.trim()
    }
    for (index, copy) in copies.enumerated() {
      let first = Float(2 * index)
      #expect(try copy == (Tensor(shape: [2, 2], elements: [first, first + 2, first + 4, first + 6])))
    }
  }

  @Test func oneOutputTwiceAndOutputsThatAreViewsOfOneAnother() throws {
    let doubled = try x * 2
    let flat = try doubled.reshape([-1])
    let turned = try doubled.transpose()
    let constant = Expression<Float>.constant(try Tensor(shape: [2], elements: [5, 6]))
    let folded = try constant + 1
    let program = try Program(doubled, flat, doubled, turned, x, constant, folded)
    let evaluator = Evaluator()
    let results = try evaluator.evaluate(program, x.bound(to: batch(2)))
    let all = [
      try results[doubled].copy(), try results[flat].copy(), try results[turned].copy(), try results[x].copy(),
      try results[constant].copy(), try results[folded].copy(),
    ]
    #expect(
      all == [
        try Tensor(shape: [2, 2], elements: [0, 2, 4, 6]), try Tensor(shape: [4], elements: [0, 2, 4, 6]),
        try Tensor(shape: [2, 2], elements: [0, 4, 2, 6]), try batch(2), try Tensor(shape: [2], elements: [5, 6]),
        try Tensor(shape: [2], elements: [6, 7]),
      ])
  }

  @Test func manyShapesInAnyOrder() throws {
    let total = try (x * x).sum(axis: 0)
    let program = try Program(total)
    var evaluator = Evaluator()
    for round in 0..<2 {
      for rows in 0..<200 {
        evaluator.reset()
        let rows = (rows * 37 + round) % 200
        let results = try evaluator.evaluate(program, x.bound(to: try .ones(shape: Shape(extents: [rows, 2]))))
        let sums = try results[total].copy().elements
        #expect(sums == [Float(rows), Float(rows)])
      }
    }
  }

  @Test func programsThatComeAndGoAreNotMistakenForOneAnother() throws {
    // The address of a program that is gone may be that of the next one.
    var evaluator = Evaluator()
    for number in 0..<300 {
      evaluator.reset()
      let output = try x + Expression.scalar(Float(number))
      let results = try evaluator.evaluate(try Program(output), x.bound(to: batch(1)))
      let elements = try results[output].copy().elements
      #expect(elements == [Float(number), Float(number) + 1])
    }
  }

  @Test func aValueThatIsMadeWhenItIsAskedForStaysUntilItIsRead() throws {
    struct Lazy: TensorValue {
      var erased: ErasedTensor {
        do { return try Tensor<Float>.full(shape: [4096, 2], 3).erased } catch { fatalError("\(error)") }
      }
    }
    let y = Expression<Float>.input("y", shape: ["batch", 2])
    let sum = try x + y
    let result = try values(of: sum, ["x": Lazy(), "y": Lazy()])
    #expect(result == Array(repeating: 6, count: 8192))
  }

  /// Inputs that were given by name, which may have been made when they were asked for, go with the evaluation.
  @Test func anEvaluatorKeepsNoInput() throws {
    let x = Expression<Float>.input("x", shape: ["n", 64])
    let program = try Program(outputs: ["y": x.relu()])
    let evaluator = Evaluator()
    weak var storage: TensorStorage?
    do {
      let batch = try Tensor<Float>.ones(shape: [3, 64])
      storage = batch.storage
      _ = try evaluator.evaluate(program, ["x": batch])
    }
    #expect(storage == nil)
    #expect(evaluator.statistics.live > 0)
  }
}
