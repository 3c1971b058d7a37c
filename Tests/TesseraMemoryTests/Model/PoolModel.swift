import TesseraMemory

/// What a pool must do, written down as simply as it can be said: sets of blocks and sums over them.
///
/// Which pooled block is taken or released is the pool's choice; the model sees the choice and checks that it was allowed.
struct PoolModel {
  struct Block: Equatable {
    var capacity: Int
    var alignment: Int
    /// What its holder asked for; the capacity for an arena.
    var byteCount = 0
    var isArena = false
  }

  private(set) var pooled: [UInt: Block] = [:]
  private(set) var live: [UInt: Block] = [:]
  private var expected = MemoryStatistics()
  private let byteLimit: Int

  init(byteLimit: Int) { self.byteLimit = byteLimit }

  static func capacity(for byteCount: Int) -> Int {
    guard byteCount <= 128 << 20 else { return (byteCount + 4095) / 4096 * 4096 }
    var capacity = 64
    while capacity < byteCount { capacity *= 2 }
    return capacity
  }

  /// Whether two capacities share a bucket: 64 and 128 MiB do.
  private static func shareBucket(_ left: Int, _ right: Int) -> Bool {
    left == right || (min(left, right) == 64 << 20 && max(left, right) == 128 << 20)
  }

  private func isPooled(_ capacity: Int, _ alignment: Int) -> Bool {
    capacity <= 128 << 20
      && pooled.values.contains {
        Self.shareBucket($0.capacity, capacity) && $0.capacity >= capacity && $0.alignment >= alignment
      }
  }

  private var liveByteCount: Int { live.values.reduce(0) { $0 + $1.capacity } }

  /// What a request must lead to, before it is made.
  func outcome(byteCount: Int, alignment: Int) -> Outcome {
    let capacity = Self.capacity(for: byteCount)
    if isPooled(capacity, max(alignment, 64)) { return .hit }
    let inUse = liveByteCount
    guard inUse + capacity <= byteLimit else {
      return .limitExceeded(
        .limitExceeded(byteCount: byteCount, capacity: capacity, inUse: inUse, limit: byteLimit))
    }
    return .miss
  }

  enum Outcome: Equatable {
    case hit, miss, limitExceeded(MemoryError)
  }

  // MARK: What happened

  /// Counts a request. `isHit` is false for one that found nothing, whether or not the system helped.
  mutating func request(isHit: Bool) {
    if isHit { expected.hits += 1 } else { expected.misses += 1 }
  }

  /// Blocks that went to or came from the system during an operation. New ones are pooled until they are handed out.
  mutating func apply(_ events: [WatchedSource.Event]) throws(ModelError) {
    for event in events {
      switch event {
      case .allocated(let address, let byteCount, let alignment):
        try check(address % UInt(alignment) == 0, "the source gave an address that is not aligned")
        pooled[address] = Block(capacity: byteCount, alignment: alignment)
      case .released(let address, let byteCount):
        guard let block = pooled.removeValue(forKey: address) else {
          throw ModelError("a block that was in use was released")
        }
        try check(block.capacity == byteCount, "a block of \(block.capacity) bytes was freed as \(byteCount)")
      case .refused: break
      }
    }
  }

  /// A block left the pool for a holder.
  mutating func hand(_ address: UInt, byteCount: Int, alignment: Int, isArena: Bool = false) throws(ModelError) {
    guard var block = pooled.removeValue(forKey: address) else {
      throw ModelError("a block was handed out that is in use or unknown")
    }
    try check(block.capacity >= byteCount, "asked for \(byteCount) bytes, got \(block.capacity)")
    try check(address % UInt(max(alignment, 64)) == 0, "asked for alignment \(alignment), got \(address)")
    for (other, neighbour) in live {
      let isApart = address + UInt(block.capacity) <= other || other + UInt(neighbour.capacity) <= address
      try check(isApart, "two live blocks overlap")
    }
    block.byteCount = isArena ? block.capacity : byteCount
    block.isArena = isArena
    live[address] = block
  }

  /// A block came back from its holder.
  mutating func giveBack(_ address: UInt) throws(ModelError) {
    guard let block = live.removeValue(forKey: address) else { throw ModelError("a block came back that was not out") }
    pooled[address] = block
  }

  /// Every block that a buffer holds came back.
  mutating func clear() {
    expected.resets += 1
    for (address, block) in live where !block.isArena {
      pooled[address] = block
      live[address] = nil
    }
  }

  /// Compares the sums with what the pool says.
  mutating func compare(with statistics: MemoryStatistics, source: WatchedSource) throws(ModelError) {
    expected.live = liveByteCount
    expected.pooled = pooled.values.reduce(0) { $0 + $1.capacity }
    expected.reserved = expected.live + expected.pooled
    expected.wasted = live.values.reduce(0) { $0 + $1.capacity - $1.byteCount }
    expected.peak = max(expected.peak, expected.live)
    try check(statistics == expected, "the pool says \(statistics); the model says \(expected)")
    try check(source.heldByteCount == expected.reserved, "the source holds \(source.heldByteCount) bytes")
    try check(source.wrongReleases == 0, "a block was released with a wrong size or twice")
    try check(expected.reserved <= byteLimit, "\(expected.reserved) bytes are over the limit")
    try check(pooled.values.allSatisfy { $0.capacity <= 128 << 20 }, "a block above 128 MiB is pooled")
  }
}
