import TesseraGraph
import TesseraMemory
import TesseraPlanner
import TesseraShapes
import TesseraTestSupport
import Testing

@testable import TesseraRuntime

/// A byte limit refuses what cannot fit before anything of it runs, and nothing else.
@Suite struct ByteLimitTests {
  private let x = Expression<Float>.input("x", shape: ["batch", 64])
  private let target = PlanTarget(workers: 1, engine: .panels)

  /// The refusal of a batch, or nil.
  private func shortage(_ body: () throws -> Void) throws -> MemoryShortage? {
    do {
      try body()
      return nil
    } catch MemoryError.batchExceedsLimit(let shortage) {
      return shortage
    }
  }

  @Test func nothingRunsOfABatchThatDoesNotFit() throws {
    let calls = Counter()
    let constant = try Tensor<Float>.ones(shape: [64]).expression.map { calls.counting($0) }
    let y = try (x + constant).map { calls.counting($0) }.softmax(axis: 0)
    let program = try Program(y)
    let batch = try Tensor<Float>.ones(shape: [100, 64])
    let peak = try program.plan(for: ["batch": 100], target: target).peakByteCount

    var evaluator = Evaluator(byteLimit: peak - 1, target: target)
    for _ in 0..<3 {
      #expect(try shortage { _ = try evaluator.evaluate(program, x.bound(to: batch)) }?.byteCount == peak)
    }
    #expect(try shortage { try evaluator.prepare(for: program, ["batch": 100]) }?.byteCount == peak)
    #expect(calls.count == 0)
    #expect(evaluator.statistics.misses == 0 && evaluator.statistics.reserved == 0)

    // The evaluator works on, and with one byte more it runs.
    #expect(try shortage { _ = try evaluator.evaluate(program, x.bound(to: .ones(shape: [10, 64]))) } == nil)
    #expect(calls.count == 64 + 640)
    let enough = Evaluator(byteLimit: peak, target: target)
    #expect(try shortage { _ = try enough.evaluate(program, x.bound(to: batch)) } == nil)
  }

