/// An allocator that reuses what was freed. It cannot be copied, and one task has it at a time.
///
/// ```swift
/// var pool = PoolAllocator()
/// for batch in batches {
///   var sums = try pool.allocate(Float.self, count: batch.count)
///   ...
///   pool.free(sums)
/// }
/// ```
/// When it goes, everything pooled is freed; buffers and arenas that outlive it free theirs when they go.
public struct PoolAllocator: ~Copyable, TensorAllocator {
  /// The buckets, for those who want untyped buffers or only pooled ones.
  public private(set) var pool: BufferPool

  /// An allocator with an empty pool.
  ///
  /// - Parameters:
  ///   - backing: Where the blocks come from.
  ///   - byteLimit: How many bytes may be reserved at once, live and pooled; nil is no limit, a negative one means 0.
  public init(backing: some MemorySource = .system, byteLimit: Int? = nil) {
    pool = BufferPool(backing: backing, byteLimit: byteLimit)
  }

  /// A buffer of at least `byteCount` bytes, pooled or new; see `BufferPool.getOrAllocate(byteCount:alignment:)`.
  ///
  /// - Throws: `MemoryError` if the size or the alignment is impossible, the limit is reached or the system has no memory.
  public func allocate(byteCount: Int, alignment: Int = 64) throws(MemoryError) -> Buffer {
    try pool.getOrAllocate(byteCount: byteCount, alignment: alignment)
  }

  /// Takes a buffer back into the pool. It must come from this allocator and be valid.
  public func free(_ buffer: consuming Buffer) { pool.put(buffer) }

  /// Takes back everything that was allocated, without freeing memory; see `BufferPool.clear()`.
  @unsafe public mutating func clear() { unsafe pool.clear() }

  /// Gives pooled memory back to the system until at most `byteCount` bytes are pooled.
  public func trim(to byteCount: Int = 0) { pool.trim(to: byteCount) }

  /// How many bytes may be reserved at once, live and pooled, or nil; see `BufferPool.byteLimit`.
  public var byteLimit: Int? {
    get { pool.byteLimit }
    nonmutating set { pool.byteLimit = newValue }
  }

  /// The bytes that are held, as in the statistics.
  package var reserved: Int { pool.core.reserved }

  /// What is held, and what was done so far.
  public var statistics: MemoryStatistics { pool.statistics }

  /// Compares the lists of blocks with the statistics, in builds with DEBUG or TESSERA_CHECKS.
  package func checkInvariants() { pool.checkInvariants() }
}
