import TesseraShapes

// Functions of two operands, with the bounds and the special values of the function of `Expression` that has their names.

extension StaticTensor where Element: NumericTensorElement {
  /// The smaller of each pair of elements; NaN when one is NaN.
  public func minimum(_ other: Self, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.minimum, self, other, at: CallSite(file: file, line: line))
  }

  /// As `minimum` above, with a number.
  public func minimum(_ other: Element, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.minimum, self, Expression.scalar(other), at: CallSite(file: file, line: line))
  }

  /// The larger of each pair of elements; NaN when one is NaN.
  public func maximum(_ other: Self, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.maximum, self, other, at: CallSite(file: file, line: line))
  }

  /// As `maximum` above, with a number.
  public func maximum(_ other: Element, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.maximum, self, Expression.scalar(other), at: CallSite(file: file, line: line))
  }

  /// x^y for each pair of elements, within 2 ULP (measured: 0.50 for Float, 0.81 for Double); special cases as C's
  public func pow(_ exponent: Self, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.power, self, exponent, at: CallSite(file: file, line: line))
  }

  /// As `pow` above, with a number.
  public func pow(_ exponent: Element, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.power, self, Expression.scalar(exponent), at: CallSite(file: file, line: line))
  }

  /// The quotient of each pair of elements, rounded down (NumPy's `//`). A whole number divided by 0 gives 0.
  public func floorDivide(_ divisor: Self, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.floorDivide, self, divisor, at: CallSite(file: file, line: line))
  }

  /// As `floorDivide` above, with a number.
  public func floorDivide(_ divisor: Element, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.floorDivide, self, Expression.scalar(divisor), at: CallSite(file: file, line: line))
  }

  /// The rest of `floorDivide`, which has the sign of the divisor (NumPy's `%`). A whole number by 0 gives 0, others NaN.
  public func remainder(_ divisor: Self, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.remainder, self, divisor, at: CallSite(file: file, line: line))
  }

  /// As `remainder` above, with a number.
  public func remainder(_ divisor: Element, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.remainder, self, Expression.scalar(divisor), at: CallSite(file: file, line: line))
  }

  /// The rest of a quotient rounded towards 0, which has the sign of x (C's `fmod`). A whole number by 0 gives 0, others NaN.
  public func truncatedRemainder(_ divisor: Self, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.truncatedRemainder, self, divisor, at: CallSite(file: file, line: line))
  }

  /// As `truncatedRemainder` above, with a number.
  public func truncatedRemainder(_ divisor: Element, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.truncatedRemainder, self, Expression.scalar(divisor), at: CallSite(file: file, line: line))
  }
}

extension StaticTensor where Element: FloatingPointTensorElement {
  /// The angle of the point (x, self) in radians, in -pi ... pi, within 2 ULP (measured: 0.50, 0.56); special cases as C's `atan2`.
  public func atan2(_ x: Self, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.arcTangent2, self, x, at: CallSite(file: file, line: line))
  }

  /// As `atan2` above, with a number.
  public func atan2(_ x: Element, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.arcTangent2, self, Expression.scalar(x), at: CallSite(file: file, line: line))
  }

  /// sqrt(x^2 + y^2) without overflow on the way, within 2 ULP (measured: 0.50 for Float, 1.13 for Double).
  public func hypot(_ other: Self, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.hypotenuse, self, other, at: CallSite(file: file, line: line))
  }

  /// As `hypot` above, with a number.
  public func hypot(_ other: Element, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.hypotenuse, self, Expression.scalar(other), at: CallSite(file: file, line: line))
  }
}

extension StaticRows where Element: NumericTensorElement {
  /// As `minimum` of `StaticTensor`, with the element of a row.
  @_disfavoredOverload
  public func minimum(_ other: Row, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.minimum, self, other, at: CallSite(file: file, line: line))
  }

  /// As `minimum` of `StaticTensor`, with the element of a column.
  @_disfavoredOverload
  public func minimum(_ other: Column, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.minimum, self, other, at: CallSite(file: file, line: line))
  }

  /// As `maximum` of `StaticTensor`, with the element of a row.
  @_disfavoredOverload
  public func maximum(_ other: Row, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.maximum, self, other, at: CallSite(file: file, line: line))
  }

  /// As `maximum` of `StaticTensor`, with the element of a column.
  @_disfavoredOverload
  public func maximum(_ other: Column, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.maximum, self, other, at: CallSite(file: file, line: line))
  }

  /// As `pow` of `StaticTensor`, with the element of a row.
  @_disfavoredOverload
  public func pow(_ exponent: Row, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.power, self, exponent, at: CallSite(file: file, line: line))
  }

  /// As `pow` of `StaticTensor`, with the element of a column.
  @_disfavoredOverload
  public func pow(_ exponent: Column, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.power, self, exponent, at: CallSite(file: file, line: line))
  }

  /// As `floorDivide` of `StaticTensor`, with the element of a row.
  @_disfavoredOverload
  public func floorDivide(_ divisor: Row, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.floorDivide, self, divisor, at: CallSite(file: file, line: line))
  }

  /// As `floorDivide` of `StaticTensor`, with the element of a column.
  @_disfavoredOverload
  public func floorDivide(_ divisor: Column, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.floorDivide, self, divisor, at: CallSite(file: file, line: line))
  }

  /// As `remainder` of `StaticTensor`, with the element of a row.
  @_disfavoredOverload
  public func remainder(_ divisor: Row, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.remainder, self, divisor, at: CallSite(file: file, line: line))
  }

  /// As `remainder` of `StaticTensor`, with the element of a column.
  @_disfavoredOverload
  public func remainder(_ divisor: Column, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.remainder, self, divisor, at: CallSite(file: file, line: line))
  }

  /// As `truncatedRemainder` of `StaticTensor`, with the element of a row.
  @_disfavoredOverload
  public func truncatedRemainder(_ divisor: Row, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.truncatedRemainder, self, divisor, at: CallSite(file: file, line: line))
  }

  /// As `truncatedRemainder` of `StaticTensor`, with the element of a column.
  @_disfavoredOverload
  public func truncatedRemainder(_ divisor: Column, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.truncatedRemainder, self, divisor, at: CallSite(file: file, line: line))
  }
}

extension StaticRows where Element: FloatingPointTensorElement {
  /// As `atan2` of `StaticTensor`, with the element of a row.
  @_disfavoredOverload
  public func atan2(_ x: Row, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.arcTangent2, self, x, at: CallSite(file: file, line: line))
  }

  /// As `atan2` of `StaticTensor`, with the element of a column.
  @_disfavoredOverload
  public func atan2(_ x: Column, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.arcTangent2, self, x, at: CallSite(file: file, line: line))
  }

  /// As `hypot` of `StaticTensor`, with the element of a row.
  @_disfavoredOverload
  public func hypot(_ other: Row, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.hypotenuse, self, other, at: CallSite(file: file, line: line))
  }

  /// As `hypot` of `StaticTensor`, with the element of a column.
  @_disfavoredOverload
  public func hypot(_ other: Column, file: String = #fileID, line: Int = #line) -> Self {
    Self.binary(.hypotenuse, self, other, at: CallSite(file: file, line: line))
  }
}