  @Test func theRefusalSaysWhatIsNeededAndWhatTakesIt() throws {
    let weights = try Tensor<Float>.ones(shape: [64, 128])
    let hidden = try x.matmul(weights).exp()
    let program = try Program(outputs: ["sums": hidden.sum(axis: 0), "hidden": hidden], rowInvariant: false)
    let evaluator = Evaluator(byteLimit: 20_000, target: .folding)
    let found = try shortage { _ = try evaluator.evaluate(program, x.bound(to: .ones(shape: [100, 64]))) }
    #expect(
      found.map { "\(MemoryError.batchExceedsLimit($0))" } == """
        memory: the batch needs 131072 bytes (for a workspace of 51200 and results of 51712), which exceeds the limit of \
        20000 bytes; alive at the peak: output "hidden": Float [100, 128], 51200 bytes, matmul: Float [100, 128], 51200 \
        bytes, output "sums": Float [128], 512 bytes
        """)
  }

  @Test func manyTensorsAreListedUpToTheLargest() throws {
    let parts = try (1...9).map { try (x * Float($0)).sum(axis: 0) }
    let program = try Program(outputs: [
      "a": parts[0], "b": parts[1], "c": parts[2], "d": parts[3], "e": parts[4], "f": parts[5], "g": parts[6],
    ])
    let evaluator = Evaluator(byteLimit: 0, target: target)
    let found = try shortage { _ = try evaluator.evaluate(program, x.bound(to: .ones(shape: [2, 64]))) }
    #expect(found?.largest.count == MemoryShortage.listedCount)
    let plan = try program.plan(for: ["batch": 2], target: target)
    #expect(found?.otherCount == plan.tensorsAtPeak.count - MemoryShortage.listedCount)
    let listed = found.map { $0.largest.reduce($0.otherByteCount) { $0 + $1.byteCount } }
    #expect(listed == plan.tensorsAtPeak.reduce(0) { $0 + $1.byteCount })
  }

  @Test func idleMemoryIsGivenBackBeforeABatchIsRefused() throws {
    // One has large results and little between, the other much between and small results.
    let wide = try Program(x.exp())
    let narrow = try Program(x.softmax(axis: 0).sum())
    let plans = try [wide, narrow].map { try $0.plan(for: ["batch": 500], target: target) }
    #expect(plans[0].outputByteCount > 100 * plans[1].outputByteCount)
    #expect(plans[1].workspaceByteCount > 100 * max(plans[0].workspaceByteCount, 1))
    let limit = plans.map(\.peakByteCount).max() ?? 0
    let batch = try Tensor<Float>.ones(shape: [500, 64])
    var evaluator = Evaluator(byteLimit: limit, target: target)
    for round in 0..<6 {
      evaluator.reset()
      let program = round % 2 == 0 ? wide : narrow
      let found = try shortage { _ = try evaluator.evaluate(program, x.bound(to: batch)) }
      #expect(found == nil, "round \(round)")
      #expect(evaluator.statistics.reserved <= limit && evaluator.statistics.peak <= limit)
    }
  }

  @Test func aLargerBlockInThePoolDoesNotTakeTheRoomOfASmallerOne() throws {
    let columns = Expression<Float>.input("columns", shape: ["n"])
    let program = try Program(columns.cumulativeSum(axis: 0).cumulativeSum(axis: 0))
    let plan = try program.plan(for: ["n": 10_000_000], target: target)
    // A workspace and results of 40 MB each, in blocks of 64 MiB.
    #expect(plan.workspaceByteCount == 40_000_000 && plan.outputByteCount == 40_000_000)
    #expect(plan.peakByteCount == 128 << 20)
    let core = EvaluatorCore(byteLimit: 128 << 20, target: target, source: .system)
    // The last bucket holds blocks of 64 MiB and of 128: the workspace would get this one.
    core.pool.free(try core.pool.allocate(byteCount: 100 << 20))
    try core.admit(plan, byteLimit: 128 << 20)
    let bytes = Executable.ByteCounts(workspace: plan.workspaceByteCount, outputs: plan.outputByteCount)
    do { _ = try core.memory(bytes) }
    #expect(core.poolStatistics.reserved == 128 << 20)
  }

  @Test func resultsThatAreAliveCountAndAreNamed() throws {
    let program = try Program(x.exp())
    let batch = try Tensor<Float>.ones(shape: [64, 64])
    let peak = try program.plan(for: ["batch": 64], target: target).peakByteCount
    #expect(peak == 16384)
    var evaluator = Evaluator(byteLimit: 3 * peak - 1, target: target)
    for _ in 0..<4 {
      evaluator.reset()
      for _ in 0..<2 {
        #expect(try shortage { _ = try evaluator.evaluate(program, x.bound(to: batch)) } == nil)
      }
      let found = try shortage { _ = try evaluator.evaluate(program, x.bound(to: batch)) }
      #expect(found?.byteCount == peak && found?.inUse == 2 * peak)
      #expect(found.map { "\(MemoryError.batchExceedsLimit($0))" }?.contains("hold 32768;") == true)
    }
  }

  @Test func aFailedEvaluationLeavesNothingBehind() throws {
    let rows = Expression<Int64>.input("rows", shape: ["n"])
    let program = try Program(Tensor<Float>.ones(shape: [5, 300]).expression.gather(rows))
    let peak = try program.plan(for: ["n": 2], target: target).peakByteCount
    let evaluator = Evaluator(byteLimit: peak, target: target)
    for _ in 0..<3 {
      #expect(throws: IndexError.self) {
        _ = try evaluator.evaluate(program, rows.bound(to: Tensor(shape: [2], elements: [1, 7])))
      }
      #expect(evaluator.arenaStatistics.live == 0)
    }
    _ = try evaluator.evaluate(program, rows.bound(to: Tensor(shape: [2], elements: [1, 4])))
    #expect(evaluator.arenaStatistics.live == 2432)
  }

  @Test func onAResetEvaluatorAPlanRunsExactlyWhenItsPeakFits() throws {
    let limit = 6000
    var evaluator = Evaluator(byteLimit: limit, target: target)
    var (fitting, refused) = (0, 0)
    try withSeeds(300) { generator in
      let graph = try RandomExpression(using: &generator)
      let program = try Program(nodes: graph.outputs)
      let peak = try program.plan(for: graph.inputs, target: target).peakByteCount
      evaluator.reset()
      do {
        _ = try evaluator.evaluate(program, graph.inputs)
        #expect(peak <= limit, "\(generator)")
        fitting += 1
      } catch MemoryError.batchExceedsLimit(let shortage) {
        #expect(peak > limit && shortage.byteCount == peak, "\(generator)")
        refused += 1
      } catch is IndexError {}
      #expect(evaluator.statistics.reserved <= limit)
    }
    #expect(fitting > 0 && refused > 0)
  }
}
