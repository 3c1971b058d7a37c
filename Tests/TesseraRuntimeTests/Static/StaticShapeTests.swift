import Foundation
import Tessera
import Testing

/// Products, reductions, the way in and out, and what the compiler cannot see.
@Suite struct StaticShapeTests {
  private let x = Matrix<3, 4>.input("x")
  private let w = Matrix<4, 2>.input("w")
  private let batch = Batch<4>.input("batch")
  private let vector = Vector<4>.input("vector")

  @Test func products() throws {
    let given = Samples.all(try Samples.of(x), try Samples.of(w))
    try expectSame(x.matmul(w), x.expression.matmul(w.expression), given)
    try expectSame(w.transpose().matmul(x.transpose()), x.expression.matmul(w.expression).transpose(), given)
    let column = Samples.all(try Samples.of(x), try Samples.of(vector))
    try expectSame(x.matmul(vector), x.expression.matmul(vector.expression), column)
    let row = Samples.all(try Samples.of(w), try Samples.of(vector))
    try expectSame(vector.matmul(w), vector.expression.matmul(w.expression), row)
    try expectSame(vector.matmul(vector), vector.expression.matmul(vector.expression), try Samples.of(vector))
    let rows = Samples.all(try Samples.of(batch, rows: 6), try Samples.of(w))
    try expectSame(batch.matmul(w), batch.expression.matmul(w.expression), rows)
  }

  @Test func reductions() throws {
    let (a, given) = (x.expression, try Samples.of(x))
    try expectSame(x.sum(), a.sum(), given)
    try expectSame(x.product(), a.product(), given)
    try expectSame(x.max(), a.max(), given)
    try expectSame(x.min(), a.min(), given)
    try expectSame(x.mean(), a.mean(), given)
    try expectSame(x.rowSums(), a.sum(axis: 1, keepingDimensions: true), given)
    try expectSame(x.rowProducts(), a.product(axis: 1, keepingDimensions: true), given)
    try expectSame(x.rowMaxima(), a.max(axis: 1, keepingDimensions: true), given)
    try expectSame(x.rowMinima(), a.min(axis: 1, keepingDimensions: true), given)
    try expectSame(x.rowMeans(), a.mean(axis: 1, keepingDimensions: true), given)
    try expectSame(x.columnSums(), a.sum(axis: 0), given)
    try expectSame(x.columnProducts(), a.product(axis: 0), given)
    try expectSame(x.columnMaxima(), a.max(axis: 0), given)
    try expectSame(x.columnMinima(), a.min(axis: 0), given)
    try expectSame(x.columnMeans(), a.mean(axis: 0), given)
    try expectSame(x.rowSums().vector(), a.sum(axis: 1), given)
    try expectSame(vector.column(), vector.expression.reshape([4, 1]), try Samples.of(vector))
    try expectSame(vector.row(), vector.expression.reshape([1, 4]), try Samples.of(vector))
    try expectSame(batch.columnMeans(), batch.expression.mean(axis: 0), try Samples.of(batch, rows: 3))
    try expectSame(batch.max(), batch.expression.max(), try Samples.of(batch, rows: 3))
  }

  @Test func mixedWithDynamicExpressions() throws {
    let dynamic = Expression<Float>.input("d", shape: ["n", 4])
    let given = Samples.all(
      ["d": try Tensor<Float>.ones(shape: [3, 4])], try Samples.of(vector))
    #expect(try values(of: dynamic + vector, given) == values(of: dynamic + vector.expression, given))
    #expect(try values(of: vector - dynamic, given) == values(of: vector.expression - dynamic, given))
    let product = Samples.all(["d": try Tensor<Float>.ones(shape: [3, 4])], try Samples.of(w))
    #expect(try values(of: dynamic.matmul(w), product) == values(of: dynamic.matmul(w.expression), product))
    let other = Expression<Float>.input("o", shape: [4, "m"])
    #expect(try x.matmul(other).shape == [3, "m"])
    #expect(message { _ = try x.matmul(dynamic.transpose([1, 0]).reshape([2, -1])) } != nil)
    #expect(message { _ = try x + w.expression }?.hasPrefix("+: shapes must broadcast") == true)
  }

