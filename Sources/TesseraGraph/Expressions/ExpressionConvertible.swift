/// An expression, or a value that can be part of one, whatever its elements are.
public protocol ExpressionConvertible<Element>: Sendable {
  /// What its elements are.
  associatedtype Element: TensorElement

  /// The expression.
  var expression: Expression<Element> { get }
}

extension Expression: ExpressionConvertible {
  /// Itself.
  public var expression: Expression<Element> { self }
}

extension Tensor: ExpressionConvertible {}

extension ExpressionConvertible {
  package var erasedNode: Node { expression.node }
}
