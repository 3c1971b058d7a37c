public import TesseraShapes

// Elementwise functions: the shape stays, each costs one pass, which is fused with its neighbours, and none throws.
// Error bounds are in units in the last place of the result, measured over all exponents by the kernels' tests.

extension Expression where Element: FloatingPointTensorElement {
  /// |x|; NaN stays NaN.
  public func abs(file: String = #fileID, line: Int = #line) -> Expression { unary(.absolute, file, line) }

  /// The square root, correctly rounded; NaN below 0, and -0 for -0.
  public func sqrt(file: String = #fileID, line: Int = #line) -> Expression { unary(.squareRoot, file, line) }

  /// e^x within 2 ULP; infinity where it overflows, subnormals and 0 where it underflows.
  public func exp(file: String = #fileID, line: Int = #line) -> Expression { unary(.exponential, file, line) }

  /// The natural logarithm within 2 ULP; -infinity for 0, NaN below 0.
  public func log(file: String = #fileID, line: Int = #line) -> Expression { unary(.logarithm, file, line) }

  /// The hyperbolic tangent within 2 ULP, also near 0; ±1 for infinities.
  public func tanh(file: String = #fileID, line: Int = #line) -> Expression { unary(.hyperbolicTangent, file, line) }

  /// 1 / (1 + e^-x) within 2 ULP, also where it is tiny; 0 and 1 for infinities.
  public func sigmoid(file: String = #fileID, line: Int = #line) -> Expression { unary(.sigmoid, file, line) }

  /// max(x, 0); NaN stays NaN.
  public func relu(file: String = #fileID, line: Int = #line) -> Expression { unary(.relu, file, line) }
}

extension Expression where Element: FloatingPointTensorElement {
  /// x^y for each pair of elements, within 2 ULP; special cases as C's `pow` (IEEE 754).
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func pow(
    _ exponent: Expression, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try Self.binary(.power, self, exponent, at: SourceLocation(file: file, line: line))
  }

  /// x^y for each pair of elements, within 2 ULP; special cases as C's `pow` (IEEE 754).
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func pow(
    _ exponent: Tensor<Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try pow(exponent.expression, file: file, line: line)
  }

  /// The smaller of each pair of elements; NaN when one is NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func minimum(
    _ other: Expression, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try Self.binary(.minimum, self, other, at: SourceLocation(file: file, line: line))
  }

  /// The smaller of each pair of elements; NaN when one is NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func minimum(
    _ other: Tensor<Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try minimum(other.expression, file: file, line: line)
  }

  /// The larger of each pair of elements; NaN when one is NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func maximum(
    _ other: Expression, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try Self.binary(.maximum, self, other, at: SourceLocation(file: file, line: line))
  }

  /// The larger of each pair of elements; NaN when one is NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func maximum(
    _ other: Tensor<Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try maximum(other.expression, file: file, line: line)
  }
}
