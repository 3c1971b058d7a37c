import Tessera
import Testing

/// A plan's bytes are known before it runs, and are what the evaluator then uses.
@Suite struct PlannedMemoryTests {
  private let x = Expression<Float>.input("x", shape: ["batch", 64])
  private let output: Expression<Float>
  private let program: Program

  init() throws {
    let first = try Tensor<Float>.full(shape: [64, 128], 0.01)
    let second = try Tensor<Float>.full(shape: [128, 10], 0.02)
    let hidden = try (x.matmul(first) + Tensor<Float>.ones(shape: [128])).relu()
    output = try hidden.matmul(second).softmax(axis: -1)
    program = try Program(output)
  }

  @Test(arguments: [1, 7, 32, 1000])
  func theEvaluatorUsesWhatThePlanSays(rows: Int) throws {
    let plan = try program.plan(for: ["batch": rows])
    #expect(plan.workspaceByteCount >= plan.workspaceLowerBound)
    #expect(plan.outputByteCount == (rows * 40 + 63) / 64 * 64)
    #expect(plan.constantByteCount == (64 * 128 + 128 * 10 + 128) * 4)
    // Two hidden layers at most are alive at once: the product and what follows it in place, and the tile of the bias.
    #expect(plan.workspaceByteCount <= rows * 128 * 4 + rows * 10 * 4 + 64 * 1024)

    var evaluator = Evaluator()
    let batch = try Tensor<Float>.ones(shape: Shape(extents: [rows, 64]))
    do {
      let results = try evaluator.evaluate(program, x.bound(to: batch))
      let count = results[output].count
      #expect(count == rows * 10)
    }
    #expect(evaluator.arenaStatistics.live == plan.outputByteCount)
    // The pool hands out powers of two from 64 bytes on.
    let (workspace, outputs) = (capacity(for: plan.workspaceByteCount), capacity(for: plan.outputByteCount))
    let statistics = evaluator.statistics
    #expect(statistics.peak == workspace + outputs)
    #expect(statistics.peak == plan.peakByteCount)
    #expect(statistics.pooled == workspace)

    // Every other batch takes the same memory again.
    for _ in 0..<10 {
      evaluator.reset()
      let results = try evaluator.evaluate(program, x.bound(to: batch))
      #expect(results[output].count == rows * 10)
    }
    let change = evaluator.statistics.delta(from: statistics)
    #expect(change.reserved == 0 && change.peak == 0 && change.misses == 0)
    #expect(change.hits == 10)
  }

  private func capacity(for byteCount: Int) -> Int {
    var capacity = 64
    while capacity < byteCount { capacity *= 2 }
    return capacity
  }

  @Test func aByteLimitThrowsAndSmallerBatchesWork() throws {
    let plan = try program.plan(for: ["batch": 4096])
    var evaluator = Evaluator(byteLimit: plan.peakByteCount / 2)
    let error = message {
      _ = try evaluator.evaluate(program, x.bound(to: .ones(shape: [4096, 64])))
    }
    #expect(error?.hasPrefix("memory: ") == true, "\(error ?? "nothing was thrown")")
    evaluator.reset()
    let results = try evaluator.evaluate(program, x.bound(to: .ones(shape: [8, 64])))
    let row = try results[output].copy().elements
    #expect(row.allSatisfy { abs($0 - 0.1) < 1e-6 })
  }

  @Test func theSameSmallWorkFitsALimitOfItsPeak() throws {
    var measured = Evaluator()
    let batch = try Tensor<Float>.ones(shape: [100, 64])
    do { _ = try measured.evaluate(program, x.bound(to: batch)) }
    measured.reset()
    let peak = measured.statistics.peak

    let exact = Evaluator(byteLimit: peak)
    let results = try exact.evaluate(program, x.bound(to: batch))
    #expect(results[output].count == 1000)
    let tight = Evaluator(byteLimit: peak - 1)
    let error = message { _ = try tight.evaluate(program, x.bound(to: batch)) }
    #expect(error?.hasPrefix("memory: ") == true)
  }

  @Test func trimGivesMemoryBackAndTheNextBatchWorks() throws {
    var evaluator = Evaluator()
    let batch = try Tensor<Float>.ones(shape: [1000, 64])
    do { _ = try evaluator.evaluate(program, x.bound(to: batch)) }
    #expect(evaluator.statistics.reserved > 0)
    evaluator.trim()
    #expect(evaluator.statistics.reserved == 0)
    let results = try evaluator.evaluate(program, x.bound(to: batch))
    #expect(results[output].count == 10_000)
  }

  @Test func namesWithoutNumbersAreNamed() throws {
    #expect(
      message { _ = try program.plan() }
        == "plan: dimension \"batch\" of input x: Float [batch, 64] needs an extent; none was given")
    #expect(
      message { _ = try program.plan(for: ["batch": -1]) }
        == "plan: the extent of dimension \"batch\" must not be negative; got -1")
  }

  @Test func aProgramKeepsTheMostRecent64Plans() throws {
    weak let first = try program.plan(for: ["batch": 1])
    #expect(first != nil)
    for rows in 2...64 { _ = try program.plan(for: ["batch": rows]) }
    let isKept = try first === program.plan(for: ["batch": 1])
    #expect(isKept)
    // The first was used last; the second goes before it.
    weak let second = try program.plan(for: ["batch": 2])
    _ = try program.plan(for: ["batch": 1])
    for rows in 65...127 { _ = try program.plan(for: ["batch": rows]) }
    #expect(first != nil)
    #expect(second == nil)
    for rows in 128...191 { _ = try program.plan(for: ["batch": rows]) }
    #expect(first == nil)
  }

  @Test func anEvaluatorAndItsProgramKeepAtMostTheirPlans() throws {
    weak let first = try program.plan(for: ["batch": 1])
    var evaluator = Evaluator()
    for rows in 1...200 {
      evaluator.reset()
      let results = try evaluator.evaluate(program, x.bound(to: .ones(shape: Shape(extents: [rows, 64]))))
      #expect(results[output].count == rows * 10)
    }
    #expect(first == nil)
  }
}
