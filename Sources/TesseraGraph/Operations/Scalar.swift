package import TesseraShapes

/// A single number with its element type; equal when the bits are, so that 0.0 and -0.0 differ and a NaN equals itself.
package struct Scalar: Hashable, Sendable {
  /// The element's bits, in the low bytes.
  package let bits: UInt64
  package let elementType: ElementType

  package init<Element: TensorElement>(_ value: Element) {
    var bits: UInt64 = 0
    withUnsafeMutableBytes(of: &bits) { $0.storeBytes(of: value, as: Element.self) }
    self.bits = bits
    elementType = Element.elementType
  }

  /// The element; the type must be the scalar's own.
  package func value<Element: TensorElement>(as type: Element.Type) -> Element {
    precondition(Element.elementType == elementType, "Scalar: read as another type than it was made of")
    return withUnsafeBytes(of: bits) { $0.loadUnaligned(as: Element.self) }
  }
}

extension Scalar: CustomStringConvertible {
  package var description: String {
    switch elementType {
    case .float32: "\(value(as: Float.self))"
    case .float64: "\(value(as: Double.self))"
    case .float16: "\(value(as: Float16.self))"
    case .int64: "\(value(as: Int64.self))"
    case .int32: "\(value(as: Int32.self))"
    case .int8: "\(value(as: Int8.self))"
    case .uint8: "\(value(as: UInt8.self))"
    case .bool: "\(value(as: Bool.self))"
    }
  }
}

extension Scalar {
  /// The number with given bits.
  package init(_ bits: UInt64, bitsOf elementType: ElementType) {
    self.bits = bits
    self.elementType = elementType
  }
}
