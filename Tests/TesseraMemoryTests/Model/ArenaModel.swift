import TesseraMemory

/// What an arena must do: its allocations lie in its blocks, one behind the other, and all end at a reset.
struct ArenaModel {
  private var blocks: [Range<UInt>] = []
  private var allocations: [Range<UInt>] = []
  private var position: (block: Range<UInt>, cursor: UInt)?
  private(set) var expected = MemoryStatistics()
  private var asked = 0

  /// Takes over the arena's list of blocks after an operation, and tells the pool's model which went and which came.
  mutating func update(
    blocks new: [Range<UInt>], events: [WatchedSource.Event], pool: inout PoolModel
  ) throws(ModelError) -> Int {
    // A block may have gone to the system and another one come to the same address.
    let kept = blocks.filter { block in
      new.contains(block) && !events.contains(.released(block.lowerBound, byteCount: block.count))
    }
    for block in blocks where !kept.contains(block) { try pool.giveBack(block.lowerBound) }
    try pool.apply(events)
    let added = new.filter { !kept.contains($0) }
    for block in added { try pool.hand(block.lowerBound, byteCount: block.count, alignment: 64, isArena: true) }
    blocks = new
    return added.count
  }

  /// The size that the arena first asks the pool for when it needs another block.
  func grownByteCount(for byteCount: Int) -> Int { max(byteCount, 64 << 10, min(expected.reserved, 128 << 20)) }

  mutating func allocated(_ address: UInt, byteCount: Int, alignment: Int, isHit: Bool) throws(ModelError) {
    let range = address..<address + UInt(byteCount)
    try check(address % UInt(max(alignment, 64)) == 0, "the arena gave \(address) for alignment \(alignment)")
    guard let block = blocks.first(where: { $0.lowerBound <= address && range.upperBound <= $0.upperBound }) else {
      throw ModelError("an allocation lies outside of the arena's blocks")
    }
    try check(allocations.allSatisfy { !$0.overlaps(range) }, "two allocations of the arena overlap")
    allocations.append(range)

    // From the cursor to the address, or to the end of the block and then from the start of the next one.
    if let position, position.block == block {
      expected.wasted += Int(address - position.cursor)
    } else {
      if let position { expected.wasted += Int(position.block.upperBound - position.cursor) }
      expected.wasted += Int(address - block.lowerBound)
    }
    position = (block, range.upperBound)
    asked += byteCount
    expected.peak = max(expected.peak, asked + expected.wasted)
    request(isHit: isHit)
  }

  mutating func request(isHit: Bool) {
    if isHit { expected.hits += 1 } else { expected.misses += 1 }
  }

  mutating func reset(first: Range<UInt>?) {
    expected.resets += 1
    expected.wasted = 0
    asked = 0
    allocations = []
    rewind(first: first)
  }

  /// An arena with nothing allocated starts in its first block.
  mutating func rewind(first: Range<UInt>?) {
    guard allocations.isEmpty else { return }
    position = first.map { ($0, $0.lowerBound) }
  }

  mutating func compare(with statistics: MemoryStatistics) throws(ModelError) {
    expected.live = asked + expected.wasted
    expected.reserved = blocks.reduce(0) { $0 + $1.count }
    expected.pooled = expected.reserved - expected.live
    try check(statistics == expected, "the arena says \(statistics); the model says \(expected)")
  }
}
