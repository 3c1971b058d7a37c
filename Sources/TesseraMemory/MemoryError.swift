/// Why memory could not be handed out. Buffers and arenas are as they were before the request.
public enum MemoryError: Error, Hashable, Sendable {
  /// The block would take the pool over its `byteLimit`, even with every pooled buffer released.
  ///
  /// `byteCount` was asked for, a block of `capacity` bytes was needed, and `inUse` bytes are held by others.
  case limitExceeded(byteCount: Int, capacity: Int, inUse: Int, limit: Int)

  /// What an evaluator would reserve for a batch exceeds its `byteLimit`, even with everything idle given back. Nothing was
  /// computed, and nothing was reserved.
  case batchExceedsLimit(MemoryShortage)

  /// No memory of this size can exist: the count is negative, or count times stride does not fit an `Int`.
  case impossibleSize(count: Int, stride: Int)

  /// The alignment is not a positive power of two.
  case invalidAlignment(Int)

  /// The system had no block of `capacity` bytes at this alignment, even after every pooled buffer was released.
  case systemAllocationFailed(capacity: Int, alignment: Int)
}
