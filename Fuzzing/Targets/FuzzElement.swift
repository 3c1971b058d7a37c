import Tessera

/// An element type that a fuzzed run can draw values of.
protocol FuzzElement: TensorElement {
  static func drawn(from reader: inout ByteReader) -> Self
}

extension FuzzElement where Self: BinaryFloatingPoint {
  static func drawn(from reader: inout ByteReader) -> Self { Self(reader.number()) }
}

extension FuzzElement where Self: FixedWidthInteger {
  static func drawn(from reader: inout ByteReader) -> Self { Self(truncatingIfNeeded: reader.integer()) }
}

extension Float: FuzzElement {}
extension Double: FuzzElement {}
extension Float16: FuzzElement {}
extension Int64: FuzzElement {}
extension Int32: FuzzElement {}
extension Int8: FuzzElement {}
extension UInt8: FuzzElement {}
extension Bool: FuzzElement {
  static func drawn(from reader: inout ByteReader) -> Bool { reader.flag() }
}

/// The element types by number.
let fuzzElements: [any FuzzElement.Type] = [
  Float.self, Float.self, Double.self, Float16.self, Int64.self, Int32.self, Int8.self, UInt8.self, Bool.self,
]
