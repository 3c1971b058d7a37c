import CZlib

extension ZipMember {
  /// The member's bytes after decompression, with the right checksum.
  ///
  /// Nothing is taken on trust: a stored member lies in the source with its whole size, and the memory for a deflated one grows with what
  /// comes out of it, up to the size that the directory says.
  func contents(from source: some ByteSource) throws(FormatError) -> HeapBytes {
    let contents: HeapBytes
    switch method {
    case .stored:
      contents = try HeapBytes(byteCount: byteCount)
      try source.read(at: dataPosition, into: contents.memory)
    case .deflated:
      contents = try inflated(from: source)
    }
    let found = zipChecksum(UnsafeRawBufferPointer(contents.memory))
    guard found == checksum else {
      throw FormatError(.checksum(expected: checksum, found: found), at: dataPosition)
    }
    return contents
  }

  private func inflated(from source: some ByteSource) throws(FormatError) -> HeapBytes {
    let step = 1 << 18
    let input = try HeapBytes(byteCount: min(compressedByteCount, step))
    // One byte beyond the size shows a stream that gives too much.
    let limit = byteCount.addingReportingOverflow(1).overflow ? byteCount : byteCount + 1
    var output = try HeapBytes(byteCount: min(limit, step))
    let inflater = try Inflater()
    var (read, written) = (0, 0)
    while true {
      if inflater.unusedCount == 0 {
        let chunk = UnsafeMutableRawBufferPointer(rebasing: input.memory[..<min(step, compressedByteCount - read)])
        try source.read(at: dataPosition + read, into: chunk)
        inflater.feed(chunk)
        read += chunk.count
      }
      if written == output.memory.count { try output.grow(to: written + min(written, limit - written)) }
      let (produced, progress) = try inflater.decompress(
        into: UnsafeMutableRawBufferPointer(rebasing: output.memory[written...]))
      written += produced
      if written > byteCount { throw FormatError(.memberTooLarge(expected: byteCount), at: dataPosition) }
      if progress == .ended { break }
      if progress == .broken { throw FormatError(.deflate, at: dataPosition + read - inflater.unusedCount) }
    }
    let used = read - inflater.unusedCount
    guard used == compressedByteCount else { throw FormatError(.deflate, at: dataPosition + used) }
    guard written == byteCount else {
      throw FormatError(.memberSize(expected: byteCount, found: written), at: dataPosition)
    }
    output.truncate(to: written)
    return output
  }
}

/// CRC-32 of bytes that follow others with the given checksum.
func zipChecksum(_ bytes: UnsafeRawBufferPointer, after checksum: UInt32 = 0) -> UInt32 {
  guard let start = bytes.baseAddress else { return checksum }
  return UInt32(truncatingIfNeeded: crc32_z(uLong(checksum), start.assumingMemoryBound(to: Bytef.self), bytes.count))
}
