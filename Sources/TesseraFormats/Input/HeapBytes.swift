import Glibc

/// Memory of any size that is asked for with an error instead of a trap, and can grow.
struct HeapBytes: ~Copyable {
  private(set) var memory: UnsafeMutableRawBufferPointer

  init(byteCount: Int) throws(FormatError) {
    guard let start = malloc(max(byteCount, 1)) else { throw FormatError(.outOfMemory(byteCount: byteCount)) }
    memory = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
  }

  deinit { free(memory.baseAddress) }

  /// Forgets the bytes behind a size.
  mutating func truncate(to byteCount: Int) {
    memory = UnsafeMutableRawBufferPointer(rebasing: memory[..<byteCount])
  }

  /// Makes the memory larger; what it holds stays.
  mutating func grow(to byteCount: Int) throws(FormatError) {
    guard let start = realloc(memory.baseAddress, max(byteCount, 1)) else {
      throw FormatError(.outOfMemory(byteCount: byteCount))
    }
    memory = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
  }
}
