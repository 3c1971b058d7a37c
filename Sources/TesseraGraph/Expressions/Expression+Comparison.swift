import CTesseraCallSite
public import TesseraShapes

// Comparisons and logic, elementwise with NumPy broadcasting: `[a...] op [b...] -> broadcast(a, b)` of Bool. Comparisons with NaN are
// false, except `.!=`. Each throws `ShapeError` when the shapes do not broadcast and costs one pass, which is fused with its neighbours.

extension Expression where Element: TensorElement {
  /// Whether each pair of elements is equal.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .== (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.equal, lhs, rhs, from: returnAddress())
  }

  /// Whether each pair of elements is equal.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .== (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression<Bool> {
    try binary(.equal, lhs, rhs, from: returnAddress())
  }

  /// Whether each pair of elements is equal.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .== (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.equal, lhs, rhs, from: returnAddress())
  }

  /// Whether each pair of elements differs; true for NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .!= (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.notEqual, lhs, rhs, from: returnAddress())
  }

  /// Whether each pair of elements differs; true for NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .!= (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression<Bool> {
    try binary(.notEqual, lhs, rhs, from: returnAddress())
  }

  /// Whether each pair of elements differs; true for NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .!= (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.notEqual, lhs, rhs, from: returnAddress())
  }
}

extension Expression where Element: NumericTensorElement {
  /// Whether each left element is less than the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .< (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.less, lhs, rhs, from: returnAddress())
  }

  /// Whether each left element is less than the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .< (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression<Bool> {
    try binary(.less, lhs, rhs, from: returnAddress())
  }

  /// Whether each left element is less than the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .< (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.less, lhs, rhs, from: returnAddress())
  }

  /// Whether each left element is at most the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .<= (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.lessOrEqual, lhs, rhs, from: returnAddress())
  }

  /// Whether each left element is at most the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .<= (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression<Bool> {
    try binary(.lessOrEqual, lhs, rhs, from: returnAddress())
  }

  /// Whether each left element is at most the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .<= (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.lessOrEqual, lhs, rhs, from: returnAddress())
  }

  /// Whether each left element is greater than the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .> (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.greater, lhs, rhs, from: returnAddress())
  }

  /// Whether each left element is greater than the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .> (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression<Bool> {
    try binary(.greater, lhs, rhs, from: returnAddress())
  }

  /// Whether each left element is greater than the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .> (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.greater, lhs, rhs, from: returnAddress())
  }

  /// Whether each left element is at least the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .>= (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.greaterOrEqual, lhs, rhs, from: returnAddress())
  }

  /// Whether each left element is at least the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .>= (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression<Bool> {
    try binary(.greaterOrEqual, lhs, rhs, from: returnAddress())
  }

  /// Whether each left element is at least the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .>= (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.greaterOrEqual, lhs, rhs, from: returnAddress())
  }
}

extension Expression where Element == Bool {
  /// Whether both elements of each pair are true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .& (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.logicalAnd, lhs, rhs, from: returnAddress())
  }

  /// Whether both elements of each pair are true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .& (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression {
    try binary(.logicalAnd, lhs, rhs, from: returnAddress())
  }

  /// Whether both elements of each pair are true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .& (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.logicalAnd, lhs, rhs, from: returnAddress())
  }

  /// Whether at least one element of each pair is true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .| (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.logicalOr, lhs, rhs, from: returnAddress())
  }

  /// Whether at least one element of each pair is true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .| (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression {
    try binary(.logicalOr, lhs, rhs, from: returnAddress())
  }

  /// Whether at least one element of each pair is true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .| (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.logicalOr, lhs, rhs, from: returnAddress())
  }

  /// Whether exactly one element of each pair is true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .^ (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.logicalExclusiveOr, lhs, rhs, from: returnAddress())
  }

  /// Whether exactly one element of each pair is true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .^ (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression {
    try binary(.logicalExclusiveOr, lhs, rhs, from: returnAddress())
  }

  /// Whether exactly one element of each pair is true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .^ (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.logicalExclusiveOr, lhs, rhs, from: returnAddress())
  }
}

extension Expression where Element == Bool {
  /// Whether each element is false.
  public static prefix func .! (operand: Expression) -> Expression {
    operand.unary(.logicalNot, from: returnAddress())
  }
}
