package import TesseraShapes

/// A tensor that is part of the expression. Two constants are equal when they share their storage.
package struct Constant: Hashable, Sendable {
  package let storage: TensorStorage
  package let shape: Shape
  package let elementType: ElementType

  package init<Element>(_ tensor: Tensor<Element>) {
    storage = tensor.storage
    shape = tensor.shape
    elementType = Element.elementType
  }

  package static func == (lhs: Constant, rhs: Constant) -> Bool {
    lhs.storage === rhs.storage && lhs.shape == rhs.shape && lhs.elementType == rhs.elementType
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(storage))
    hasher.combine(shape)
  }
}
