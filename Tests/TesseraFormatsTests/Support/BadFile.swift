import Testing

@testable import TesseraFormats

/// A file that breaks one rule, and the error that it must end in.
struct BadFile: CustomTestStringConvertible, Sendable {
  var name: String
  var bytes: [UInt8]
  var error: FormatError

  init(
    _ name: String, _ bytes: [UInt8], _ reason: FormatError.Reason, at position: Int?, tensor: String? = nil,
    inMember: Bool = false
  ) {
    self.name = name
    self.bytes = bytes
    error = FormatError(reason, at: position, tensor: tensor)
    if inMember, let tensor { error = error.inMember(tensor) }
  }

  var testDescription: String { name }
}

/// A file in npy format, built by hand.
func npyFile(
  _ dictionary: String, data: [UInt8] = [], version: [UInt8] = [1, 0], length: [UInt8]? = nil
) -> [UInt8] {
  let text = Array(dictionary.utf8)
  let count = littleEndianBytes(UInt32(text.count))
  let lengthBytes = length ?? (version[0] == 1 ? Array(count.prefix(2)) : count)
  return [0x93] + Array("NUMPY".utf8) + version + lengthBytes + text + data
}

/// A file in safetensors format, built by hand.
func safetensorsFile(_ header: String, data: [UInt8] = [], length: UInt64? = nil) -> [UInt8] {
  littleEndianBytes(length ?? UInt64(header.utf8.count)) + Array(header.utf8) + data
}

extension [UInt8] {
  /// These bytes with others in their place from an index on.
  func patched(at index: Int, with bytes: [UInt8]) -> [UInt8] {
    Array(self[..<index] + bytes + self[(index + bytes.count)...])
  }

  /// Where a record with this signature begins.
  func position(of signature: UInt32, occurrence: Int = 0) -> Int {
    let positions = indices.dropLast(3).filter { number(UInt32.self, at: $0) == signature }
    return positions[occurrence]
  }
}
