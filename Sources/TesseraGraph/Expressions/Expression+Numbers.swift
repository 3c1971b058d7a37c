import CTesseraCallSite
public import TesseraShapes

// Arithmetic with a number of the element type, `x * 2 + 1`: the same as with `Expression.scalar`.
//
// A literal could be an expression itself, but then the compiler would have to try all combinations in a long expression, which takes it
// seconds; with these, milliseconds.

extension Expression where Element == Float {
  /// The sum of each element and a number.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func + (lhs: Expression, rhs: Float) throws(ShapeError) -> Expression {
    try binary(.add, lhs, rhs, from: returnAddress())
  }

  /// The sum of a number and each element.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func + (lhs: Float, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.add, lhs, rhs, from: returnAddress())
  }

  /// The difference of each element and a number.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func - (lhs: Expression, rhs: Float) throws(ShapeError) -> Expression {
    try binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The difference of a number and each element.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func - (lhs: Float, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The product of each element and a number.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func * (lhs: Expression, rhs: Float) throws(ShapeError) -> Expression {
    try binary(.multiply, lhs, rhs, from: returnAddress())
  }

  /// The product of a number and each element.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func * (lhs: Float, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.multiply, lhs, rhs, from: returnAddress())
  }

  /// The quotient of each element and a number.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func / (lhs: Expression, rhs: Float) throws(ShapeError) -> Expression {
    try binary(.divide, lhs, rhs, from: returnAddress())
  }

  /// The quotient of a number and each element.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func / (lhs: Float, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.divide, lhs, rhs, from: returnAddress())
  }
}

extension Expression where Element == Double {
  /// The sum of each element and a number.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func + (lhs: Expression, rhs: Double) throws(ShapeError) -> Expression {
    try binary(.add, lhs, rhs, from: returnAddress())
  }

  /// The sum of a number and each element.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func + (lhs: Double, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.add, lhs, rhs, from: returnAddress())
  }

  /// The difference of each element and a number.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func - (lhs: Expression, rhs: Double) throws(ShapeError) -> Expression {
    try binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The difference of a number and each element.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func - (lhs: Double, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.subtract, lhs, rhs, from: returnAddress())
  }

  /// The product of each element and a number.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func * (lhs: Expression, rhs: Double) throws(ShapeError) -> Expression {
    try binary(.multiply, lhs, rhs, from: returnAddress())
  }

  /// The product of a number and each element.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func * (lhs: Double, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.multiply, lhs, rhs, from: returnAddress())
  }

  /// The quotient of each element and a number.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func / (lhs: Expression, rhs: Double) throws(ShapeError) -> Expression {
    try binary(.divide, lhs, rhs, from: returnAddress())
  }

  /// The quotient of a number and each element.
  /// - Throws: nothing; it is declared as the other operators are.
  public static func / (lhs: Double, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.divide, lhs, rhs, from: returnAddress())
  }
}
