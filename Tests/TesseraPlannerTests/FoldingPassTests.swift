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
