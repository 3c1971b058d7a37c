/// Buffers by size, kept for reuse. It cannot be copied, and one task has it at a time.
///
/// A request is rounded up to the next power of two, from 64 bytes to 128 MiB, and looks into the bucket of that size:
/// bucket i holds capacities from 2^(6+i) to 2^(7+i)-1 bytes, i from 0 to 20; bucket 20 also holds the blocks of 128 MiB.
/// What comes out is at least as large and as aligned as was asked, whatever went in before. Larger buffers are allocated
/// and freed directly. When the pool goes, what it holds is freed, and what others hold is freed when they go.
public struct BufferPool: ~Copyable {
  /// How many sizes are told apart.
  public static let bucketCount = SizeClass.bucketCount

  let core: PoolCore

  /// An empty pool.
  ///
  /// - Parameters:
  ///   - backing: Where the blocks come from.
  ///   - byteLimit: How many bytes may be reserved at once, live and pooled; nil is no limit, a negative one means 0.
  public init(backing: some MemorySource = .system, byteLimit: Int? = nil) {
    core = PoolCore(source: backing, byteLimit: max(byteLimit ?? .max, 0))
  }

  deinit { core.close() }

  /// A pooled buffer of at least `byteCount` bytes, or nil if there is none or the size or the alignment is impossible.
  ///
  /// - Parameter alignment: A power of two; less than 64 means 64.
  /// - Complexity: O(1); see `BucketTable.find` for large blocks. Allocates nothing.
  public func get(byteCount: Int, alignment: Int = 64) -> Buffer? {
    guard let capacity = try? SizeClass.capacity(for: byteCount),
      let alignment = try? SizeClass.alignment(for: alignment),
      let index = core.take(byteCount: byteCount, capacity: capacity, alignment: alignment, for: .buffer)
    else { return nil }
    return Buffer(index, of: core)
  }

  /// A pooled buffer of at least `byteCount` bytes, or a new one.
  ///
  /// If the limit or the system stands against a new one, pooled buffers are released first.
  ///
  /// - Parameter alignment: A power of two; less than 64 means 64.
  /// - Throws: `MemoryError` if the size or the alignment is impossible, the limit is reached or the system has no memory.
  /// - Complexity: as `get`; allocates nothing if a pooled buffer fits.
  public func getOrAllocate(byteCount: Int, alignment: Int = 64) throws(MemoryError) -> Buffer {
    Buffer(try core.takeOrAllocate(byteCount: byteCount, alignment: alignment, for: .buffer), of: core)
  }

  /// Takes a buffer back, to be handed out again. It must come from this pool and be valid.
  ///
  /// - Complexity: O(1). Allocates nothing.
  public func put(_ buffer: consuming Buffer) {
    guard buffer.core === core else { Misuse.foreignBuffer.refuse() }
    guard buffer.isValid else { Misuse.staleBuffer.refuse() }
    // The end of its life takes it to its bucket.
    _ = consume buffer
  }

  /// Takes back every buffer that was handed out, and frees no memory (but for buffers above 128 MiB, which are never
  /// pooled). Arenas keep their blocks.
  ///
  /// Buffers still in scope are stale afterwards and say so when they are used. Unsafe because a span that was taken from
  /// one before does not: it must not be used any more.
  ///
  /// - Complexity: O(number of buffers handed out).
  @unsafe public mutating func clear() { core.clear() }

  /// Gives pooled memory back to the system, largest buffers first, until at most `byteCount` bytes are pooled.
  public func trim(to byteCount: Int = 0) { core.trim(to: byteCount) }

  /// How many bytes may be reserved at once, live and pooled, or nil. Lowering it releases pooled buffers; what is live
  /// stays, and nothing new is allocated before it fits.
  public var byteLimit: Int? {
    get { core.byteLimit == .max ? nil : core.byteLimit }
    nonmutating set { core.byteLimit = max(newValue ?? .max, 0) }
  }

  /// What is held, and what was done so far.
  public var statistics: MemoryStatistics { core.statistics }

  /// Compares the lists of blocks with the statistics, in builds with DEBUG or TESSERA_CHECKS.
  package func checkInvariants() { core.checkInvariants() }
}
