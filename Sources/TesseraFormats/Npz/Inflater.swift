import CZlib

/// A bare deflate stream that is being read.
final class Inflater {
  /// zlib keeps the address of the stream, so that it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  init() throws(FormatError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // Negative window bits: there is no zlib header.
    if inflateInit2_(stream, -MAX_WBITS, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) != Z_OK {
      throw FormatError(.outOfMemory(byteCount: 1 << MAX_WBITS))
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Bytes of the input that were not used yet.
  var unusedCount: Int { Int(stream.pointee.avail_in) }

  /// Gives the next bytes of the stream; they must stay where they are until they are used.
  func feed(_ input: UnsafeMutableRawBufferPointer) {
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: Bytef.self)
    stream.pointee.avail_in = uInt(input.count)
  }

  enum Progress {
    case ended, more, broken
  }

  /// Decompresses into the destination until it is full or the input is used up.
  func decompress(into destination: UnsafeMutableRawBufferPointer) throws(FormatError) -> (produced: Int, Progress) {
    // zlib counts to 32 bits.
    let count = min(destination.count, 1 << 30)
    let available = unusedCount
    stream.pointee.next_out = destination.baseAddress?.assumingMemoryBound(to: Bytef.self)
    stream.pointee.avail_out = uInt(count)
    let status = inflate(stream, Z_NO_FLUSH)
    let produced = count - Int(stream.pointee.avail_out)
    switch status {
    case Z_STREAM_END: return (produced, .ended)
    case Z_MEM_ERROR: throw FormatError(.outOfMemory(byteCount: 1 << MAX_WBITS))
    case Z_OK where produced > 0 || unusedCount < available: return (produced, .more)
    default: return (produced, .broken)
    }
  }
}
