import CTesseraCallSite

// Arithmetic of two batches of as many columns, with a number, with a row, which is repeated for each row of it, and with a column, which is repeated for each column.
//
// Operators are declared for each type, and for the numbers that literals are: of operators of the protocol, or of one generic number, the
// compiler would have to try every combination in a long expression. What else may stand beside it: `StaticTensor+Arithmetic.swift`.

extension StaticBatch where Element: NumericTensorElement {
  /// The sum of each pair of elements.
  public static func + (lhs: Self, rhs: Self) -> Self { binary(.add, lhs, rhs, from: returnAddress()) }

  /// The sum of each element and that of the row.
  @_disfavoredOverload
  public static func + (lhs: Self, rhs: StaticVector<Columns, Element>) -> Self {
    binary(.add, lhs, rhs, from: returnAddress())
  }

  /// The sum of the element of the row and each element.
  @_disfavoredOverload
  public static func + (lhs: StaticVector<Columns, Element>, rhs: Self) -> Self {
    binary(.add, lhs, rhs, from: returnAddress())
  }

  /// The sum of each element and that of the column.
  @_disfavoredOverload
  public static func + (lhs: Self, rhs: StaticBatch<1, Element>) -> Self {
    binary(.add, lhs, rhs, from: returnAddress())
  }

  /// The sum of the element of the column and each element.
  @_disfavoredOverload
  public static func + (lhs: StaticBatch<1, Element>, rhs: Self) -> Self {
    binary(.add, lhs, rhs, from: returnAddress())
  }

  /// The difference of each pair of elements.
  public static func - (lhs: Self, rhs: Self) -> Self { binary(.subtract, lhs, rhs, from: returnAddress()) }

  /// The difference of each element and that of the row.
  @_disfavoredOverload
  public static func - (lhs: Self, rhs: StaticVector<Columns, Element>) -> Self {
    binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The difference of the element of the row and each element.
  @_disfavoredOverload
  public static func - (lhs: StaticVector<Columns, Element>, rhs: Self) -> Self {
    binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The difference of each element and that of the column.
  @_disfavoredOverload
  public static func - (lhs: Self, rhs: StaticBatch<1, Element>) -> Self {
    binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The difference of the element of the column and each element.
  @_disfavoredOverload
  public static func - (lhs: StaticBatch<1, Element>, rhs: Self) -> Self {
    binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The product of each pair of elements.
  public static func * (lhs: Self, rhs: Self) -> Self { binary(.multiply, lhs, rhs, from: returnAddress()) }

  /// The product of each element and that of the row.
  @_disfavoredOverload
  public static func * (lhs: Self, rhs: StaticVector<Columns, Element>) -> Self {
    binary(.multiply, lhs, rhs, from: returnAddress())
  }

  /// The product of the element of the row and each element.
  @_disfavoredOverload
  public static func * (lhs: StaticVector<Columns, Element>, rhs: Self) -> Self {
    binary(.multiply, lhs, rhs, from: returnAddress())
  }

  /// The product of each element and that of the column.
  @_disfavoredOverload
  public static func * (lhs: Self, rhs: StaticBatch<1, Element>) -> Self {
    binary(.multiply, lhs, rhs, from: returnAddress())
  }

  /// The product of the element of the column and each element.
  @_disfavoredOverload
  public static func * (lhs: StaticBatch<1, Element>, rhs: Self) -> Self {
    binary(.multiply, lhs, rhs, from: returnAddress())
  }
}

extension StaticBatch where Element: FloatingPointTensorElement {
  /// The quotient of each pair of elements.
  public static func / (lhs: Self, rhs: Self) -> Self { binary(.divide, lhs, rhs, from: returnAddress()) }

  /// The quotient of each element and that of the row.
  @_disfavoredOverload
  public static func / (lhs: Self, rhs: StaticVector<Columns, Element>) -> Self {
    binary(.divide, lhs, rhs, from: returnAddress())
  }

  /// The quotient of the element of the row and each element.
  @_disfavoredOverload
  public static func / (lhs: StaticVector<Columns, Element>, rhs: Self) -> Self {
    binary(.divide, lhs, rhs, from: returnAddress())
  }

  /// The quotient of each element and that of the column.
  @_disfavoredOverload
  public static func / (lhs: Self, rhs: StaticBatch<1, Element>) -> Self {
    binary(.divide, lhs, rhs, from: returnAddress())
  }

  /// The quotient of the element of the column and each element.
  @_disfavoredOverload
  public static func / (lhs: StaticBatch<1, Element>, rhs: Self) -> Self {
    binary(.divide, lhs, rhs, from: returnAddress())
  }
}

extension StaticBatch where Element == Float {
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

extension StaticBatch where Element == Double {
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
