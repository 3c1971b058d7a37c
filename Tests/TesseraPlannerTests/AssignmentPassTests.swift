import TesseraGraph
import TesseraShapes
import TesseraTestSupport
import Testing

@testable import TesseraPlanner

/// Lifetimes and offsets.
@Suite struct AssignmentPassTests {
  private let x = Expression<Float>.input("x", shape: [64, 64])

  /// Buffers that are blocks of their own, with given sizes and lifetimes.
  private func blocks(_ list: [(byteCount: Int, first: Int, last: Int)]) -> (Schedule, Lifetimes) {
    var schedule = Schedule()
    var lifetimes = Lifetimes(blockOfBuffer: Array(list.indices))
    for block in list {
      schedule.buffers.append(Schedule.Buffer(byteCount: block.byteCount, purpose: .intermediate))
      lifetimes.blocks.append(
        Lifetimes.Block(byteCount: block.byteCount, first: block.first, last: block.last, band: nil))
    }
    return (schedule, lifetimes)
  }

  @Test func randomBlocksNeverOverlapWhileTheyAreAlive() throws {
    try withSeeds(300) { generator in
      let count = Int.random(in: 0...60, using: &generator)
      var list: [(byteCount: Int, first: Int, last: Int)] = []
      for _ in 0..<count {
        let first = Int.random(in: 0...40, using: &generator)
        let byteCount = generator.chance(0.05) ? 0 : Int.random(in: 1...5000, using: &generator)
        list.append((byteCount, first, first + Int.random(in: 0...12, using: &generator)))
      }
      let (schedule, lifetimes) = blocks(list)
      let assignment = AssignmentPass.run(schedule, lifetimes, workers: 1)
      VerificationPass.run(schedule, lifetimes, assignment)
      for (left, a) in list.enumerated() {
        #expect(assignment.offsets[left] % 64 == 0, "\(generator)")
        #expect(assignment.offsets[left] + a.byteCount <= assignment.workspaceByteCount, "\(generator)")
        for (right, b) in list.enumerated() where left < right && a.byteCount > 0 && b.byteCount > 0 {
          guard a.first <= b.last, b.first <= a.last else { continue }
          let (start, other) = (assignment.offsets[left], assignment.offsets[right])
          #expect(
            start + a.byteCount <= other || other + b.byteCount <= start, "blocks \(left) and \(right) (\(generator))")
        }
      }
      // The bound by brute force: the bytes that are alive at each step.
      var bound = 0
      for step in 0...60 {
        let alive = list.filter { $0.first <= step && step <= $0.last }
        bound = max(bound, alive.map { ($0.byteCount + 63) / 64 * 64 }.reduce(0, +))
      }
      #expect(assignment.lowerBound == bound, "\(generator)")
      #expect(assignment.workspaceByteCount >= bound, "\(generator)")
      #expect(assignment.workspaceByteCount <= 2 * bound, "far from what is needed (\(generator))")
    }
  }

  @Test func manyBlocksArePlacedInTheOrderOfTheirLives() throws {
    // A chain of 5,000: two are alive at once.
    let list = (0..<5000).map { (byteCount: 256, first: $0, last: $0 + 1) }
    let (schedule, lifetimes) = blocks(list)
    let assignment = AssignmentPass.run(schedule, lifetimes, workers: 1)
    VerificationPass.run(schedule, lifetimes, assignment)
    #expect(assignment.workspaceByteCount == 512)
  }

  @Test func outputsFollowEachOtherAligned() throws {
    let small = Expression<Float>.input("s", shape: [3])
    let schedule = try schedule(of: [small.exp().node, small.log().node])
    let lifetimes = LifetimePass.run(schedule)
    let assignment = AssignmentPass.run(schedule, lifetimes, workers: 1)
    #expect(schedule.outputs.map { assignment.offsets[$0.buffer] } == [0, 64])
    #expect(assignment.outputByteCount == 128)
  }

  @Test func theLastReaderWritesInPlace() throws {
    // matmul -> relu (in the product's place) -> matmul
    let hidden = try x.matmul(x).relu()
    let schedule = try schedule(of: [hidden.matmul(x).node])
    let lifetimes = LifetimePass.run(schedule)
    let (product, relu) = (schedule.steps[0].output, schedule.steps[1].output)
    #expect(product != relu)
    #expect(lifetimes.blockOfBuffer[product] == lifetimes.blockOfBuffer[relu])
    #expect(AssignmentPass.run(schedule, lifetimes, workers: 1).workspaceByteCount == 64 * 64 * 4)
  }

  @Test func nothingIsWrittenInPlaceThatIsReadLater() throws {
    let product = try x.matmul(x)
    let schedule = try schedule(of: [product.relu().matmul(product).node])
    let lifetimes = LifetimePass.run(schedule)
    #expect(
      lifetimes.blockOfBuffer[schedule.steps[0].output] != lifetimes.blockOfBuffer[schedule.steps[1].output])
  }

  @Test func nothingIsWrittenInPlaceThatIsReadInAnotherOrder() throws {
    let product = try x.matmul(x)
    let symmetric = try product + product.transpose()
    let schedule = try schedule(of: [symmetric.matmul(x).node])
    let lifetimes = LifetimePass.run(schedule)
    #expect(
      lifetimes.blockOfBuffer[schedule.steps[0].output] != lifetimes.blockOfBuffer[schedule.steps[1].output])
  }

  @Test func aClosureDoesNotWriteInPlace() throws {
    let schedule = try schedule(of: [x.matmul(x).map { $0 + 1 }.matmul(x).node])
    let lifetimes = LifetimePass.run(schedule)
    #expect(
      lifetimes.blockOfBuffer[schedule.steps[0].output] != lifetimes.blockOfBuffer[schedule.steps[1].output])
  }

  @Test func softmaxWritesInPlace() throws {
    let schedule = try schedule(of: [x.matmul(x).softmax(axis: -1).matmul(x).node])
    let lifetimes = LifetimePass.run(schedule)
    #expect(
      lifetimes.blockOfBuffer[schedule.steps[0].output] == lifetimes.blockOfBuffer[schedule.steps[1].output])
  }
}
