import Tessera

/// A call that must fail.
typealias Mistake = @Sendable () throws -> Void

/// One mistake for each rule of `ShapeError`, as a user makes it.
enum ShapeMistakes {
  static let all: [Mistake] = operands + movement + choices + values + late

  private static func input(_ shape: Shape) -> Expression<Float> { .input("x", shape: shape) }
  private static func indices(_ shape: Shape) -> Expression<Int64> { .input("indices", shape: shape) }

  private static let operands: [Mistake] = [
    { _ = try input([2, 3]) + input([2, 4]) },
    { _ = try input(["batch", 784]).matmul(input([128, 10])) },
    { _ = try input([2, 3, 4]).matmul(input([5, 4, 3])) },
    { _ = try input([3]).matmul(2) },
    { _ = try Expression<Float>.concatenate([]) },
    { _ = try Expression.concatenate([input([2, 3]), input([3])]) },
    { _ = try Expression.concatenate([input([2, 3]), input([2, 4])]) },
    { _ = try Expression.einsum("ij,jk->ik", input([2, 3])) },
    { _ = try Matrix<4, 5>(input([4, 6])) },
  ]

  private static let movement: [Mistake] = [
    { _ = try input([2, 3]).broadcast(to: [3]) },
    { _ = try input([2, 3]).broadcast(to: [4, 5, 3]) },
    { _ = try input([2, 3]).reshape([4]) },
    { _ = try input([2, 3]).reshape([4, -1]) },
    { _ = try input([2, 3]).reshape([-1, 3, -1]) },
    { _ = try input([2, 3]).reshape([-2, -3]) },
    { _ = try input([2, 3]).reshape([4_611_686_018_427_387_904, 4]) },
    { _ = try input([2, 3]).transpose([0, 0]) },
    { _ = try input([2, 3]).slice([.all, AxisRange(by: 0)]) },
    { _ = try input([3]).slice([.all, .all]) },
    { _ = try input([2, 3]).tile([1, -1]) },
    { _ = try input([3]).pad([(1, 3)], .reflect) },
    { _ = try input([2, 3]).pad([(1, 1)], .edge) },
    { _ = try input([7]).split(into: 2) },
    { _ = try input([1, "batch"]).squeeze(axes: [1]) },
    {
      var rest = input([2, "batch"])
      for start in 1...300 { rest = try rest.slice([.all, AxisRange(from: start)]) }
    },
  ]

  private static let choices: [Mistake] = [
    { _ = try input([2, 3]).softmax(axis: 2) },
    { _ = try input([2, 3]).sum(axes: [1, -1]) },
    { _ = try input([0, 3]).max(axis: 0) },
    { _ = try input([3]).topK(4) },
    { _ = try input([3]).lowerTriangle() },
    { _ = try input([2, 3]).gatherND(indices([4, 3])) },
    { _ = try input([2, 3]).takeAlongAxis(indices([3, 1]), axis: 1) },
    { _ = try input([2, 3]).scatter(input([2, 1]), at: indices([2, 2]), axis: 1) },
  ]

  private static let values: [Mistake] = [
    { _ = try Tensor<Float>.zeros(shape: [2, "batch"]) },
    { _ = try Tensor<Float>(shape: [2, 3], elements: [1, 2, 3, 4, 5]) },
    { _ = try Tensor<Float>.arange(from: 0, to: 1, by: 0) },
    { _ = try Tensor<Float>.zeros(shape: [3, 2]).rows(1..<4) },
    { _ = try Tensor<Float>(shape: [1_152_921_504_606_846_976]) { _ in } },
  ]

  /// What is found when a program is planned.
  private static let late: [Mistake] = [
    {
      let product = try input(["m", "n"]).matmul(Expression<Float>.input("y", shape: ["n", "m"]))
      _ = try Program(product).plan(for: ["m": 1, "n": 3_000_000_000])
    },
    { _ = try Program(input([1, 4]).broadcast(to: ["rows", 4])).plan() },
  ]
}
