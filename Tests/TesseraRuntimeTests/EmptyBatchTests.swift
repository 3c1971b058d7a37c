import Tessera
import Testing

/// A batch of 0 rows gives results of 0 rows, or what NumPy gives for a reduction over nothing.
@Suite struct EmptyBatchTests {
  private let x = Expression<Float>.input("x", shape: ["batch", 3])

  private func empty() throws -> Tensor<Float> { try Tensor(shape: [0, 3], elements: [Float]()) }

  @Test func everyOutputOfAnEmptyBatchIsRightAndTheNextBatchWorks() throws {
    let weights = try Tensor<Float>(shape: [3, 2], elements: [1, 2, 3, 4, 5, 6])
    let hidden = try (x.matmul(weights) + Tensor<Float>(shape: [2], elements: [1, -1])).relu()
    let probabilities = try hidden.softmax(axis: -1)
    let total = try hidden.sum(axis: 0)
    let mean = try hidden.mean(axis: 0)
    let classes = try hidden.argmax(axis: -1)
    let gram = try x.transpose().matmul(x)
    let mapped = try hidden.map { $0 + 1 }.transpose()
    let program = try Program(probabilities, total, mean, classes, gram, mapped)

    var evaluator = Evaluator()
    for _ in 0..<2 {
      evaluator.reset()
      let results = try evaluator.evaluate(program, x.bound(to: empty()))
      let shapes = (
        results[probabilities].shape, results[total].shape, results[classes].shape, results[gram].shape,
        results[mapped].shape
      )
      #expect(shapes == ([0, 2], [2], [0], [3, 3], [2, 0]))
      let rows = (results[probabilities].span.count, results[classes].span.count, results[mapped].span.count)
      #expect(rows == (0, 0, 0))
      let sums = try results[total].copy().elements
      #expect(sums == [0, 0])
      let means = try results[mean].copy().elements
      #expect(means.allSatisfy { $0.isNaN })
      // An inner extent of 0 gives zeros.
      let products = try results[gram].copy().elements
      #expect(products == Array(repeating: 0, count: 9))
    }
    let plan = try program.plan(for: ["batch": 0])
    #expect(plan.workspaceByteCount == 0)

    let one = try Tensor<Float>(shape: [1, 3], elements: [1, 0, 0])
    let results = try evaluator.evaluate(program, x.bound(to: one))
    let sums = try results[total].copy().elements
    #expect(sums == [2, 1])
    let first = try results[classes].copy().elements
    #expect(first == [0])
  }

  @Test func aChoiceAmongNothingIsThrownAndTheNextBatchWorks() throws {
    let largest = try x.max(axis: 0)
    let program = try Program(largest)
    let evaluator = Evaluator()
    let error = message { _ = try evaluator.evaluate(program, x.bound(to: empty())) }
    #expect(
      error?.hasPrefix("max: there must be at least one element to choose from; shape [0, 3] has none along axis 0")
        == true, "\(error ?? "nothing was thrown")")
    let rows = try Tensor<Float>(shape: [2, 3], elements: [1, 5, 3, 4, 2, 6])
    let result = try values(of: largest, in: program, ["x": rows], by: evaluator)
    #expect(result == [4, 5, 6])
  }

  @Test func emptyExtentsInEveryPlaceAgreeWithTheReference() throws {
    for extents in [[0], [0, 3], [3, 0], [2, 0, 3], [0, 0]] {
      let empty = try Tensor<Float>(shape: Shape(extents: extents), elements: [Float]())
      let input = Expression<Float>.input("x", shape: empty.shape)
      let inputs = ["x": empty]
      #expect(try disagreement(of: input.exp(), inputs) == nil)
      #expect(try disagreement(of: input + 1, inputs) == nil)
      #expect(try disagreement(of: input.sum(), inputs) == nil)
      #expect(try disagreement(of: input.sum(axis: 0), inputs) == nil)
      #expect(try disagreement(of: input.mean(axis: -1), inputs) == nil)
      #expect(try disagreement(of: input.softmax(axis: -1), inputs) == nil)
      #expect(try disagreement(of: input.transpose(), inputs) == nil)
      #expect(try disagreement(of: input.reshape([0, 7]), inputs) == nil)
      #expect(try disagreement(of: input, inputs) == nil)
    }
  }

  @Test func anOpenDimensionThatFollowsFromTheOthersIsSolvedBeforeTheBatchIsEmpty() throws {
    let images = Expression<Float>.input("images", shape: ["batch", 2, 3])
    let rows = try images.reshape(["batch", -1])
    #expect(rows.shape == ["batch", 6])
    let evaluator = Evaluator()
    let batch = try Tensor<Float>(shape: [0, 2, 3], elements: [Float]())
    let results = try evaluator.evaluate(Program(rows), images.bound(to: batch))
    #expect(results[rows].shape == [0, 6])
  }
}
