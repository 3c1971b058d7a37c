public import TesseraShapes

/// A value whatever its elements are: what a program is given by name.
public protocol TensorValue: Sendable {
  /// The value without its element type.
  var erased: ErasedTensor { get }
}

/// A tensor whose element type is known when the program runs.
public struct ErasedTensor: TensorValue {
  /// The extents; every dimension is fixed.
  public let shape: Shape
  /// What its elements are.
  public let elementType: ElementType
  package let storage: TensorStorage
  private let count: Int

  /// A tensor without its element type.
  public init<Element>(_ tensor: Tensor<Element>) {
    shape = tensor.shape
    elementType = Element.elementType
    storage = tensor.storage
    count = tensor.count
  }

  /// Itself.
  public var erased: ErasedTensor { self }

  /// The tensor with its element type, or nil when it is another.
  public func typed<Element>(as type: Element.Type) -> Tensor<Element>? {
    Element.elementType == elementType ? Tensor(shape: shape, count: count, storage: storage) : nil
  }
}

extension Tensor: TensorValue {
  /// The tensor without its element type.
  public var erased: ErasedTensor { ErasedTensor(self) }
}
