import TesseraGraph
import TesseraShapes
import Testing

@testable import TesseraPlanner

/// What is the same in every batch is computed once; what only views a constant is not copied.
@Suite struct FoldingPassTests {
  private let x = Expression<Float>.input("x", shape: ["n", 4])

  @Test func aComputedConstantIsFolded() throws {
    let graph = try imported([x.matmul(ones(4, 4).exp() + 1).node])
    #expect(graph.foldedNames == ["+"], "only what the batch reads, not what lies before it")
  }

  @Test func aTransposedConstantStaysAView() throws {
    let graph = try imported([x.matmul(ones(3, 4).transpose()).node])
    #expect(graph.folded.isEmpty)
    let schedule = try schedule(of: [x.matmul(ones(3, 4).transpose()).node], ["n": 2])
    #expect(schedule.kinds == ["matmul"])
    #expect(schedule.products[0].rhs.blas.isTransposed)
    let reshaped = try imported([
      x.matmul(ones(12).reshape([4, 3])).node, (try x + ones(1, 4).broadcast(to: [2, 4])).node,
    ])
    #expect(reshaped.folded.isEmpty)
  }

  @Test func aViewThatMustMoveIsFolded() throws {
    let moved = try ones(3, 4).transpose().reshape([12])
    let graph = try imported([(try x.reshape([-1, 12]) + moved).node])
    #expect(graph.foldedNames == ["reshape"])
  }

  @Test func aViewOfAComputedConstantIsFoldedWhole() throws {
    let graph = try imported([x.matmul(ones(3, 4).exp().transpose()).node])
    #expect(graph.foldedNames == ["transpose"])
  }

  @Test func namesAndInputsAreNotFolded() throws {
    let broadcast = try ones(1, 4).broadcast(to: ["n", 4])
    let graph = try imported([(try x + broadcast.exp()).node])
    #expect(graph.folded.isEmpty, "how often a name repeats is known with the batch")
  }

  @Test func anOutputThatIsStaticIsFoldedAndAConstantOutputIsNot() throws {
    let constant = try ones(2, 2)
    #expect(try imported([constant.node]).folded.isEmpty)
    #expect(try imported([constant.exp().node]).foldedNames == ["exp"])
    #expect(try imported([constant.argmax(axis: 0).node]).foldedNames == ["argmax"])
    #expect(try schedule(of: [constant.exp().node]).kinds == ["copy"])
  }

  @Test func whatIsMuchLargerThanTheConstantsIsNotFolded() throws {
    // 64 MiB of Float are folded, a row more is not; nor is what passes through more.
    let rows = FoldingPass.byteLimit / 4096
    func large(_ rows: Int) throws -> Expression<Float> { try ones(1, 1024).exp().broadcast(to: [.fixed(rows), 1024]) }
    let wide = Expression<Float>.input("wide", shape: ["n", 1, 1024])
    #expect(try imported([(wide + large(rows)).node]).foldedNames == ["broadcast"])
    #expect(try imported([(wide + large(rows + 1)).node]).folded.isEmpty)
    #expect(try imported([(wide + large(1 << 36).sqrt().sum(axis: 0)).node]).folded.isEmpty)
    let plan = try Program(wide + large(1 << 36).sqrt().sum(axis: 0)).plan(for: ["n": 1], target: .folding)
    #expect(plan.workspaceByteCount >= 1 << 48)
    // Several together.
    let sums = try (0..<5).map { try (large(rows / 4) + Float($0)).softmax(axis: 0) }
    let total = try sums.dropFirst().reduce(wide + sums[0]) { try $0 + $1 }
    #expect(try imported([total.node]).folded.isEmpty)
    // Large constants may be followed by much.
    let constant = try ones(16 << 20)
    #expect(try imported([(wide.sum() + constant.exp()).node]).foldedNames == ["exp"])
  }

  @Test func foldedPartsAreLeftOutOfTheBatchsPlan() throws {
    let weights = try ones(4, 4).matmul(ones(4, 4)).softmax(axis: 0)
    let output = try x.matmul(weights)
    let schedule = try schedule(of: [output.node], ["n": 2])
    #expect(schedule.kinds == ["matmul"])
    #expect(schedule.products[0].rhs.view.source == .folded(0))
    let program = try Program(output)
    #expect(program.folding?.schedule.kinds == ["matmul", "softmax"])
    #expect(try program.plan(for: ["n": 2], target: .folding).constantByteCount == 64)
  }
}
