import Tessera
import Testing

/// Each function of a static shape is the dynamic one.
@Suite struct StaticFunctionTests {
  private typealias Function = (
    name: String, static: @Sendable (Matrix<3, 4>) -> Matrix<3, 4>,
    dynamic: @Sendable (Expression<Float>) -> Expression<Float>
  )

  private static let functions: [Function] = [
    ("sqrt", { $0.sqrt() }, { $0.sqrt() }),
    ("rsqrt", { $0.rsqrt() }, { $0.rsqrt() }),
    ("reciprocal", { $0.reciprocal() }, { $0.reciprocal() }),
    ("exp", { $0.exp() }, { $0.exp() }),
    ("exp2", { $0.exp2() }, { $0.exp2() }),
    ("expm1", { $0.expm1() }, { $0.expm1() }),
    ("log", { $0.log() }, { $0.log() }),
    ("log2", { $0.log2() }, { $0.log2() }),
    ("log10", { $0.log10() }, { $0.log10() }),
    ("log1p", { $0.log1p() }, { $0.log1p() }),
    ("sin", { $0.sin() }, { $0.sin() }),
    ("cos", { $0.cos() }, { $0.cos() }),
    ("tan", { $0.tan() }, { $0.tan() }),
    ("asin", { $0.asin() }, { $0.asin() }),
    ("acos", { $0.acos() }, { $0.acos() }),
    ("atan", { $0.atan() }, { $0.atan() }),
    ("sinh", { $0.sinh() }, { $0.sinh() }),
    ("cosh", { $0.cosh() }, { $0.cosh() }),
    ("tanh", { $0.tanh() }, { $0.tanh() }),
    ("asinh", { $0.asinh() }, { $0.asinh() }),
    ("acosh", { $0.acosh() }, { $0.acosh() }),
    ("atanh", { $0.atanh() }, { $0.atanh() }),
    ("erf", { $0.erf() }, { $0.erf() }),
    ("erfc", { $0.erfc() }, { $0.erfc() }),
    ("sigmoid", { $0.sigmoid() }, { $0.sigmoid() }),
    ("softplus", { $0.softplus() }, { $0.softplus() }),
    ("relu", { $0.relu() }, { $0.relu() }),
    ("floor", { $0.floor() }, { $0.floor() }),
    ("ceil", { $0.ceil() }, { $0.ceil() }),
    ("round", { $0.round() }, { $0.round() }),
    ("truncate", { $0.truncate() }, { $0.truncate() }),
    ("abs", { $0.abs() }, { $0.abs() }),
    ("sign", { $0.sign() }, { $0.sign() }),
    ("square", { $0.square() }, { $0.square() }),
    ("gelu", { $0.gelu() }, { $0.gelu() }),
    ("leakyRelu", { $0.leakyRelu() }, { $0.leakyRelu() }),
    ("elu", { $0.elu() }, { $0.elu() }),
    ("celu", { $0.celu() }, { $0.celu() }),
    ("selu", { $0.selu() }, { $0.selu() }),
    ("softsign", { $0.softsign() }, { $0.softsign() }),
    ("silu", { $0.silu() }, { $0.silu() }),
    ("mish", { $0.mish() }, { $0.mish() }),
    ("hardSigmoid", { $0.hardSigmoid() }, { $0.hardSigmoid() }),
    ("hardSwish", { $0.hardSwish() }, { $0.hardSwish() }),
    ("gelu(.tanh)", { $0.gelu(.tanh) }, { $0.gelu(.tanh) }),
    ("leakyRelu(slope:)", { $0.leakyRelu(slope: 0.3) }, { $0.leakyRelu(slope: 0.3) }),
    ("elu(alpha:)", { $0.elu(alpha: 0.3) }, { $0.elu(alpha: 0.3) }),
    ("celu(alpha:)", { $0.celu(alpha: 0.3) }, { $0.celu(alpha: 0.3) }),
    ("clamp", { $0.clamp(-0.5, 1) }, { $0.clamp(-0.5, 1) }),
    ("map", { $0.map { $0 > 0 ? $0 : 0.01 * $0 } }, { $0.map { $0 > 0 ? $0 : 0.01 * $0 } }),
  ]

  private typealias Truth = (
    name: String, static: @Sendable (Matrix<3, 4>) -> Matrix<3, 4>.Mask,
    dynamic: @Sendable (Expression<Float>) -> Expression<Bool>
  )

  private static let truths: [Truth] = [
    ("isNaN", { $0.isNaN() }, { $0.isNaN() }),
    ("isInfinite", { $0.isInfinite() }, { $0.isInfinite() }),
    ("isFinite", { $0.isFinite() }, { $0.isFinite() }),
  ]

  @Test func functionsAreThoseOfExpressions() throws {
    let x = Matrix<3, 4>.input("x")
    for function in Self.functions {
      try expectSame(function.static(x), function.dynamic(x.expression), Samples.of(x), function.name)
    }
    for function in Self.truths {
      try expectSame(function.static(x), function.dynamic(x.expression), Samples.of(x), function.name)
    }
  }

  @Test func everyShapeHasThem() throws {
    let (vector, batch, scalar) = (Vector<5>.input("v"), Batch<3>.input("b"), StaticScalar<Double>.input("s"))
    try expectSame(vector.tanh().abs(), vector.expression.tanh().abs(), Samples.of(vector))
    try expectSame(batch.sigmoid(), batch.expression.sigmoid(), Samples.of(batch, rows: 7))
    try expectSame(scalar.exp(), scalar.expression.exp(), Samples.of(scalar))
  }

  @Test func functionsOfWholeRows() throws {
    let (x, batch, vector) = (Matrix<3, 4>.input("x"), Batch<4>.input("b"), Vector<4>.input("v"))
    let (dynamic, rows) = (x.expression, batch.expression)
    try expectSame(x.softmax(), dynamic.softmax(axis: 1), Samples.of(x))
    try expectSame(x.columnSoftmax(), dynamic.softmax(axis: 0), Samples.of(x))
    try expectSame(x.logSoftmax(), dynamic.logSoftmax(axis: 1), Samples.of(x))
    try expectSame(x.columnLogSoftmax(), dynamic.logSoftmax(axis: 0), Samples.of(x))
    try expectSame(batch.softmax(), rows.softmax(axis: 1), Samples.of(batch, rows: 2))
    try expectSame(vector.softmax(), vector.expression.softmax(axis: 0), Samples.of(vector))
    try expectSame(vector.logSoftmax(), vector.expression.logSoftmax(axis: 0), Samples.of(vector))

    let (weight, bias) = (try Vector<4>([1, 2, 3, 4]), try Vector<4>([0, -1, 0.5, 2]))
    try expectSame(
      batch.layerNorm(weight: weight, bias: bias, epsilon: 0.01),
      rows.layerNorm(weight: weight.expression, bias: bias.expression, epsilon: 0.01), Samples.of(batch, rows: 5))
    try expectSame(x.layerNorm(), dynamic.layerNorm(), Samples.of(x))
    try expectSame(x.rmsNorm(weight: weight), dynamic.rmsNorm(weight: weight.expression), Samples.of(x))
  }
}
