/// A member of a zip archive, as the central directory describes it and its local header confirms.
struct ZipMember: Sendable {
  enum Method: UInt16, Sendable {
    case stored = 0
    case deflated = 8
  }

  var name: String
  var method: Method
  var checksum: UInt32
  var compressedByteCount: Int
  var byteCount: Int
  /// Where its local header begins.
  var headerPosition: Int
  /// Where its bytes begin; known when the local header has been read.
  var dataPosition = 0
  /// Where its bytes and the descriptor behind them end.
  var end = 0
  /// Whether a descriptor follows the bytes, so that the local header may leave checksum and sizes open.
  var hasDescriptor: Bool
}

/// Flags of a member: bits 0 and 6 and 13 stand for encryption, bit 3 for a data descriptor, bit 11 for a name in UTF-8.
enum ZipFlags {
  static let encrypted: UInt16 = 1 | 1 << 6 | 1 << 13
  static let descriptor: UInt16 = 1 << 3
  static let utf8: UInt16 = 1 << 11
}

/// Signatures of the records, as little-endian numbers. Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.
enum ZipSignature {
  static let localHeader: UInt32 = 0x0403_4B50
  static let directoryEntry: UInt32 = 0x0201_4B50
  static let directoryEnd: UInt32 = 0x0605_4B50
  static let directoryEnd64: UInt32 = 0x0606_4B50
  static let directoryEnd64Locator: UInt32 = 0x0706_4B50
  static let dataDescriptor: UInt32 = 0x0807_4B50
}

/// The 64-bit values that stand in the extra field (header 0x0001) for 32-bit fields that are full.
struct Zip64Values {
  static let header: UInt16 = 1
  private var values: [UInt64] = []

  /// Finds them in the extra field of a member.
  init(extra: [UInt8], at position: Int) throws(FormatError) {
    var index = 0
    while index < extra.count {
      guard extra.count - index >= 4 else {
        throw FormatError(.truncated(.extraField, byteCount: 4, available: extra.count - index), at: position + index)
      }
      let length = Int(extra.number(UInt16.self, at: index + 2))
      guard extra.count - index - 4 >= length else {
        throw FormatError(
          .truncated(.extraField, byteCount: UInt64(length), available: extra.count - index - 4),
          at: position + index + 4)
      }
      if extra.number(UInt16.self, at: index) == Self.header {
        for start in stride(from: index + 4, to: index + 4 + length - 7, by: 8) {
          values.append(extra.number(UInt64.self, at: start))
        }
        values.reverse()
        return
      }
      index += 4 + length
    }
  }

  /// The field, or the next 64-bit value when it is full.
  mutating func value(of field: UInt32, at position: Int) throws(FormatError) -> UInt64 {
    guard field == .max else { return UInt64(field) }
    guard let value = values.popLast() else { throw FormatError(.missing64BitSize, at: position) }
    return value
  }
}
