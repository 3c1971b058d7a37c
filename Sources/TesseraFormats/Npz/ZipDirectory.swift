/// The members of a zip archive: the end record, the central directory, and the local header of each member, checked against each other.
///
/// Source: PKWARE APPNOTE.TXT 6.3.10. An archive must be whole and alone in its file: nothing before its first member counts as
/// part of it, and nothing follows the end record's comment.
struct ZipDirectory {
  /// A directory of a million members.
  static let maximumByteCount = 100_000_000

  /// In the order of the central directory.
  private(set) var members: [ZipMember] = []

  init(from source: some ByteSource) throws(FormatError) {
    let end = try ZipDirectoryEnd(from: source)
    let bytes = try source.bytes(at: end.directory.lowerBound, count: end.directory.count, for: .directory)
    var names: Set<ExactName> = []
    var index = 0
    while index < bytes.count {
      let position = end.directory.lowerBound + index
      let (member, length) = try Self.entry(bytes, at: index, base: end.directory.lowerBound)
      guard names.insert(ExactName(member.name)).inserted else {
        throw FormatError(.duplicateKey(member.name), at: position)
      }
      members.append(member)
      index += length
    }
    guard UInt64(members.count) == end.memberCount else {
      throw FormatError(.memberCount(expected: end.memberCount, found: members.count), at: end.position)
    }
    for index in members.indices {
      do throws(FormatError) {
        try members[index].readLocalHeader(from: source, directoryBegin: end.directory.lowerBound)
      } catch {
        throw error.inTensor(members[index].name)
      }
    }
    try checkOverlap()
  }

  /// An entry of the central directory, and its length.
  private static func entry(_ bytes: [UInt8], at index: Int, base: Int) throws(FormatError) -> (ZipMember, length: Int)
  {
    let position = base + index
    let available = bytes.count - index
    guard available >= 46 else {
      throw FormatError(.truncated(.directoryEntry, byteCount: 46, available: available), at: position)
    }
    guard bytes.number(UInt32.self, at: index) == ZipSignature.directoryEntry else {
      throw FormatError(.signature(.directoryEntry, found: Array(bytes[index..<index + 4])), at: position)
    }
    let flags = bytes.number(UInt16.self, at: index + 8)
    let nameLength = Int(bytes.number(UInt16.self, at: index + 28))
    let extraLength = Int(bytes.number(UInt16.self, at: index + 30))
    let length = 46 + nameLength + extraLength + Int(bytes.number(UInt16.self, at: index + 32))
    guard available >= length else {
      throw FormatError(.truncated(.directoryEntry, byteCount: UInt64(length), available: available), at: position)
    }
    // Archives that do not say that a name is UTF-8 may mean an older code page; ASCII is the same in all of them.
    let nameBytes = Array(bytes[index + 46..<index + 46 + nameLength])
    try requireUTF8(nameBytes, at: position + 46, .memberName)
    let name = String(decoding: nameBytes, as: UTF8.self)

    do throws(FormatError) {
      guard flags & ZipFlags.encrypted == 0 else { throw FormatError(.encrypted, at: position + 8) }
      let methodNumber = bytes.number(UInt16.self, at: index + 10)
      guard let method = ZipMember.Method(rawValue: methodNumber) else {
        throw FormatError(.compressionMethod(methodNumber), at: position + 10)
      }
      let extraStart = index + 46 + nameLength
      var wide = try Zip64Values(
        extra: Array(bytes[extraStart..<extraStart + extraLength]), at: base + extraStart)
      let byteCount = try wide.value(of: bytes.number(UInt32.self, at: index + 24), at: position + 24)
      let compressedByteCount = try wide.value(of: bytes.number(UInt32.self, at: index + 20), at: position + 20)
      let headerPosition = try wide.value(of: bytes.number(UInt32.self, at: index + 42), at: position + 42)
      let member = ZipMember(
        name: name, method: method, checksum: bytes.number(UInt32.self, at: index + 16),
        compressedByteCount: try number(compressedByteCount, at: position + 20),
        byteCount: try number(byteCount, at: position + 24),
        headerPosition: try number(headerPosition, at: position + 42),
        hasDescriptor: flags & ZipFlags.descriptor != 0)
      // Both sizes of a stored member are that of its bytes.
      guard method == .deflated || member.byteCount == member.compressedByteCount else {
        throw FormatError(
          .memberSize(expected: member.byteCount, found: member.compressedByteCount), at: position + 20)
      }
      return (member, length)
    } catch {
      throw error.inTensor(name)
    }
  }

  private static func number(_ value: UInt64, at position: Int) throws(FormatError) -> Int {
    guard let number = Int(exactly: value) else { throw FormatError(.numberTooLarge, at: position) }
    return number
  }

  private func checkOverlap() throws(FormatError) {
    let ordered = members.sorted { $0.headerPosition < $1.headerPosition }
    for (member, next) in zip(ordered, ordered.dropFirst()) where member.end > next.headerPosition {
      throw FormatError(.overlap(with: member.name), at: next.headerPosition, tensor: next.name)
    }
  }
}
