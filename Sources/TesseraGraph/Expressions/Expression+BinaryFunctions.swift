public import TesseraShapes

// Functions of two operands, elementwise with NumPy broadcasting: `[a...], [b...] -> broadcast(a, b)`. Each throws `ShapeError` when the
// shapes do not broadcast and costs one pass, which is fused with its neighbours.

extension Expression where Element: NumericTensorElement {
  /// x^y for each pair of elements, within 2 ULP (measured: 0.50 for Float, 0.81 for Double); special cases as C's
  /// `pow`. Whole numbers wrap, and a negative exponent gives 0 except for the bases 1 and -1.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func pow(
    _ exponent: Expression, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try Self.binary(.power, self, exponent, at: CallSite(file: file, line: line))
  }

  /// x^y for each pair of elements, within 2 ULP (measured: 0.50 for Float, 0.81 for Double); special cases as C's
  /// `pow`. Whole numbers wrap, and a negative exponent gives 0 except for the bases 1 and -1.
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
    try Self.binary(.minimum, self, other, at: CallSite(file: file, line: line))
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
    try Self.binary(.maximum, self, other, at: CallSite(file: file, line: line))
  }

  /// The larger of each pair of elements; NaN when one is NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func maximum(
    _ other: Tensor<Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try maximum(other.expression, file: file, line: line)
  }

  /// The quotient of each pair of elements, rounded down (NumPy's `//`). A whole number divided by 0 gives 0.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func floorDivide(
    _ divisor: Expression, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try Self.binary(.floorDivide, self, divisor, at: CallSite(file: file, line: line))
  }

  /// The quotient of each pair of elements, rounded down (NumPy's `//`). A whole number divided by 0 gives 0.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func floorDivide(
    _ divisor: Tensor<Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try floorDivide(divisor.expression, file: file, line: line)
  }

  /// The rest of `floorDivide`, which has the sign of the divisor (NumPy's `%`). A whole number by 0 gives 0, others NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func remainder(
    _ divisor: Expression, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try Self.binary(.remainder, self, divisor, at: CallSite(file: file, line: line))
  }

  /// The rest of `floorDivide`, which has the sign of the divisor (NumPy's `%`). A whole number by 0 gives 0, others NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func remainder(
    _ divisor: Tensor<Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try remainder(divisor.expression, file: file, line: line)
  }

  /// The rest of a quotient rounded towards 0, which has the sign of x (C's `fmod`). A whole number by 0 gives 0, others NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func truncatedRemainder(
    _ divisor: Expression, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try Self.binary(.truncatedRemainder, self, divisor, at: CallSite(file: file, line: line))
  }

  /// The rest of a quotient rounded towards 0, which has the sign of x (C's `fmod`). A whole number by 0 gives 0, others NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func truncatedRemainder(
    _ divisor: Tensor<Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try truncatedRemainder(divisor.expression, file: file, line: line)
  }
}

extension Expression where Element: FloatingPointTensorElement {
  /// The angle of the point (x, self) in radians, in -pi ... pi, within 2 ULP (measured: 0.50, 0.56); special cases as C's `atan2`.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func atan2(
    _ x: Expression, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try Self.binary(.arcTangent2, self, x, at: CallSite(file: file, line: line))
  }

  /// The angle of the point (x, self) in radians, in -pi ... pi, within 2 ULP (measured: 0.50, 0.56); special cases as C's `atan2`.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func atan2(
    _ x: Tensor<Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try atan2(x.expression, file: file, line: line)
  }

  /// sqrt(x^2 + y^2) without overflow on the way, within 2 ULP (measured: 1.02 for Float, 1.13 for Double).
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func hypot(
    _ other: Expression, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try Self.binary(.hypotenuse, self, other, at: CallSite(file: file, line: line))
  }

  /// sqrt(x^2 + y^2) without overflow on the way, within 2 ULP (measured: 1.02 for Float, 1.13 for Double).
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public func hypot(
    _ other: Tensor<Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try hypot(other.expression, file: file, line: line)
  }
}
