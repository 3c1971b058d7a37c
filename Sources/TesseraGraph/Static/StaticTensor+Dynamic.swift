import CTesseraCallSite
public import TesseraShapes

// Arithmetic and matrix products of a static and a dynamic expression: checked when they are built, as with two dynamic ones, and the result
// is dynamic. Anything else is computed with `expression`.

extension StaticTensor where Element: NumericTensorElement {
  /// The sum of each pair of elements, with broadcasting.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  @_disfavoredOverload
  public static func + (lhs: Self, rhs: Expression<Element>) throws(ShapeError) -> Expression<Element> {
    try Expression.binary(.add, lhs.expression, rhs, from: returnAddress())
  }

  /// The sum of each pair of elements, with broadcasting.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  @_disfavoredOverload
  public static func + (lhs: Expression<Element>, rhs: Self) throws(ShapeError) -> Expression<Element> {
    try Expression.binary(.add, lhs, rhs.expression, from: returnAddress())
  }

  /// The difference of each pair of elements, with broadcasting.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  @_disfavoredOverload
  public static func - (lhs: Self, rhs: Expression<Element>) throws(ShapeError) -> Expression<Element> {
    try Expression.binary(.subtract, lhs.expression, rhs, from: returnAddress())
  }

  /// The difference of each pair of elements, with broadcasting.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  @_disfavoredOverload
  public static func - (lhs: Expression<Element>, rhs: Self) throws(ShapeError) -> Expression<Element> {
    try Expression.binary(.subtract, lhs, rhs.expression, from: returnAddress())
  }

  /// The product of each pair of elements, with broadcasting.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  @_disfavoredOverload
  public static func * (lhs: Self, rhs: Expression<Element>) throws(ShapeError) -> Expression<Element> {
    try Expression.binary(.multiply, lhs.expression, rhs, from: returnAddress())
  }

  /// The product of each pair of elements, with broadcasting.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  @_disfavoredOverload
  public static func * (lhs: Expression<Element>, rhs: Self) throws(ShapeError) -> Expression<Element> {
    try Expression.binary(.multiply, lhs, rhs.expression, from: returnAddress())
  }
}

extension StaticTensor where Element: FloatingPointTensorElement {
  /// The quotient of each pair of elements, with broadcasting.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  @_disfavoredOverload
  public static func / (lhs: Self, rhs: Expression<Element>) throws(ShapeError) -> Expression<Element> {
    try Expression.binary(.divide, lhs.expression, rhs, from: returnAddress())
  }

  /// The quotient of each pair of elements, with broadcasting.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  @_disfavoredOverload
  public static func / (lhs: Expression<Element>, rhs: Self) throws(ShapeError) -> Expression<Element> {
    try Expression.binary(.divide, lhs, rhs.expression, from: returnAddress())
  }

  /// The matrix product: `[..., m, k] x [..., k, n] -> [..., m, n]`.
  /// - Throws: `ShapeError` when the inner extents differ or the leading axes do not broadcast.
  @_disfavoredOverload
  public func matmul(
    _ rhs: Expression<Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression<Element> {
    try expression.matmul(rhs, file: file, line: line)
  }
}

extension Expression where Element: FloatingPointTensorElement {
  /// The matrix product with an expression of a static shape: `[..., m, k] x [k, n] -> [..., m, n]`.
  /// - Throws: `ShapeError` when the inner extents differ.
  @_disfavoredOverload
  public func matmul(
    _ rhs: some StaticTensor<Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try matmul(rhs.expression, file: file, line: line)
  }
}
