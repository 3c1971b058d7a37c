public import TesseraShapes

/// A type that a tensor can hold. The library conforms every type that has an `ElementType`; other types must not conform.
public protocol TensorElement: BitwiseCopyable, Hashable, Sendable {
  /// What the type is called in shapes, programs and files.
  static var elementType: ElementType { get }
}

/// An element that counts: integers and floating-point numbers.
public protocol NumericTensorElement: TensorElement, Comparable, Numeric {}

/// A floating-point element: `Float` and `Double`, and `Float16`, which is stored as 16 bits and computed in `Float`.
public protocol FloatingPointTensorElement: NumericTensorElement, BinaryFloatingPoint {}

/// A whole number in two's complement, or without a sign; arithmetic wraps around at the ends of its range, as NumPy's does.
public protocol IntegerTensorElement: NumericTensorElement, FixedWidthInteger {}

extension Float: FloatingPointTensorElement {
  /// Float32.
  public static var elementType: ElementType { .float32 }
}

extension Double: FloatingPointTensorElement {
  /// Float64.
  public static var elementType: ElementType { .float64 }
}

extension Float16: FloatingPointTensorElement {
  /// Float16: storage only.
  public static var elementType: ElementType { .float16 }
}

extension Int64: IntegerTensorElement {
  /// Int64: indices.
  public static var elementType: ElementType { .int64 }
}

extension Int32: IntegerTensorElement {
  /// Int32.
  public static var elementType: ElementType { .int32 }
}

extension Int8: IntegerTensorElement {
  /// Int8.
  public static var elementType: ElementType { .int8 }
}

extension UInt8: IntegerTensorElement {
  /// UInt8.
  public static var elementType: ElementType { .uint8 }
}

extension Bool: TensorElement {
  /// One byte, 0 or 1.
  public static var elementType: ElementType { .bool }
}

extension NumericTensorElement {
  /// The nearest element to a whole number; integer types wrap.
  static func converting(_ value: Int) -> Self {
    if let exact = Self(exactly: value) { return exact }
    if let floating = Self.self as? any BinaryFloatingPoint.Type, let rounded = floating.init(value) as? Self {
      return rounded
    }
    if let integer = Self.self as? any FixedWidthInteger.Type,
      let wrapped = integer.init(truncatingIfNeeded: value) as? Self
    {
      return wrapped
    }
    return .zero
  }
}
