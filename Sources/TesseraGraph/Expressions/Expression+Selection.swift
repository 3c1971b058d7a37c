public import TesseraShapes

extension Expression {
  /// Elementwise `then` where the condition is true and `otherwise` elsewhere; all three are broadcast.
  ///
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  /// - Complexity: one pass, fused with its neighbours; both operands are computed everywhere.
  public static func select(
    _ condition: Expression<Bool>, _ then: Expression, _ otherwise: Expression, file: String = #fileID,
    line: Int = #line
  ) throws(ShapeError) -> Expression {
    try infer(
      .select(Select()), [condition.node, then.node, otherwise.node], at: CallSite(file: file, line: line))
  }

  /// The same values as elements of another type.
  ///
  /// A floating-point number becomes a whole one by dropping its fraction; what lies outside of the range becomes the nearest end, and NaN
  /// becomes 0. Whole numbers become narrower ones by dropping their high bits (NumPy's `astype`). To a floating-point type a value is
  /// rounded once, ties to even. A number becomes true unless it is 0; true becomes 1, false 0.
  /// - Complexity: one pass, fused with its neighbours; none when the type stays.
  public func cast<Target: TensorElement>(
    to target: Target.Type, file: String = #fileID, line: Int = #line
  ) -> Expression<Target> {
    Expression<Target>(node: node.casting(to: Target.elementType, at: CallSite(file: file, line: line)))
  }
}

extension Expression where Element: NumericTensorElement {
  /// Each element kept between two bounds; NaN stays NaN. When the lower bound is above the upper one, the result is the upper one.
  public func clamp(
    _ lower: Element, _ upper: Element, file: String = #fileID, line: Int = #line
  ) -> Expression {
    let location = CallSite(file: file, line: line)
    let raised = node.applying(.maximum, Expression.scalar(lower).node, at: location)
    return Expression(node: raised.applying(.minimum, Expression.scalar(upper).node, at: location))
  }
}