  @Test func theWayIn() throws {
    let dynamic = Expression<Float>.input("d", shape: ["n", 4])
    #expect(try Batch<4>(dynamic).shape == ["n", 4])
    #expect(try Batch<4>(x.expression).shape == [3, 4])
    #expect(try Matrix<3, 4>(Tensor<Float>.ones(shape: [3, 4])).shape == [3, 4])
    let written = try Matrix<2, 3>(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(try values(of: written.expression) == [1, 2, 3, 4, 5, 6])
    #expect(try values(of: Vector<2>([7, 8]).expression) == [7, 8])

    func refused(_ body: () throws -> Void) -> String? { message(body)?.components(separatedBy: " (at").first }
    #expect(
      refused { _ = try Matrix<4, 5>(x.expression) }
        == "StaticMatrix<4, 5, Float>: the shape must be [4, 5]; got [3, 4]")
    #expect(
      refused { _ = try Matrix<3, 4>(dynamic) } == "StaticMatrix<3, 4, Float>: the shape must be [3, 4]; got [n, 4]")
    #expect(refused { _ = try Batch<5>(dynamic) } == "StaticBatch<5, Float>: the shape must be [batch, 5]; got [n, 4]")
    #expect(refused { _ = try Vector<4>(x.expression) } == "StaticVector<4, Float>: the shape must be [4]; got [3, 4]")
    #expect(
      refused { _ = try StaticScalar<Double>(Tensor(shape: [1], elements: [1])) }
        == "StaticScalar<Double>: the shape must be []; got [1]")
  }

  @Test func evaluatedWithoutNames() throws {
    let weights = try Matrix<4, 2>(rows: [[1, 0], [0, 1], [1, 0], [0, 1]])
    let y = batch.matmul(weights) + (try Vector<2>([10, 20]))
    let total = y.sum()
    let program = try Program(y, total)
    var evaluator = Evaluator()
    for rows in [1, 3, 2] {
      evaluator.reset()
      let input = try Tensor<Float>.ones(shape: [.fixed(rows), 4])
      let results = try evaluator.evaluate(program, batch.bound(to: input))
      let (first, sum) = (results[y].span[0], results[total].span[0])
      #expect(first == 12)
      #expect(sum == Float(rows) * 34)
    }
  }

  /// What fails although the types fit is refused with the message of the operation that fails first.
  @Test func whatTheCompilerCannotSee() throws {
    let none = Matrix<3, 0>.input("none")
    let known = try Matrix<3, 4>(Tensor<Float>.ones(shape: [3, 4]))
    let empty = ["none": try Tensor<Float>.zeros(shape: [3, 0])]
    let sentence = "max: there must be at least one element to choose from; shape [3, 0] has none along axis 1"
    func refused(_ output: some StaticTensor<Float>, _ inputs: [String: any TensorValue]) -> String {
      message { _ = try values(of: output.expression, inputs) } ?? "nothing was thrown"
    }
    #expect(refused(none.rowMaxima(), empty).hasPrefix(sentence))
    #expect(refused(none.rowMaxima().transpose().softmax() * 2 + 1, empty).hasPrefix(sentence))
    #expect(refused(none.rowMaxima().vector().matmul(known).max(), empty).hasPrefix(sentence))
    #expect(refused(StaticMatrix<3, 0, Float>.input("none").rowMaxima().layerNorm(), empty).hasPrefix(sentence))

    let half = StaticMatrix<3, 0, Float16>.input("none")
    let halves = ["none": try Tensor<Float16>.zeros(shape: [3, 0])]
    #expect(message { _ = try values(of: half.rowMaxima().exp().expression, halves) }?.hasPrefix(sentence) == true)

    typealias Negative = Matrix<-1, 3>
    #expect(refused(Negative.input("none") * 2, empty).contains("extents must not be negative"))
    let (p, q) = (Batch<4>.input("p", batch: "n"), Batch<4>.input("q", batch: "m"))
    let given = Samples.all(try Samples.of(p, rows: 2), try Samples.of(q, rows: 5))
    #expect(refused((p + q).tanh(), given).hasPrefix("+: shapes must broadcast"))
    let (two, five) = (
      try Batch<4>(Tensor<Float>.ones(shape: [2, 4])), try Batch<4>(Tensor<Float>.ones(shape: [5, 4]))
    )
    #expect(refused((two * five).softmax(), [:]).hasPrefix("*: shapes must broadcast"))
  }
}
