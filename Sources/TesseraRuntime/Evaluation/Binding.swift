public import TesseraGraph

/// An input and its value for one evaluation.
///
/// It is made and read where it is used: `evaluate` for unknown element types costs more than a small evaluation.
public struct Binding<Element: TensorElement>: Sendable {
  @usableFromInline package let node: Node
  @usableFromInline package let value: Tensor<Element>

  @inlinable
  package init(node: Node, value: Tensor<Element>) {
    self.node = node
    self.value = value
  }
}

extension Expression {
  /// This input with its value for one evaluation; a value of another element type does not compile.
  ///
  /// Whether the expression is an input of the program, and whether the shape fits, is checked by `evaluate`.
  @inlinable
  public func bound(to value: Tensor<Element>) -> Binding<Element> { Binding(node: node, value: value) }
}
