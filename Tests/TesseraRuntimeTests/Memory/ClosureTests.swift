import Glibc
import Tessera
import TesseraTestSupport
import Testing

/// What a closure of the user does in `map` touches nothing but its own elements.
@Suite struct ClosureTests {
  private let x = Expression<Float>.input("x", shape: ["batch", 8])

  /// Outputs beside a mapped one, with and without a path through it.
  private func outputs(
    _ closure: @escaping @Sendable (Float) -> Float
  ) throws -> (mapped: Expression<Float>, rows: Expression<Float>, beside: Expression<Float>) {
    let mapped = x.map(closure)
    let rows = try mapped.matmul(Tensor<Float>.full(shape: [8, 8], 0.25)).softmax(axis: -1)
    return (mapped, rows, try (x * 2).exp().sum(axis: -1))
  }

  private func batch(_ rows: Int, change: (inout [Float]) -> Void = { _ in }) throws -> Tensor<Float> {
    var elements = (0..<8 * rows).map { Float($0 % 13) / 13 }
    change(&elements)
    return try Tensor(shape: [.fixed(rows), 8], elements: elements)
  }

  private func bits(_ elements: [Float]) -> [UInt32] { elements.map(\.bitPattern) }

  @Test(arguments: [1, 2]) func aSlowClosureChangesNothingElse(workers: Int) throws {
    let quick = try outputs { $0 + 1 }
    let slow = try outputs { value in
      // Slow on some rows only, so that one worker is late.
      if value == 0 { usleep(200) }
      return value + 1
    }
    let input = try batch(600)
    var evaluator = Evaluator(workers: workers)
    let (quickProgram, slowProgram) = (
      try Program(quick.mapped, quick.rows, quick.beside), try Program(slow.mapped, slow.rows, slow.beside)
    )
    var expected: [[UInt32]] = []
    do {
      let results = try evaluator.evaluate(quickProgram, x.bound(to: input))
      expected = try [results[quick.mapped].copy(), results[quick.rows].copy(), results[quick.beside].copy()]
        .map { bits($0.elements) }
    }
    evaluator.reset()
    let results = try evaluator.evaluate(slowProgram, x.bound(to: input))
    let found = try [results[slow.mapped].copy(), results[slow.rows].copy(), results[slow.beside].copy()]
      .map { bits($0.elements) }
    #expect(found == expected)
  }

  @Test func aSlowClosureOfOneTaskDoesNotTouchAnothers() async throws {
    let slow = try Program(
      x.map { value in
        if value == 0 { usleep(100) }
        return value * 2
      })
    let other = try outputs { $0 - 1 }
    let program = try Program(other.rows, other.beside)
    let input = try batch(200)
    let (x, alone, beside) = (x, other.rows, other.beside)
    func run() throws -> [[UInt32]] {
      let evaluator = Evaluator()
      let results = try evaluator.evaluate(program, x.bound(to: input))
      return try [bits(results[alone].copy().elements), bits(results[beside].copy().elements)]
    }
    let expected = try run()
    async let late: Void = Task.detached {
      let evaluator = Evaluator()
      _ = try evaluator.evaluate(slow, x.bound(to: input))
    }.value
    for _ in 0..<50 { #expect(try run() == expected) }
    try await late
  }

  @Test(arguments: [1, 2]) func aClosureThatSeesOrGivesNaNChangesItsOwnRowsOnly(workers: Int) throws {
    let other = try outputs { $0 == 0.5 ? .nan : $0.squareRoot() }
    let program = try Program(other.mapped, other.rows, other.beside)
    var evaluator = Evaluator(workers: workers)
    func run(_ input: Tensor<Float>) throws -> [[UInt32]] {
      evaluator.reset()
      let results = try evaluator.evaluate(program, x.bound(to: input))
      return try [results[other.mapped].copy(), results[other.rows].copy(), results[other.beside].copy()]
        .map { bits($0.elements) }
    }
    let clean = try run(batch(300))
    // One row with a number that the closure makes NaN of, one with a NaN, one whose root is none.
    let spoilt = try run(
      batch(300) {
        $0[8 * 7 + 3] = 0.5; $0[8 * 150] = .nan; $0[8 * 299 + 7] = -1
      })
    for (output, width) in [8, 8, 1].enumerated() {
      for row in 0..<300 where ![7, 150, 299].contains(row) {
        let range = row * width..<(row + 1) * width
        #expect(spoilt[output][range] == clean[output][range], "output \(output), row \(row)")
      }
    }
    for row in [7, 150, 299] {
      #expect(spoilt[1][8 * row..<8 * row + 8].allSatisfy { Float(bitPattern: $0).isNaN })
    }
    // A batch without them afterwards is as before.
    #expect(try run(batch(300)) == clean)
  }
}
