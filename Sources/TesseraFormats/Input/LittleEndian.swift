/// The bytes of a number, lowest first.
func littleEndianBytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  withUnsafeBytes(of: number.littleEndian) { Array($0) }
}

extension [UInt8] {
  /// The number whose lowest byte is at the index. The caller has checked that the bytes are there.
  func number<Number: FixedWidthInteger>(_ type: Number.Type, at index: Int) -> Number {
    withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: type)) }
  }
}
