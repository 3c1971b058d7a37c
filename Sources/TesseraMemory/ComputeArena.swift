/// Many allocations, freed together: memory for what one batch computes. It cannot be copied, and one task has it at a time.
///
/// Allocations are cut one after the other from blocks that come from a pool. `reset()` empties the arena and keeps the
/// blocks, so that a loop allocates nothing once it is warm; when the arena goes, its blocks return to the pool.
///
/// ```swift
/// var arena = ComputeArena(pool: pool)
/// for batch in batches {
///   arena.reset()
///   let sums = try arena.allocate(Float.self, count: batch.count)
/// }
/// ```
/// A borrowed arena can allocate; a span from it borrows it, so the compiler refuses a `reset()` while one is alive.
public struct ComputeArena: ~Copyable {
  private let core: ArenaCore

  /// An empty arena. It takes its first block from the pool when it needs one.
  public init(pool: borrowing PoolAllocator) { core = ArenaCore(pool: pool.pool.core) }

  deinit { core.close() }

  /// The address of `byteCount` free bytes, a multiple of `alignment`. They are the caller's until `reset()` or the end of
  /// the arena. Their contents are unspecified. For 0 bytes the address is aligned and must not be read or written.
  ///
  /// - Parameter alignment: A power of two; less than 64 means 64.
  /// - Throws: `MemoryError` if the size or the alignment is impossible, the limit is reached or the system has no memory.
  /// - Complexity: O(1), and no allocation, if the bytes fit the current block.
  @unsafe public func allocate(byteCount: Int, alignment: Int = 64) throws(MemoryError) -> UnsafeMutableRawPointer {
    unsafe try core.allocate(byteCount: byteCount, alignment: alignment)
  }

  /// `count` elements, 64-byte aligned, that live as long as the arena is borrowed. Their contents are unspecified.
  ///
  /// - Throws: `MemoryError` if `count` is negative or too large, the limit is reached or the system has no memory.
  /// - Complexity: as the untyped one.
  @_lifetime(borrow self)
  public func allocate<Element: BitwiseCopyable>(
    _ type: Element.Type, count: Int
  ) throws(MemoryError) -> MutableSpan<Element> {
    let byteCount = try SizeClass.byteCount(of: count, stride: MemoryLayout<Element>.stride)
    let start = unsafe try core.allocate(byteCount: byteCount, alignment: MemoryLayout<Element>.alignment)
    let span = unsafe MutableSpan(_unsafeStart: start.assumingMemoryBound(to: Element.self), count: count)
    return unsafe overrideLifetime(span, borrowing: self)
  }

  /// Empties the arena and keeps its memory.
  ///
  /// If the batch needed several blocks, they give way to one in which it fits whole, so that the next one like it runs
  /// through one block; if the pool's limit has no room for that, they stay.
  ///
  /// - Complexity: O(number of blocks), one in a loop that is warm.
  public mutating func reset() { core.reset() }

  /// Sees to it that `byteCount` bytes fit without taking more from the pool. Sizes of single allocations count rounded up
  /// to their alignment.
  ///
  /// - Throws: `MemoryError` if the size or the alignment is impossible, the limit is reached or the system has no memory.
  public func reserve(byteCount: Int, alignment: Int = 64) throws(MemoryError) {
    try core.reserve(byteCount: byteCount, alignment: alignment)
  }

  /// Gives blocks that nothing is allocated in to the system until at most `byteCount` bytes are reserved; directly after
  /// a reset these are all.
  public mutating func trim(to byteCount: Int = 0) { core.trim(to: byteCount) }

  /// As `allocate`, but an arena that must take a first block from the pool takes one of just this size.
  @unsafe package func allocateExactly(byteCount: Int) throws(MemoryError) -> UnsafeMutableRawPointer {
    unsafe try core.allocateExactly(byteCount: byteCount)
  }

  /// The bytes of the blocks that hold allocations; the others are given back by `trim`.
  package var inUse: Int { core.inUse }

  /// How many bytes must be reserved besides those in use so that `byteCount` more fit, after a `trim`.
  package func additional(for byteCount: Int) throws(MemoryError) -> Int { try core.additional(for: byteCount) }

  /// Takes back the last allocation, of so many bytes at this address. Nothing may use it any more.
  @unsafe package func takeBack(_ address: UnsafeMutableRawPointer, byteCount: Int) {
    unsafe core.takeBack(address, byteCount: byteCount)
  }

  /// What the arena holds, and what it has done so far.
  public var statistics: MemoryStatistics { core.statistics }

  /// The addresses of the blocks that the arena holds.
  package var blockAddresses: [Range<UInt>] { core.blockAddresses }

  /// Compares the blocks with the counters, in builds with DEBUG or TESSERA_CHECKS.
  package func checkInvariants() { core.checkInvariants() }
}
