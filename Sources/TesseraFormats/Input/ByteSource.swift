/// Bytes at positions: a file, or memory.
protocol ByteSource {
  /// How many bytes there are.
  var byteCount: Int { get }

  /// Fills the destination with the bytes from the position on.
  ///
  /// - Throws: `FormatError` when there are fewer bytes, or when they cannot be read.
  func read(at position: Int, into destination: UnsafeMutableRawBufferPointer) throws(FormatError)
}

extension ByteSource {
  /// Throws unless this many bytes lie at the position.
  func require(_ byteCount: UInt64, at position: Int, for part: FormatError.Part) throws(FormatError) {
    let available = max(0, self.byteCount - position)
    guard position >= 0, byteCount <= UInt64(available) else {
      throw FormatError(.truncated(part, byteCount: byteCount, available: available), at: position)
    }
  }

  /// A copy of a small part. The caller bounds its size.
  func bytes(at position: Int, count: Int, for part: FormatError.Part) throws(FormatError) -> [UInt8] {
    try require(UInt64(count), at: position, for: part)
    var failure: FormatError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(FormatError) {
        try read(
          at: position, into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count]))
        initialized = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }
}

/// Bytes of an array.
struct ArrayBytes: ByteSource, Sendable {
  let bytes: [UInt8]

  var byteCount: Int { bytes.count }

  func read(at position: Int, into destination: UnsafeMutableRawBufferPointer) throws(FormatError) {
    try require(UInt64(destination.count), at: position, for: .elements)
    bytes.withUnsafeBytes {
      destination.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position...].prefix(destination.count)))
    }
  }
}

/// Bytes that someone else keeps alive for as long as this value is used.
struct BorrowedBytes: ByteSource {
  let bytes: UnsafeRawBufferPointer

  var byteCount: Int { bytes.count }

  func read(at position: Int, into destination: UnsafeMutableRawBufferPointer) throws(FormatError) {
    try require(UInt64(destination.count), at: position, for: .elements)
    destination.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position...].prefix(destination.count)))
  }
}
