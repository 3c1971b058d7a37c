public import TesseraShapes

/// A value: elements of one type in row-major order, 64-byte aligned, immutable, and shared freely between tasks.
///
/// Copying a tensor copies a reference.
public struct Tensor<Element: TensorElement>: Sendable {
  /// The extents; every dimension is fixed.
  public let shape: Shape
  /// The number of elements.
  public let count: Int
  @usableFromInline package let storage: TensorStorage

  /// A tensor over storage that is complete. The shape must be concrete and match.
  package init(shape: Shape, count: Int, storage: TensorStorage) {
    self.shape = shape
    self.count = count
    self.storage = storage
  }

  /// The elements in row-major order, without a copy.
  public var span: Span<Element> {
    @_lifetime(borrow self)
    get {
      let elements = UnsafeBufferPointer(
        start: storage.baseAddress.assumingMemoryBound(to: Element.self), count: count)
      return _overrideLifetime(Span(_unsafeElements: elements), borrowing: self)
    }
  }

  /// The elements in row-major order, copied.
  public var elements: [Element] {
    Array(UnsafeBufferPointer(start: storage.baseAddress.assumingMemoryBound(to: Element.self), count: count))
  }

  /// An element by its index along each axis. The index must have one entry an axis and lie inside of the shape.
  public subscript(_ index: Int...) -> Element {
    precondition(index.count == shape.rank, "Tensor: an index needs one entry for each axis")
    var position = 0
    for (entry, dimension) in zip(index, shape.dimensions) {
      guard let extent = dimension.extent, entry >= 0, entry < extent else {
        preconditionFailure("Tensor: the index lies outside of the shape")
      }
      position = position * extent + entry
    }
    return span[position]
  }
}

extension Tensor: Equatable {
  /// Whether shapes are equal and all elements are; NaN differs from NaN, as everywhere.
  public static func == (lhs: Tensor, rhs: Tensor) -> Bool {
    guard lhs.shape == rhs.shape else { return false }
    let (left, right) = (lhs.span, rhs.span)
    return left.indices.allSatisfy { left[$0] == right[$0] }
  }
}
