extension ZipMember {
  /// Reads what stands in front of and behind the member's bytes, and checks that it says the same as the central directory.
  mutating func readLocalHeader(from source: some ByteSource, directoryBegin: Int) throws(FormatError) {
    let fixed = try source.bytes(at: headerPosition, count: 30, for: .localHeader)
    guard fixed.number(UInt32.self, at: 0) == ZipSignature.localHeader else {
      throw FormatError(.signature(.localHeader, found: Array(fixed.prefix(4))), at: headerPosition)
    }
    let flags = fixed.number(UInt16.self, at: 6)
    guard flags & ZipFlags.encrypted == 0 else { throw FormatError(.localHeader(.encryption), at: headerPosition + 6) }
    guard fixed.number(UInt16.self, at: 8) == method.rawValue else {
      throw FormatError(.localHeader(.method), at: headerPosition + 8)
    }
    let nameLength = Int(fixed.number(UInt16.self, at: 26))
    let extraLength = Int(fixed.number(UInt16.self, at: 28))
    let variable = try source.bytes(at: headerPosition + 30, count: nameLength + extraLength, for: .localHeader)
    guard variable.prefix(nameLength).elementsEqual(name.utf8) else {
      throw FormatError(.localHeader(.name), at: headerPosition + 30)
    }
    var wide = try Zip64Values(extra: Array(variable.dropFirst(nameLength)), at: headerPosition + 30 + nameLength)
    let localByteCount = try wide.value(of: fixed.number(UInt32.self, at: 22), at: headerPosition + 22)
    let localCompressed = try wide.value(of: fixed.number(UInt32.self, at: 18), at: headerPosition + 18)
    let localChecksum = fixed.number(UInt32.self, at: 14)
    // With a descriptor, zeros stand for what was not known yet.
    let isOpen = hasDescriptor && flags & ZipFlags.descriptor != 0
    guard localChecksum == checksum || (isOpen && localChecksum == 0) else {
      throw FormatError(.localHeader(.checksum), at: headerPosition + 14)
    }
    guard
      (localByteCount, localCompressed) == (UInt64(byteCount), UInt64(compressedByteCount))
        || (isOpen && (localByteCount, localCompressed) == (0, 0))
    else { throw FormatError(.localHeader(.sizes), at: headerPosition + 18) }

    dataPosition = headerPosition + 30 + nameLength + extraLength
    // The members lie in front of the directory.
    let available = directoryBegin - dataPosition
    guard compressedByteCount <= available else {
      throw FormatError(
        .truncated(.member, byteCount: UInt64(compressedByteCount), available: max(0, available)), at: dataPosition)
    }
    end = dataPosition + compressedByteCount
    if isOpen { end += try descriptorLength(from: source, directoryBegin: directoryBegin) }
  }

  /// The length of the descriptor behind the bytes: checksum and sizes, of 32 or 64 bits, with or without a signature.
  private func descriptorLength(from source: some ByteSource, directoryBegin: Int) throws(FormatError) -> Int {
    let position = dataPosition + compressedByteCount
    let available = min(24, directoryBegin - position)
    let bytes = try source.bytes(at: position, count: available, for: .dataDescriptor)
    let narrow =
      littleEndianBytes(checksum) + littleEndianBytes(UInt32(truncatingIfNeeded: compressedByteCount))
      + littleEndianBytes(UInt32(truncatingIfNeeded: byteCount))
    let wide =
      littleEndianBytes(checksum) + littleEndianBytes(UInt64(compressedByteCount))
      + littleEndianBytes(UInt64(byteCount))
    let signature = littleEndianBytes(ZipSignature.dataDescriptor)
    // The wide forms first: with a size below 2^32 a narrow one can be the beginning of a wide one.
    for form in [signature + wide, signature + narrow, wide, narrow] where bytes.starts(with: form) {
      return form.count
    }
    throw FormatError(.dataDescriptor, at: position)
  }
}
