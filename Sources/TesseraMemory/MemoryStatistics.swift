/// What a pool or an arena holds and what it has done so far. All sizes are bytes.
///
/// `reserved == live + pooled` holds at any time. In a pool, an arena's blocks are live. The counters only grow.
public struct MemoryStatistics: Hashable, Sendable {
  /// Bytes taken from the system and not given back.
  public package(set) var reserved = 0

  /// Bytes handed out. Pool: the capacities of buffers in use and of arena blocks.
  /// Arena: what was asked for since the last reset, and the bytes wasted on the way.
  public package(set) var live = 0

  /// The highest value that `live` has had: the `byteLimit` that the same work needs.
  public package(set) var peak = 0

  /// Bytes kept for later requests.
  public package(set) var pooled = 0

  /// Live bytes that nobody asked for. Pool: capacity beyond the size asked. Arena: padding in front of aligned
  /// addresses and the ends of blocks in which a request did not fit.
  public package(set) var wasted = 0

  /// Requests that were served from memory already held.
  public package(set) var hits = 0

  /// Valid requests that memory already held could not serve.
  public package(set) var misses = 0

  /// Pool: calls of `clear()`. Arena: calls of `reset()`.
  public package(set) var resets = 0

  /// Nothing held, nothing done.
  public init() {}

  /// What changed since `earlier`, field by field; negative where a size has fallen.
  public func delta(from earlier: MemoryStatistics) -> MemoryStatistics {
    var delta = MemoryStatistics()
    delta.reserved = reserved - earlier.reserved
    delta.live = live - earlier.live
    delta.peak = peak - earlier.peak
    delta.pooled = pooled - earlier.pooled
    delta.wasted = wasted - earlier.wasted
    delta.hits = hits - earlier.hits
    delta.misses = misses - earlier.misses
    delta.resets = resets - earlier.resets
    return delta
  }
}
