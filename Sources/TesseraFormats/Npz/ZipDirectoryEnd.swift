/// The record at the end of an archive, which says where the central directory lies, and its 64-bit form.
struct ZipDirectoryEnd {
  /// Where the record begins.
  var position: Int
  /// The bytes of the central directory.
  var directory: Range<Int>
  var memberCount: UInt64

  init(from source: some ByteSource) throws(FormatError) {
    // The record has 22 bytes and a comment of at most 65,535.
    let tailStart = max(0, source.byteCount - 22 - 0xFFFF)
    let tail = try source.bytes(at: tailStart, count: source.byteCount - tailStart, for: .directoryEnd)
    guard let index = Self.find(in: tail) else { throw FormatError(.noDirectoryEnd, at: max(0, source.byteCount - 22)) }
    position = tailStart + index

    var disks = UInt32(tail.number(UInt16.self, at: index + 4)) | UInt32(tail.number(UInt16.self, at: index + 6))
    var countOnDisk = UInt64(tail.number(UInt16.self, at: index + 8))
    memberCount = UInt64(tail.number(UInt16.self, at: index + 10))
    var byteCount = UInt64(tail.number(UInt32.self, at: index + 12))
    var begin = UInt64(tail.number(UInt32.self, at: index + 16))
    var end = position

    // A locator in front of the record leads to its 64-bit form, whose values then count.
    if position >= 20 {
      let locator = try source.bytes(at: position - 20, count: 20, for: .directoryEnd64)
      if locator.number(UInt32.self, at: 0) == ZipSignature.directoryEnd64Locator {
        let record = try Self.wideRecord(locator, at: position - 20, from: source)
        disks = record.bytes.number(UInt32.self, at: 16) | record.bytes.number(UInt32.self, at: 20)
        countOnDisk = record.bytes.number(UInt64.self, at: 24)
        memberCount = record.bytes.number(UInt64.self, at: 32)
        byteCount = record.bytes.number(UInt64.self, at: 40)
        begin = record.bytes.number(UInt64.self, at: 48)
        end = record.position
      }
    }
    guard disks == 0, countOnDisk == memberCount else { throw FormatError(.severalDisks, at: position + 4) }
    guard begin <= UInt64(end), UInt64(end) - begin == byteCount else {
      throw FormatError(.directoryRange(begin: begin, byteCount: byteCount, end: end), at: position + 12)
    }
    guard byteCount <= ZipDirectory.maximumByteCount else {
      throw FormatError(
        .tooLong(.directory, byteCount: byteCount, limit: ZipDirectory.maximumByteCount), at: position + 12)
    }
    directory = Int(begin)..<end
  }

  /// The last place where a record with its comment reaches the end exactly.
  private static func find(in tail: [UInt8]) -> Int? {
    guard tail.count >= 22 else { return nil }
    return (0...tail.count - 22).reversed().first { index in
      tail[index] == 0x50 && tail.number(UInt32.self, at: index) == ZipSignature.directoryEnd
        && Int(tail.number(UInt16.self, at: index + 20)) == tail.count - index - 22
    }
  }

  /// The 64-bit end record: it ends where its locator begins.
  private static func wideRecord(
    _ locator: [UInt8], at locatorPosition: Int, from source: some ByteSource
  ) throws(FormatError) -> (bytes: [UInt8], position: Int) {
    guard locator.number(UInt32.self, at: 4) == 0, locator.number(UInt32.self, at: 16) == 1 else {
      throw FormatError(.severalDisks, at: locatorPosition + 4)
    }
    let begin = locator.number(UInt64.self, at: 8)
    guard let position = Int(exactly: begin), position <= locatorPosition, locatorPosition - position >= 56 else {
      throw FormatError(
        .truncated(.directoryEnd64, byteCount: 56, available: max(0, locatorPosition - Int(clamping: begin))),
        at: locatorPosition + 8)
    }
    let bytes = try source.bytes(at: position, count: 56, for: .directoryEnd64)
    guard bytes.number(UInt32.self, at: 0) == ZipSignature.directoryEnd64 else {
      throw FormatError(.signature(.directoryEnd64, found: Array(bytes.prefix(4))), at: position)
    }
    let length = bytes.number(UInt64.self, at: 4)
    guard length == UInt64(locatorPosition - position - 12) else {
      throw FormatError(
        .truncated(.directoryEnd64, byteCount: length, available: locatorPosition - position - 12), at: position + 4)
    }
    return (bytes, position)
  }
}
