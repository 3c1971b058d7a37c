import CZlib

/// Writes the bytes of one member, deflated or as they are, and keeps their checksum.
final class ZipMemberWriter {
  private(set) var checksum: UInt32 = 0
  private let file: AtomicFile
  private let deflater: Deflater?

  init(_ file: AtomicFile, compressed: Bool) throws(FormatError) {
    self.file = file
    deflater = compressed ? try Deflater() : nil
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FormatError) {
    checksum = zipChecksum(bytes, after: checksum)
    if let deflater { try deflater.compress(bytes, to: file) } else { try file.write(bytes) }
  }

  func write(_ bytes: [UInt8]) throws(FormatError) {
    var failure: FormatError?
    bytes.withUnsafeBytes { buffer in
      do throws(FormatError) { try write(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Writes what the compression still holds back.
  func finish() throws(FormatError) {
    if let deflater { try deflater.compress(UnsafeRawBufferPointer(start: nil, count: 0), to: file, isLast: true) }
  }
}

/// A bare deflate stream that is being made.
private final class Deflater {
  /// zlib keeps the address of the stream, so that it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let output: HeapBytes

  init() throws(FormatError) {
    output = try HeapBytes(byteCount: 1 << 18)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = deflateInit2_(
      stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, zlibVersion(),
      Int32(MemoryLayout<z_stream>.size))
    // The memory that the default window and level take, as zconf.h counts it.
    if status != Z_OK { throw FormatError(.outOfMemory(byteCount: 1 << (MAX_WBITS + 2) + 1 << 17)) }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  func compress(_ bytes: UnsafeRawBufferPointer, to file: AtomicFile, isLast: Bool = false) throws(FormatError) {
    var done = 0
    repeat {
      // zlib counts to 32 bits.
      let count = min(bytes.count - done, 1 << 30)
      stream.pointee.next_in = bytes.baseAddress.map {
        UnsafeMutablePointer(mutating: ($0 + done).assumingMemoryBound(to: Bytef.self))
      }
      stream.pointee.avail_in = uInt(count)
      done += count
      repeat {
        stream.pointee.next_out = output.memory.baseAddress?.assumingMemoryBound(to: Bytef.self)
        stream.pointee.avail_out = uInt(output.memory.count)
        deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
        let produced = output.memory.count - Int(stream.pointee.avail_out)
        try file.write(UnsafeRawBufferPointer(rebasing: output.memory[..<produced]))
      } while stream.pointee.avail_out == 0
    } while done < bytes.count
  }
}
