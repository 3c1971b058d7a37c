import TesseraGraph
import TesseraMemory
import TesseraPlanner
import TesseraRuntime
import TesseraShapes
import TesseraTestSupport
import Testing

/// The system refuses memory at every place where an evaluation asks for it: an error is thrown, nothing is lost, and the evaluator works on.
@Suite struct AllocationFaultTests {
  /// Which requests are refused, from one on.
  enum Fault: CaseIterable {
    /// One alone.
    case once
    /// All that follow.
    case forGood

    func refused(from number: Int) -> Range<Int> {
      switch self {
      case .once: number..<number + 1
      case .forGood: number..<Int.max
      }
    }
  }

  @Test(arguments: MemoryProgram.allCases, Fault.allCases)
  func everyRefusalIsThrownAndTheEvaluatorWorksOn(_ kind: MemoryProgram, _ fault: Fault) throws {
    for workers in [1, 2] {
      let target = PlanTarget(workers: workers, engine: .panels, grain: workers == 1 ? .standard : .finest)
      let expected = try kind.program().outputBytes(kind.inputs(rows: 21), by: Evaluator(target: target))
      var number = 0
      while try isRefused(number, kind, fault, target, expected) { number += 1 }
      // The pool's two blocks, the input, the copies of the results, and the steps.
      #expect(number > 5, "\(number) requests")
    }
  }

  /// Refuses a request of an evaluation from the first batch to the copies of its results; false when there are fewer.
  private func isRefused(
    _ number: Int, _ kind: MemoryProgram, _ fault: Fault, _ target: PlanTarget, _ expected: [[UInt8]]
  ) throws -> Bool {
    let budget = AllocationBudget(refusing: fault.refused(from: number))
    let source = BudgetSource()
    do {
      let program = try kind.program()
      let evaluator = Evaluator(target: target, source: source)
      var found: [[UInt8]]?
      var thrown: (any Error)?
      do {
        found = try AllocationBudget.$current.withValue(budget) {
          try program.outputBytes(kind.inputs(rows: 21), by: evaluator)
        }
      } catch {
        thrown = error
      }
      let wasRefused = budget.callCount > number
      #expect(found == (wasRefused ? nil : expected), "request \(number), \(target.workers) workers")
      #expect(thrown.map(Self.isOutOfMemory) ?? !wasRefused, "request \(number): \(String(describing: thrown))")
      let after = try program.outputBytes(kind.inputs(rows: 21), by: evaluator)
      #expect(after == expected, "after request \(number), \(target.workers) workers")
      guard wasRefused else { return false }
    }
    #expect(source.heldByteCount == 0 && budget.heldByteCount == 0, "request \(number)")
    return true
  }

  /// Whether an error says that the system has no memory, in a sentence.
  private static func isOutOfMemory(_ error: any Error) -> Bool {
    switch error {
    case MemoryError.systemAllocationFailed: true
    case let error as ShapeError: if case .outOfMemory = error.reason { true } else { false }
    default: false
    }
  }

  @Test func aWarmEvaluatorThatIsRefusedGivesBackWhatItDoesNotNeedAndAsksAgain() throws {
    let program = try MemoryProgram.network.program()
    let target = PlanTarget(workers: 1, engine: .panels)
    let source = BudgetSource()
    var evaluator = Evaluator(target: target, source: source)
    _ = try evaluator.evaluate(program, MemoryProgram.network.inputs(rows: 10))
    evaluator.reset()
    let inputs = try MemoryProgram.network.inputs(rows: 2000)
    let plan = try program.plan(for: inputs, target: target)
    let expected = try program.outputBytes(inputs, by: Evaluator(target: target))
    try evaluator.prepare(for: program, ["batch": 10])
    // The steps for this number of rows are made before, so that only the pool asks.
    try program.prepareSteps(inputs, target)
    let budget = AllocationBudget(refusing: 0..<1)
    let found = try AllocationBudget.$current.withValue(budget) { try program.outputBytes(inputs, by: evaluator) }
    // The refused request, workspace, results, and a copy of each of the two results.
    #expect(budget.callCount == 5)
    #expect(found == expected)
    #expect(evaluator.statistics.reserved == plan.peakByteCount)
  }
}

extension Program {
  /// Makes the steps for a batch, by another evaluator.
  fileprivate func prepareSteps(_ inputs: [String: any TensorValue], _ target: PlanTarget) throws {
    let evaluator = Evaluator(target: target)
    _ = try evaluator.evaluate(self, inputs)
  }
}
