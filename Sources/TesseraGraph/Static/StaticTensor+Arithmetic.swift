import CTesseraCallSite

// Arithmetic of any static shape with a computed number: `x / x.max()`. Whole numbers wrap around.

extension StaticTensor where Element: NumericTensorElement {
  /// The sum of each element and a computed number.
  @_disfavoredOverload
  public static func + (lhs: Self, rhs: StaticScalar<Element>) -> Self { binary(.add, lhs, rhs, from: returnAddress()) }

  /// The sum of a computed number and each element.
  @_disfavoredOverload
  public static func + (lhs: StaticScalar<Element>, rhs: Self) -> Self { binary(.add, lhs, rhs, from: returnAddress()) }

  /// The difference of each element and a computed number.
  @_disfavoredOverload
  public static func - (lhs: Self, rhs: StaticScalar<Element>) -> Self {
    binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The difference of a computed number and each element.
  @_disfavoredOverload
  public static func - (lhs: StaticScalar<Element>, rhs: Self) -> Self {
    binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The product of each element and a computed number.
  @_disfavoredOverload
  public static func * (lhs: Self, rhs: StaticScalar<Element>) -> Self {
    binary(.multiply, lhs, rhs, from: returnAddress())
  }

  /// The product of a computed number and each element.
  @_disfavoredOverload
  public static func * (lhs: StaticScalar<Element>, rhs: Self) -> Self {
    binary(.multiply, lhs, rhs, from: returnAddress())
  }

  /// Each element with its sign changed; NaN stays NaN, 0.0 becomes -0.0.
  public static prefix func - (operand: Self) -> Self {
    operand.unary(.negate, from: returnAddress())
  }
}

extension StaticTensor where Element: FloatingPointTensorElement {
  /// The quotient of each element and a computed number.
  @_disfavoredOverload
  public static func / (lhs: Self, rhs: StaticScalar<Element>) -> Self {
    binary(.divide, lhs, rhs, from: returnAddress())
  }

  /// The quotient of a computed number and each element.
  @_disfavoredOverload
  public static func / (lhs: StaticScalar<Element>, rhs: Self) -> Self {
    binary(.divide, lhs, rhs, from: returnAddress())
  }
}
