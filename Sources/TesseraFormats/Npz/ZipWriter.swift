/// Writes a zip archive: members one after the other, then the directory.
///
/// Source: PKWARE APPNOTE.TXT 6.3.10.
struct ZipWriter {
  private struct Entry {
    var name: [UInt8]
    var method: ZipMember.Method
    var checksum: UInt32
    var compressedByteCount: UInt64
    var byteCount: UInt64
    var position: UInt64
  }

  private let file: AtomicFile
  /// Numbers from here on are 64-bit ones. A full 32-bit field means that there is one.
  private let fieldLimit: UInt64
  private var entries: [Entry] = []

  init(_ file: AtomicFile, fieldLimit: UInt32) {
    self.file = file
    self.fieldLimit = UInt64(fieldLimit)
  }

  /// Appends a member whose bytes the closure writes.
  mutating func add(
    name: [UInt8], byteCount: Int, compressed: Bool, contents: (ZipMemberWriter) throws(FormatError) -> Void
  ) throws(FormatError) {
    var entry = Entry(
      name: name, method: compressed ? .deflated : .stored, checksum: 0, compressedByteCount: 0,
      byteCount: UInt64(byteCount), position: UInt64(file.byteCount))
    // What deflate cannot shrink grows by 5 bytes for each block of at least 16 KiB: less than one part in 256.
    let isWide = isWide(UInt64(byteCount) + UInt64(byteCount) / 256 + 64)
    try file.write(localHeader(of: entry, isWide: isWide))
    let start = file.byteCount
    let member = try ZipMemberWriter(file, compressed: compressed)
    try contents(member)
    try member.finish()
    entry.checksum = member.checksum
    entry.compressedByteCount = UInt64(file.byteCount - start)
    try file.overwrite(at: Int(entry.position), with: localHeader(of: entry, isWide: isWide))
    entries.append(entry)
  }

  /// Appends the directory and its end record.
  func finish() throws(FormatError) {
    let begin = UInt64(file.byteCount)
    for entry in entries { try file.write(directoryEntry(of: entry)) }
    let end = UInt64(file.byteCount)
    let count = UInt64(entries.count)
    if isWide(begin) || isWide(end - begin) || count >= UInt64(UInt16.max) {
      var record = littleEndianBytes(ZipSignature.directoryEnd64) + littleEndianBytes(UInt64(44))
      record += littleEndianBytes(Self.wideVersion) + littleEndianBytes(Self.wideVersion)
      record += littleEndianBytes(UInt64(0)) + littleEndianBytes(count) + littleEndianBytes(count)
      record += littleEndianBytes(end - begin) + littleEndianBytes(begin)
      record += littleEndianBytes(ZipSignature.directoryEnd64Locator) + littleEndianBytes(UInt32(0))
      record += littleEndianBytes(end) + littleEndianBytes(UInt32(1))
      try file.write(record)
    }
    let shortCount = littleEndianBytes(UInt16(clamping: count))
    var record = littleEndianBytes(ZipSignature.directoryEnd) + littleEndianBytes(UInt32(0)) + shortCount + shortCount
    record += littleEndianBytes(field(end - begin)) + littleEndianBytes(field(begin)) + littleEndianBytes(UInt16(0))
    try file.write(record)
  }

  /// The versions of the format that are needed: 2.0 for deflate, 4.5 for 64-bit numbers.
  private static let version: UInt16 = 20
  private static let wideVersion: UInt16 = 45
  /// 1980-01-01, the first day that the format can name.
  private static let date: UInt16 = 1 << 5 | 1

  private func isWide(_ value: UInt64) -> Bool { value >= fieldLimit }

  private func field(_ value: UInt64) -> UInt32 { isWide(value) ? .max : UInt32(truncatingIfNeeded: value) }

  /// What local headers and directory entries have in common, from the version to the checksum.
  private func common(_ entry: Entry, isWide: Bool) -> [UInt8] {
    let flags = entry.name.allSatisfy { $0 < 0x80 } ? 0 : ZipFlags.utf8
    let numbers = [isWide ? Self.wideVersion : Self.version, flags, entry.method.rawValue, 0, Self.date]
    return numbers.flatMap(littleEndianBytes) + littleEndianBytes(entry.checksum)
  }

  private func extraField(_ values: [UInt64]) -> [UInt8] {
    if values.isEmpty { return [] }
    return littleEndianBytes(Zip64Values.header) + littleEndianBytes(UInt16(8 * values.count))
      + values.flatMap(littleEndianBytes)
  }

  private func localHeader(of entry: Entry, isWide: Bool) -> [UInt8] {
    let extra = extraField(isWide ? [entry.byteCount, entry.compressedByteCount] : [])
    var bytes = littleEndianBytes(ZipSignature.localHeader) + common(entry, isWide: isWide)
    for size in [entry.compressedByteCount, entry.byteCount] {
      bytes += littleEndianBytes(isWide ? .max : UInt32(truncatingIfNeeded: size))
    }
    bytes += littleEndianBytes(UInt16(entry.name.count)) + littleEndianBytes(UInt16(extra.count))
    return bytes + entry.name + extra
  }

  private func directoryEntry(of entry: Entry) -> [UInt8] {
    let wide = [entry.byteCount, entry.compressedByteCount, entry.position].filter(isWide)
    let extra = extraField(wide)
    // Made by Unix (3).
    let maker = UInt16(3) << 8 | (wide.isEmpty ? Self.version : Self.wideVersion)
    var bytes = littleEndianBytes(ZipSignature.directoryEntry) + littleEndianBytes(maker)
    bytes += common(entry, isWide: !wide.isEmpty)
    bytes += littleEndianBytes(field(entry.compressedByteCount)) + littleEndianBytes(field(entry.byteCount))
    bytes += littleEndianBytes(UInt16(entry.name.count)) + littleEndianBytes(UInt16(extra.count))
    // No comment, the first disk, no internal attributes; a regular file that its owner may write.
    bytes += Array(repeating: 0, count: 6) + littleEndianBytes(UInt32(0o100_644) << 16)
    return bytes + littleEndianBytes(field(entry.position)) + entry.name + extra
  }
}
