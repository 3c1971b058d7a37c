public import TesseraGraph
public import TesseraShapes

/// A tensor whose element type is known only at run time, as a file gives it: one case an element type.
public enum AnyTensor: Equatable, Sendable {
  /// A tensor of Float.
  case float32(Tensor<Float>)
  /// A tensor of Double.
  case float64(Tensor<Double>)
  /// A tensor of Float16.
  case float16(Tensor<Float16>)
  /// A tensor of Int64.
  case int64(Tensor<Int64>)
  /// A tensor of Int32.
  case int32(Tensor<Int32>)
  /// A tensor of Int8.
  case int8(Tensor<Int8>)
  /// A tensor of UInt8.
  case uint8(Tensor<UInt8>)
  /// A tensor of Bool.
  case bool(Tensor<Bool>)

  /// A tensor with its element type as a case. The elements are shared, not copied.
  public init(_ value: any TensorValue) {
    let tensor = value.erased
    self.init(tensor.elementType, shape: tensor.shape, count: tensor.shape.elementCount ?? 0, storage: tensor.storage)
  }

  /// The extents; every dimension is fixed.
  public var shape: Shape { erased.shape }

  /// The number of elements.
  public var count: Int { shape.elementCount ?? 0 }

  /// What the elements are.
  public var elementType: ElementType {
    switch self {
    case .float32: .float32
    case .float64: .float64
    case .float16: .float16
    case .int64: .int64
    case .int32: .int32
    case .int8: .int8
    case .uint8: .uint8
    case .bool: .bool
    }
  }

  /// The tensor when its elements are of this type. Nothing is converted, and the elements are shared, not copied.
  ///
  /// - Throws: `FormatError` with both types when the elements are of another type.
  public func tensor<Element: TensorElement>(as element: Element.Type) throws(FormatError) -> Tensor<Element> {
    guard Element.elementType == elementType else {
      throw FormatError(.elementType(expected: Element.elementType, found: elementType))
    }
    return Tensor(shape: shape, count: count, storage: erased.storage)
  }
}

extension AnyTensor: TensorValue {
  /// The tensor for a program that is used by name.
  public var erased: ErasedTensor {
    switch self {
    case .float32(let tensor): tensor.erased
    case .float64(let tensor): tensor.erased
    case .float16(let tensor): tensor.erased
    case .int64(let tensor): tensor.erased
    case .int32(let tensor): tensor.erased
    case .int8(let tensor): tensor.erased
    case .uint8(let tensor): tensor.erased
    case .bool(let tensor): tensor.erased
    }
  }
}

extension AnyTensor {
  /// A tensor over storage that holds `count` complete elements of this type.
  init(_ elementType: ElementType, shape: Shape, count: Int, storage: TensorStorage) {
    switch elementType {
    case .float32: self = .float32(Tensor(shape: shape, count: count, storage: storage))
    case .float64: self = .float64(Tensor(shape: shape, count: count, storage: storage))
    case .float16: self = .float16(Tensor(shape: shape, count: count, storage: storage))
    case .int64: self = .int64(Tensor(shape: shape, count: count, storage: storage))
    case .int32: self = .int32(Tensor(shape: shape, count: count, storage: storage))
    case .int8: self = .int8(Tensor(shape: shape, count: count, storage: storage))
    case .uint8: self = .uint8(Tensor(shape: shape, count: count, storage: storage))
    case .bool: self = .bool(Tensor(shape: shape, count: count, storage: storage))
    }
  }

  /// The bytes of the elements.
  var byteCount: Int { count * elementType.byteCount }

  /// Calls the closure with the elements in row-major order, little-endian.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws(FormatError) -> Result) throws(FormatError) -> Result {
    let storage = erased.storage
    defer { withExtendedLifetime(storage) {} }
    return try body(UnsafeRawBufferPointer(start: storage.baseAddress, count: byteCount))
  }
}
