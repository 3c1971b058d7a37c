import CTesseraCallSite
public import TesseraShapes

// Arithmetic, elementwise with NumPy broadcasting. A literal is a scalar operand: `try x * 2 + 1`.
//
// Every operator: shapes `[a...] op [b...] -> broadcast(a, b)`; throws `ShapeError` when the shapes do not broadcast; costs one pass, which
// is fused with its neighbours. Whole numbers wrap around at the ends of their range.

extension Expression where Element: NumericTensorElement {
  /// The sum of each pair of elements.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func + (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.add, lhs, rhs, from: returnAddress())
  }

  /// The sum of each pair of elements.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func + (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression {
    try binary(.add, lhs, rhs, from: returnAddress())
  }

  /// The sum of each pair of elements.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func + (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.add, lhs, rhs, from: returnAddress())
  }

  /// The difference of each pair of elements.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func - (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The difference of each pair of elements.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func - (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression {
    try binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The difference of each pair of elements.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func - (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The product of each pair of elements.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func * (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.multiply, lhs, rhs, from: returnAddress())
  }

  /// The product of each pair of elements.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func * (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression {
    try binary(.multiply, lhs, rhs, from: returnAddress())
  }

  /// The product of each pair of elements.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func * (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.multiply, lhs, rhs, from: returnAddress())
  }
}

extension Expression where Element: FloatingPointTensorElement {
  /// The quotient of each pair of elements; x / 0 is an infinity, 0 / 0 is NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func / (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.divide, lhs, rhs, from: returnAddress())
  }

  /// The quotient of each pair of elements; x / 0 is an infinity, 0 / 0 is NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func / (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression {
    try binary(.divide, lhs, rhs, from: returnAddress())
  }

  /// The quotient of each pair of elements; x / 0 is an infinity, 0 / 0 is NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func / (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.divide, lhs, rhs, from: returnAddress())
  }
}

extension Expression where Element: NumericTensorElement {
  /// Each element with its sign changed; NaN stays NaN, 0.0 becomes -0.0.
  public static prefix func - (operand: Expression) -> Expression {
    operand.unary(.negate, from: returnAddress())
  }
}
