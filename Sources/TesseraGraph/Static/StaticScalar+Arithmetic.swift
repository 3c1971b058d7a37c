import CTesseraCallSite

// Arithmetic of two single elements, with a number.
//
// Operators are declared for each type, and for the numbers that literals are: of operators of the protocol, or of one generic number, the
// compiler would have to try every combination in a long expression. What else may stand beside it: `StaticTensor+Arithmetic.swift`.

extension StaticScalar where Element: NumericTensorElement {
  /// The sum of each pair of elements.
  public static func + (lhs: Self, rhs: Self) -> Self { binary(.add, lhs, rhs, from: returnAddress()) }

  /// The difference of each pair of elements.
  public static func - (lhs: Self, rhs: Self) -> Self { binary(.subtract, lhs, rhs, from: returnAddress()) }

  /// The product of each pair of elements.
  public static func * (lhs: Self, rhs: Self) -> Self { binary(.multiply, lhs, rhs, from: returnAddress()) }
}

extension StaticScalar where Element: FloatingPointTensorElement {
  /// The quotient of each pair of elements.
  public static func / (lhs: Self, rhs: Self) -> Self { binary(.divide, lhs, rhs, from: returnAddress()) }
}

extension StaticScalar where Element == Float {
  /// The sum of each element and a number.
  public static func + (lhs: Self, rhs: Float) -> Self {
    binary(.add, lhs, rhs, from: returnAddress())
  }

  /// The sum of a number and each element.
  public static func + (lhs: Float, rhs: Self) -> Self {
    binary(.add, lhs, rhs, from: returnAddress())
  }

  /// The difference of each element and a number.
  public static func - (lhs: Self, rhs: Float) -> Self {
    binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The difference of a number and each element.
  public static func - (lhs: Float, rhs: Self) -> Self {
    binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The product of each element and a number.
  public static func * (lhs: Self, rhs: Float) -> Self {
    binary(.multiply, lhs, rhs, from: returnAddress())
  }

  /// The product of a number and each element.
  public static func * (lhs: Float, rhs: Self) -> Self {
    binary(.multiply, lhs, rhs, from: returnAddress())
  }

  /// The quotient of each element and a number.
  public static func / (lhs: Self, rhs: Float) -> Self {
    binary(.divide, lhs, rhs, from: returnAddress())
  }

  /// The quotient of a number and each element.
  public static func / (lhs: Float, rhs: Self) -> Self {
    binary(.divide, lhs, rhs, from: returnAddress())
  }
}

extension StaticScalar where Element == Double {
  /// The sum of each element and a number.
  public static func + (lhs: Self, rhs: Double) -> Self {
    binary(.add, lhs, rhs, from: returnAddress())
  }

  /// The sum of a number and each element.
  public static func + (lhs: Double, rhs: Self) -> Self {
    binary(.add, lhs, rhs, from: returnAddress())
  }

  /// The difference of each element and a number.
  public static func - (lhs: Self, rhs: Double) -> Self {
    binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The difference of a number and each element.
  public static func - (lhs: Double, rhs: Self) -> Self {
    binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The product of each element and a number.
  public static func * (lhs: Self, rhs: Double) -> Self {
    binary(.multiply, lhs, rhs, from: returnAddress())
  }

  /// The product of a number and each element.
  public static func * (lhs: Double, rhs: Self) -> Self {
    binary(.multiply, lhs, rhs, from: returnAddress())
  }

  /// The quotient of each element and a number.
  public static func / (lhs: Self, rhs: Double) -> Self {
    binary(.divide, lhs, rhs, from: returnAddress())
  }

  /// The quotient of a number and each element.
  public static func / (lhs: Double, rhs: Self) -> Self {
    binary(.divide, lhs, rhs, from: returnAddress())
  }
}
