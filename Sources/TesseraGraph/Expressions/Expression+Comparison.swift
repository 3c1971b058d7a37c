public import TesseraShapes

// Comparisons and logic, elementwise with NumPy broadcasting: `[a...] op [b...] -> broadcast(a, b)` of Bool. Comparisons with NaN are
// false, except `.!=`. Each throws `ShapeError` when the shapes do not broadcast and costs one pass, which is fused with its neighbours.

extension Expression where Element: TensorElement {
  /// Whether each pair of elements is equal.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .== (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.equal, lhs, rhs)
  }

  /// Whether each pair of elements is equal.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .== (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression<Bool> {
    try binary(.equal, lhs, rhs.expression)
  }

  /// Whether each pair of elements is equal.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .== (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.equal, lhs.expression, rhs)
  }

  /// Whether each pair of elements differs; true for NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .!= (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.notEqual, lhs, rhs)
  }

  /// Whether each pair of elements differs; true for NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .!= (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression<Bool> {
    try binary(.notEqual, lhs, rhs.expression)
  }

  /// Whether each pair of elements differs; true for NaN.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .!= (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.notEqual, lhs.expression, rhs)
  }
}

extension Expression where Element: NumericTensorElement {
  /// Whether each left element is less than the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .< (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.less, lhs, rhs)
  }

  /// Whether each left element is less than the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .< (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression<Bool> {
    try binary(.less, lhs, rhs.expression)
  }

  /// Whether each left element is less than the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .< (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.less, lhs.expression, rhs)
  }

  /// Whether each left element is at most the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .<= (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.lessOrEqual, lhs, rhs)
  }

  /// Whether each left element is at most the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .<= (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression<Bool> {
    try binary(.lessOrEqual, lhs, rhs.expression)
  }

  /// Whether each left element is at most the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .<= (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.lessOrEqual, lhs.expression, rhs)
  }

  /// Whether each left element is greater than the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .> (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.greater, lhs, rhs)
  }

  /// Whether each left element is greater than the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .> (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression<Bool> {
    try binary(.greater, lhs, rhs.expression)
  }

  /// Whether each left element is greater than the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .> (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.greater, lhs.expression, rhs)
  }

  /// Whether each left element is at least the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .>= (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.greaterOrEqual, lhs, rhs)
  }

  /// Whether each left element is at least the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .>= (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression<Bool> {
    try binary(.greaterOrEqual, lhs, rhs.expression)
  }

  /// Whether each left element is at least the right one.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .>= (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression<Bool> {
    try binary(.greaterOrEqual, lhs.expression, rhs)
  }
}

extension Expression where Element == Bool {
  /// Whether both elements of each pair are true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .& (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.logicalAnd, lhs, rhs)
  }

  /// Whether both elements of each pair are true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .& (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression {
    try binary(.logicalAnd, lhs, rhs.expression)
  }

  /// Whether both elements of each pair are true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .& (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.logicalAnd, lhs.expression, rhs)
  }

  /// Whether at least one element of each pair is true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .| (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.logicalOr, lhs, rhs)
  }

  /// Whether at least one element of each pair is true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .| (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression {
    try binary(.logicalOr, lhs, rhs.expression)
  }

  /// Whether at least one element of each pair is true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .| (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.logicalOr, lhs.expression, rhs)
  }

  /// Whether exactly one element of each pair is true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .^ (lhs: Expression, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.logicalExclusiveOr, lhs, rhs)
  }

  /// Whether exactly one element of each pair is true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .^ (lhs: Expression, rhs: Tensor<Element>) throws(ShapeError) -> Expression {
    try binary(.logicalExclusiveOr, lhs, rhs.expression)
  }

  /// Whether exactly one element of each pair is true.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  public static func .^ (lhs: Tensor<Element>, rhs: Expression) throws(ShapeError) -> Expression {
    try binary(.logicalExclusiveOr, lhs.expression, rhs)
  }
}

extension Expression where Element == Bool {
  /// Whether each element is false.
  public static prefix func .! (operand: Expression) -> Expression {
    Expression(node: operand.node.applying(.logicalNot, at: operand.node.location))
  }
}
