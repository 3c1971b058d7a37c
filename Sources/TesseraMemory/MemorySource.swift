/// Where a pool's blocks come from: the system, or a stand-in that counts or fails.
///
/// A pool calls its source from one task at a time; the source must call neither the pool nor an arena of it.
public protocol MemorySource {
  /// A block of at least `byteCount` bytes (at least 64) whose address is a multiple of `alignment`
  /// (a power of two, at least 64), or nil if there is none. Its contents are unspecified.
  func allocate(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer?

  /// Takes back what `allocate` returned for the same size and alignment.
  func deallocate(_ block: UnsafeMutableRawPointer, byteCount: Int, alignment: Int)

  /// Gives memory that `deallocate` took but kept to the system. Called once at the end of a `trim`.
  func returnUnused()
}

extension MemorySource {
  /// Keeps nothing, so has nothing to return.
  public func returnUnused() {}
}

extension MemorySource where Self == SystemMemory {
  /// The operating system's memory.
  public static var system: SystemMemory { SystemMemory() }
}
