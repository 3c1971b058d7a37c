import Tessera
import Testing

/// Each operator and function of two operands, in each form, is the dynamic one.
@Suite struct StaticArithmeticTests {
  private let x = Matrix<3, 4>.input("x")
  private let y = Matrix<3, 4>.input("y")
  private let row = Vector<4>.input("row")
  private let column = Matrix<3, 1>.input("column")
  private let number = StaticScalar<Float>.input("number")

  private func inputs(_ names: String...) throws -> [String: any TensorValue] {
    Samples.all(
      try Samples.of(x), try Samples.of(y), try Samples.of(row), try Samples.of(column), try Samples.of(number)
    ).filter { names.contains($0.key) }
  }

  @Test func pairs() throws {
    let (a, b, given) = (x.expression, y.expression, try inputs("x", "y"))
    try expectSame(x + y, a + b, given)
    try expectSame(x - y, a - b, given)
    try expectSame(x * y, a * b, given)
    try expectSame(x / y, a / b, given)
    try expectSame(x.minimum(y), a.minimum(b), given)
    try expectSame(x.maximum(y), a.maximum(b), given)
    try expectSame(x.pow(y), a.pow(b), given)
    try expectSame(x.floorDivide(y), a.floorDivide(b), given)
    try expectSame(x.remainder(y), a.remainder(b), given)
    try expectSame(x.truncatedRemainder(y), a.truncatedRemainder(b), given)
    try expectSame(x.atan2(y), a.atan2(b), given)
    try expectSame(x.hypot(y), a.hypot(b), given)
    try expectSame(x.map(with: y) { $0 * $0 - $1 }, a.map(with: b) { $0 * $0 - $1 }, given)
  }

  @Test func numbers() throws {
    let (a, given) = (x.expression, try inputs("x"))
    let half = Expression<Float>.scalar(0.5)
    try expectSame(x + 0.5, a + half, given)
    try expectSame(0.5 + x, half + a, given)
    try expectSame(x - 0.5, a - half, given)
    try expectSame(0.5 - x, half - a, given)
    try expectSame(x * 0.5, a * half, given)
    try expectSame(0.5 * x, half * a, given)
    try expectSame(x / 0.5, a / half, given)
    try expectSame(0.5 / x, half / a, given)
    try expectSame(-x, -a, given)
    try expectSame(x.minimum(0.5), a.minimum(half), given)
    try expectSame(x.maximum(0.5), a.maximum(half), given)
    try expectSame(x.pow(0.5), a.pow(half), given)
    try expectSame(x.floorDivide(0.5), a.floorDivide(half), given)
    try expectSame(x.remainder(0.5), a.remainder(half), given)
    try expectSame(x.truncatedRemainder(0.5), a.truncatedRemainder(half), given)
    try expectSame(x.atan2(0.5), a.atan2(half), given)
    try expectSame(x.hypot(0.5), a.hypot(half), given)
  }

