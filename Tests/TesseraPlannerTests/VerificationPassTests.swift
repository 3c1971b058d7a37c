import TesseraGraph
import TesseraShapes
import Testing

@testable import TesseraPlanner

/// Faults planted in a plan are found.
@Suite struct VerificationPassTests {
  /// matmul, an elementwise group with a scratch tile, matmul; all of its buffers but the last in the workspace.
  private static func plan() throws -> (Schedule, Lifetimes, Assignment) {
    let x = Expression<Float>.input("x", shape: [8, 8])
    let hidden = try (x.matmul(x) + ones(8)).map { $0 * 2 }
    let schedule = try schedule(of: [hidden.matmul(x).node])
    let lifetimes = LifetimePass.run(schedule)
    return (schedule, lifetimes, AssignmentPass.run(schedule, lifetimes, workers: 1))
  }

  /// The same plan with one buffer elsewhere.
  private static func moved(_ assignment: Assignment, _ buffer: Int, to offset: Int) -> Assignment {
    var offsets = assignment.offsets
    offsets[buffer] = offset
    return Assignment(
      offsets: offsets, workspaceByteCount: assignment.workspaceByteCount, outputByteCount: assignment.outputByteCount,
      lowerBound: assignment.lowerBound, workerOffsets: assignment.workerOffsets,
      workerByteCounts: assignment.workerByteCounts)
  }

  /// The child said what the fault is; an optimised build stops without a word.
  private func expectFault(_ fault: String, in result: ExitTest.Result?) {
    #if DEBUG
      let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
      #expect(text.contains("Plan: \(fault)"), "\(text.prefix(500))")
    #endif
  }

  @Test func thePlanItselfIsSound() throws {
    let (schedule, lifetimes, assignment) = try Self.plan()
    VerificationPass.run(schedule)
    VerificationPass.run(schedule, lifetimes, assignment)
    #expect(schedule.steps.count == 3)
  }

  @Test func aBufferThatIsReadBeforeItIsWrittenIsFound() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var (schedule, _, _) = try Self.plan()
      schedule.steps.swapAt(0, 1)
      VerificationPass.run(schedule)
    }
    expectFault("a buffer is read before it is written", in: result)
  }

  @Test func aStepThatIsMissingIsFound() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var (schedule, _, _) = try Self.plan()
      schedule.steps.removeLast()
      VerificationPass.run(schedule)
    }
    expectFault("an output is not written", in: result)
  }

  @Test func aBufferThatIsWrittenTwiceIsFound() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var (schedule, _, _) = try Self.plan()
      schedule.steps.append(schedule.steps[2])
      VerificationPass.run(schedule)
    }
    expectFault("a buffer is written twice", in: result)
  }

  @Test func aViewOutsideOfItsBufferIsFound() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var (schedule, _, _) = try Self.plan()
      schedule.buffers[schedule.steps[0].output] = Schedule.Buffer(byteCount: 252, purpose: .intermediate)
      VerificationPass.run(schedule)
    }
    expectFault("a view reaches outside of its buffer", in: result)
  }

  @Test func livingBuffersThatOverlapAreFound() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (schedule, lifetimes, assignment) = try Self.plan()
      let (read, written) = (schedule.steps[0].output, schedule.steps[1].output)
      VerificationPass.run(schedule, lifetimes, Self.moved(assignment, written, to: assignment.offsets[read]))
    }
    expectFault("living buffers overlap", in: result)
  }

  @Test func anOffsetThatIsNotAlignedIsFound() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (schedule, lifetimes, assignment) = try Self.plan()
      let buffer = schedule.steps[2].output
      VerificationPass.run(schedule, lifetimes, Self.moved(assignment, buffer, to: 4))
    }
    expectFault("a buffer is not aligned", in: result)
  }

  @Test func aBufferOutsideOfItsRegionIsFound() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (schedule, lifetimes, assignment) = try Self.plan()
      let buffer = schedule.steps[0].output
      VerificationPass.run(schedule, lifetimes, Self.moved(assignment, buffer, to: assignment.workspaceByteCount))
    }
    expectFault("a buffer lies outside of its region", in: result)
  }
}
