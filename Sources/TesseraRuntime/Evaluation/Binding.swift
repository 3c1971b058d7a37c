public import TesseraGraph

/// An input and its value for one evaluation.
public struct Binding<Element: TensorElement>: Sendable {
  package let node: Node
  package let value: Tensor<Element>
}

extension Expression {
  /// This input with its value for one evaluation; a value of another element type does not compile.
  ///
  /// Whether the expression is an input of the program, and whether the shape fits, is checked by `evaluate`.
  public func bound(to value: Tensor<Element>) -> Binding<Element> { Binding(node: node, value: value) }
}