  /// A number beside a dynamic expression is the scalar expression.
  @Test func numbersBesideExpressions() throws {
    func check<Element: FloatingPointTensorElement>(_ pairs: (Expression<Element>, Expression<Element>)...) throws {
      let given = ["x": try Tensor<Element>(shape: [3], elements: [-2, 0.25, 3])]
      for (number, scalar) in pairs { #expect(try values(of: number, given) == values(of: scalar, given)) }
    }
    let (a, half) = (Expression<Float>.input("x", shape: [3]), Expression<Float>.scalar(0.1))
    let tenth: Float = 0.1
    try check(
      (a + tenth, a + half), (tenth + a, half + a), (a - tenth, a - half), (tenth - a, half - a),
      (a * tenth, a * half), (tenth * a, half * a), (a / tenth, a / half), (tenth / a, half / a))
    let (b, number) = (Expression<Double>.input("x", shape: [3]), Expression<Double>.scalar(0.1))
    let wide = 0.1
    try check(
      (b + wide, b + number), (wide + b, number + b), (b - wide, b - number), (wide - b, number - b),
      (b * wide, b * number), (wide * b, number * b), (b / wide, b / number), (wide / b, number / b))
  }

  @Test func rows() throws {
    let (a, b, given) = (x.expression, row.expression, try inputs("x", "row"))
    try expectSame(x + row, a + b, given)
    try expectSame(row + x, b + a, given)
    try expectSame(x - row, a - b, given)
    try expectSame(row - x, b - a, given)
    try expectSame(x * row, a * b, given)
    try expectSame(row * x, b * a, given)
    try expectSame(x / row, a / b, given)
    try expectSame(row / x, b / a, given)
    try expectSame(x.maximum(row), a.maximum(b), given)
    try expectSame(x.atan2(row), a.atan2(b), given)
    try expectSame(x .< row, a .< b, given)
    try expectSame(x.map(with: row) { $0 * $0 - $1 }, a.map(with: b) { $0 * $0 - $1 }, given)
  }

  @Test func columns() throws {
    let (a, b, given) = (x.expression, column.expression, try inputs("x", "column"))
    try expectSame(x + column, a + b, given)
    try expectSame(column + x, b + a, given)
    try expectSame(x - column, a - b, given)
    try expectSame(column - x, b - a, given)
    try expectSame(x * column, a * b, given)
    try expectSame(column * x, b * a, given)
    try expectSame(x / column, a / b, given)
    try expectSame(column / x, b / a, given)
    try expectSame(x.minimum(column), a.minimum(b), given)
    try expectSame(x.hypot(column), a.hypot(b), given)
    try expectSame(x .== column, a .== b, given)
    try expectSame(x.map(with: column) { $0 * $0 - $1 }, a.map(with: b) { $0 * $0 - $1 }, given)
    // A column beside a column is a pair of equals.
    try expectSame(column + column, b + b, inputs("column"))
  }

  @Test func computedNumbers() throws {
    let (a, b, given) = (x.expression, number.expression, try inputs("x", "number"))
    try expectSame(x + number, a + b, given)
    try expectSame(number - x, b - a, given)
    try expectSame(x * number, a * b, given)
    try expectSame(number / x, b / a, given)
    try expectSame(x / x.max(), a / a.max(), inputs("x"))
    try expectSame(number * number, b * b, inputs("number"))
    try expectSame(x * StaticScalar(3), a * 3, inputs("x"))
  }

  @Test func batches() throws {
    let (p, q) = (Batch<4>.input("p"), Batch<4>.input("q"))
    let (a, b) = (p.expression, q.expression)
    let given = Samples.all(try Samples.of(p, rows: 5), try Samples.of(q, rows: 5))
    try expectSame((p + q) * 2 - p / q, (a + b) * 2 - a / b, given)
    let one = try Samples.of(p, rows: 5)
    try expectSame(
      (p - p.rowMeans()) / p.rowMaxima(),
      (a - a.mean(axis: 1, keepingDimensions: true)) / a.max(axis: 1, keepingDimensions: true), one)
    try expectSame(1 - p * p.columnSums(), 1 - a * a.sum(axis: 0), one)
    try expectSame(p.maximum(row), a.maximum(row.expression), Samples.all(one, try inputs("row")))
    try expectSame(
      p.map(with: row) { $0 - $1 }, a.map(with: row.expression) { $0 - $1 }, Samples.all(one, try inputs("row")))
  }

  @Test func doublesAndHalves() throws {
    let d = StaticMatrix<2, 3, Double>.input("d")
    try expectSame(2 * (d + d) / 3 - 1, 2 * (d.expression + d.expression) / 3 - 1, try Samples.of(d))
    let h = StaticBatch<3, Float16>.input("h")
    try expectSame(
      (h * h + h.columnMaxima()).tanh(), (h.expression * h.expression + h.expression.max(axis: 0)).tanh(),
      try Samples.of(h, rows: 4))
    try expectSame(h.cast(to: Double.self) * 2, h.expression.cast(to: Double.self) * 2, try Samples.of(h))
  }

  @Test func wholeNumbers() throws {
    let x = StaticVector<3, Int64>.input("x")
    let inputs = ["x": try Tensor<Int64>(shape: [3], elements: [-5, 0, 7])]
    try expectSame(x * x - x + StaticScalar(4), x.expression * x.expression - x.expression + 4, inputs)
    try expectSame(x.floorDivide(2).maximum(0), x.expression.floorDivide(2).maximum(0), inputs)
    try expectSame(x.cast(to: Float.self) / 2, x.expression.cast(to: Float.self) / 2, inputs)
  }

  @Test func comparisonsAndChoices() throws {
    let (a, b, given) = (x.expression, y.expression, try inputs("x", "y"))
    try expectSame(x .== y, a .== b, given)
    try expectSame(x .!= y, a .!= b, given)
    try expectSame(x .< y, a .< b, given)
    try expectSame(x .<= y, a .<= b, given)
    try expectSame(x .> y, a .> b, given)
    try expectSame(x .>= y, a .>= b, given)
    try expectSame(x .> 0.5, a .> .scalar(0.5), inputs("x"))
    try expectSame((x .> 0) .& (y .> 0), (a .> 0) .& (b .> 0), given)
    try expectSame((x .> 0) .| .!(y .> 0), (a .> 0) .| .!(b .> 0), given)
    try expectSame((x .> 0) .^ (y .> 0), (a .> 0) .^ (b .> 0), given)
    try expectSame(Matrix<3, 4>.select(x .> y, x, -y), .select(a .> b, a, -b), given)
    try expectSame((x .> 0).any(), (a .> 0).any(), inputs("x"))
    try expectSame((x .> 0).all(), (a .> 0).all(), inputs("x"))
  }
}
