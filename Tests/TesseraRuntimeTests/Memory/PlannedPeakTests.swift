import TesseraGraph
import TesseraMemory
import TesseraPlanner
import TesseraShapes
import TesseraTestSupport
import Testing

@testable import TesseraRuntime

/// What a plan says about memory is what an evaluator then takes, to the byte.
@Suite struct PlannedPeakTests {
  /// What may run a program: as on this machine, and with everything shared in the smallest blocks.
  private static let targets = [1, 2].flatMap { workers in
    [PlanTarget.Grain.standard, .finest].map { PlanTarget(workers: workers, engine: .panels, grain: $0) }
  }

  /// What is wrong with a plan's figures; nil when nothing is.
  private func difference(
    _ program: Program, _ inputs: [String: any TensorValue], _ target: PlanTarget
  ) throws -> String? {
    let plan = try program.plan(for: inputs, target: target)
    var evaluator = Evaluator(target: target)
    let expected = try program.outputBytes(inputs, by: evaluator)
    let (pool, arena) = (evaluator.statistics, evaluator.arenaStatistics)
    if pool.peak != plan.peakByteCount { return "a peak of \(pool.peak) was planned as \(plan.peakByteCount)" }
    if arena.live != plan.outputByteCount {
      return "results of \(arena.live) bytes were planned as \(plan.outputByteCount)"
    }
    if pool.reserved != pool.peak { return "\(pool.reserved) bytes are reserved after a peak of \(pool.peak)" }
    evaluator.trim()
    if evaluator.statistics.reserved != 0 { return "\(evaluator.statistics.reserved) bytes stay after trim" }

    let exact = Evaluator(byteLimit: plan.peakByteCount, target: target)
    if try program.outputBytes(inputs, by: exact) != expected { return "other bits under a limit" }
    guard plan.peakByteCount > 0 else { return nil }
    do {
      let tight = Evaluator(byteLimit: plan.peakByteCount - 1, target: target)
      _ = try tight.evaluate(program, inputs)
      return "a limit one byte below the peak of \(plan.peakByteCount) was not noticed"
    } catch MemoryError.batchExceedsLimit(let shortage) {
      return shortage.byteCount == plan.peakByteCount && shortage.inUse == 0 ? nil : "\(shortage)"
    }
  }

  @Test(arguments: MemoryProgram.allCases) func aProgramTakesWhatItsPlanSays(_ kind: MemoryProgram) throws {
    let program = try kind.program()
    for target in Self.targets {
      // Nothing can be chosen from an empty batch.
      for rows in [kind == .reductions ? 2 : 0, 1, 7, 64, 130] {
        let difference = try difference(program, kind.inputs(rows: rows), target)
        #expect(difference == nil, "\(rows) rows, \(target.workers) workers")
      }
    }
  }

  @Test func randomProgramsTakeWhatTheirPlansSay() throws {
    var failures = 0
    try withSeeds(200) { generator in
      let graph = try RandomExpression(using: &generator)
      for target in Self.targets where failures < 5 {
        // A program of its own for each, so that what is computed and packed once is counted for one plan.
        let program = try Program(nodes: graph.outputs)
        do {
          guard let difference = try difference(program, graph.inputs, target) else { continue }
          failures += 1
          Issue.record("\(difference), \(target.workers) workers\n\(graph)")
        } catch is IndexError {}
      }
    }
  }

  @Test(arguments: MemoryProgram.allCases) func nothingBeyondThePlannedBytesIsWritten(_ kind: MemoryProgram) throws {
    for target in Self.targets {
      let program = try kind.program()
      let inputs = try kind.inputs(rows: 37)
      let plan = try program.plan(for: inputs, target: target)
      let source = PatternSource()
      let evaluator = Evaluator(target: target, source: source)
      _ = try evaluator.evaluate(program, inputs)
      let sizes = [plan.workspaceByteCount, plan.outputByteCount].filter { $0 > 0 }
      #expect(source.blocks.count == sizes.count)
      for (block, byteCount) in sizes.enumerated() {
        #expect(source.isUntouched(block, from: byteCount), "block \(block), \(target.workers) workers")
      }
    }
  }

  @Test(arguments: MemoryProgram.allCases) func whatIsComputedAndPackedOnceHasThePlannedBytes(
    _ kind: MemoryProgram
  ) throws {
    let program = try kind.program()
    let inputs = try kind.inputs(rows: 9)
    let target = PlanTarget(workers: 1, engine: .panels)
    let plan = try program.plan(for: inputs, target: target)
    let evaluator = Evaluator(target: target)
    _ = try evaluator.evaluate(program, inputs)
    let values = try ProgramValues.of(program)
    #expect(values.constants.byteCount == plan.packedConstantByteCount)
    #expect(values.folded?.storage.byteCount == program.folding?.outputByteCount)
  }

  @Test func packedConstantsAreCountedOnceAMatrix() throws {
    let x = Expression<Float>.input("x", shape: ["batch", 20])
    let weights = try Tensor<Float>.ones(shape: [20, 20])
    let program = try Program(x.matmul(weights).matmul(weights).matmul(weights.expression.transpose()))
    let plan = try program.plan(for: ["batch": 3], target: PlanTarget(workers: 1, engine: .panels))
    // Two panels of 16 columns and 20 rows, of the matrix and of its transpose.
    #expect(plan.packedConstantByteCount == 2 * 2 * 20 * 64)
    #expect(plan.constantByteCount == 20 * 20 * 4)
    #expect(plan.description.contains("packed \(2 * 2 * 20 * 64)"))
    let other = try Program(x.matmul(weights), rowInvariant: false)
    #expect(try other.plan(for: ["batch": 3], target: .folding).packedConstantByteCount == 0)
  }

  @Test func aWorkerHasItsPartOfTheWorkspace() throws {
    let program = try MemoryProgram.network.program()
    let plans = try [1, 2].map { workers in
      try program.plan(
        for: ["batch": 64], target: PlanTarget(workers: workers, engine: .panels, grain: .finest))
    }
    #expect(plans[0].workerByteCount > 0)
    #expect(plans[1].workerByteCount == plans[0].workerByteCount)
    #expect(plans[1].workspaceByteCount >= plans[0].workspaceByteCount + plans[0].workerByteCount)
  }

  @Test func theTensorsAtThePeakAreTheOnesThatTakeIt() throws {
    let x = Expression<Float>.input("x", shape: ["n", "n"])
    // Both products are in memory when they are added, and the sum takes the place of one.
    let y = try (x.matmul(x) + x.transpose().matmul(x)).sum()
    let plan = try Program(y, rowInvariant: false).plan(for: ["n": 100], target: .folding)
    let tensors = plan.tensorsAtPeak
    let large = tensors.filter { $0.byteCount == 40_000 }
    #expect(large.count == plan.workspaceByteCount / 40_000, "\(tensors)")
    #expect(large.contains { $0.name == "matmul" && $0.extents == [100, 100] && $0.elementType == "Float" })
    #expect(tensors.contains { $0.name == "output \"output\"" && $0.extents == [] && $0.byteCount == 4 })
    #expect(tensors.map(\.byteCount) == tensors.map(\.byteCount).sorted(by: >))
  }
}
