/// What an arena knows: blocks from a pool, filled one after the other from their starts.
struct ArenaState {
  /// The size of a first block: 16 pages, enough for small programs to need no second.
  static let firstBlockByteCount = 64 << 10

  /// Memory of the pool's; where it lies is noted, so that the pool is not asked on the hot path.
  private struct Block {
    /// The number of the pool's record.
    let index: Int
    let addresses: Range<UInt>

    var capacity: Int { addresses.count }
  }

  private let pool: PoolCore
  /// Blocks up to `current` are in use, those behind it are free.
  private var blocks = ContiguousArray<Block>()
  private var current = 0
  /// Addresses in the current block: the next free byte and the end. Without a block, nothing fits.
  private var cursor: UInt = 1
  private var end: UInt = 0

  private(set) var reserved = 0
  private var live = 0
  private var peak = 0
  private var wasted = 0
  private var hits = 0
  private var misses = 0
  private var resets = 0

  /// Where the cursor would be if all allocations since the last reset had gone into one block of `strictestAlignment`.
  private var mergedByteCount = 0
  private var strictestAlignment = SizeClass.defaultAlignment

  init(pool: PoolCore) {
    self.pool = pool
    blocks.reserveCapacity(16)
  }

  var statistics: MemoryStatistics {
    var statistics = MemoryStatistics()
    statistics.reserved = reserved
    statistics.live = live
    statistics.peak = peak
    statistics.pooled = reserved - live
    statistics.wasted = wasted
    statistics.hits = hits
    statistics.misses = misses
    statistics.resets = resets
    return statistics
  }

  var blockAddresses: [Range<UInt>] { blocks.map(\.addresses) }

  // MARK: Allocating

  mutating func allocate(byteCount: Int, alignment requested: Int) throws(MemoryError) -> UnsafeMutableRawPointer {
    let alignment = try SizeClass.alignment(for: requested)
    guard byteCount >= 0 else { throw .impossibleSize(count: byteCount, stride: 1) }
    if fits(byteCount, alignment: alignment, from: cursor, to: end) {
      hits += 1
    } else {
      try moveToBlock(byteCount: byteCount, alignment: alignment)
    }
    let start = Self.aligned(cursor, to: alignment)
    consume(Int(start - cursor), wasted: true)
    consume(byteCount, wasted: false)
    cursor = start + UInt(byteCount)
    peak = max(peak, live)
    mergedByteCount = SizeClass.roundUp(mergedByteCount, toMultipleOf: alignment) + byteCount
    strictestAlignment = max(strictestAlignment, alignment)

    // The address lies in a block or at its end, so it is not null.
    return unsafe UnsafeMutableRawPointer(bitPattern: start).unsafelyUnwrapped
  }

  /// As `allocate`; the first block that is needed is of just this size, so that what was planned is what is taken.
  mutating func allocateExactly(byteCount: Int) throws(MemoryError) -> UnsafeMutableRawPointer {
    if isEmpty { try reserve(byteCount: byteCount, alignment: SizeClass.defaultAlignment) }
    return unsafe try allocate(byteCount: byteCount, alignment: SizeClass.defaultAlignment)
  }

  private static func aligned(_ address: UInt, to alignment: Int) -> UInt {
    let mask = UInt(alignment) - 1
    return (address + mask) & ~mask
  }

  private func fits(_ byteCount: Int, alignment: Int, from cursor: UInt, to end: UInt) -> Bool {
    let start = Self.aligned(cursor, to: alignment)
    return start <= end && UInt(byteCount) <= end - start
  }

  private func fits(_ byteCount: Int, alignment: Int, in block: Block) -> Bool {
    fits(byteCount, alignment: alignment, from: block.addresses.lowerBound, to: block.addresses.upperBound)
  }

  private mutating func consume(_ byteCount: Int, wasted isWasted: Bool) {
    live += byteCount
    if isWasted { wasted += byteCount }
  }

  /// Makes a free block in which the request fits the current one: one that is held already, or one from the pool.
  private mutating func moveToBlock(byteCount: Int, alignment: Int) throws(MemoryError) {
    if let position = freeBlock(byteCount: byteCount, alignment: alignment) {
      hits += 1
      // A block that is too small for this request may still serve a later one.
      blocks.swapAt(position, firstFreePosition)
    } else {
      _ = try SizeClass.capacity(for: byteCount)
      misses += 1
      blocks.insert(try newBlock(byteCount: byteCount, alignment: alignment), at: firstFreePosition)
    }
    if end > cursor { consume(Int(end - cursor), wasted: true) }
    enter(firstFreePosition)
  }

  private var isInBlock: Bool { end != 0 }
  private var firstFreePosition: Int { isInBlock ? current + 1 : 0 }

  private func freeBlock(byteCount: Int, alignment: Int) -> Int? {
    guard firstFreePosition < blocks.count else { return nil }
    return blocks[firstFreePosition...].firstIndex { fits(byteCount, alignment: alignment, in: $0) }
  }

  private mutating func enter(_ position: Int) {
    current = position
    (cursor, end) = (blocks[position].addresses.lowerBound, blocks[position].addresses.upperBound)
  }

  /// A block of at least the size asked, and at least as large as all blocks so far together (up to 128 MiB), so that a
  /// batch of n bytes needs O(log n) of them. Where the limit or the system refuses that, just the size asked.
  private mutating func newBlock(byteCount: Int, alignment: Int) throws(MemoryError) -> Block {
    let grown = max(byteCount, Self.firstBlockByteCount, min(reserved, SizeClass.largestPooledCapacity))
    do {
      return try takeBlock(byteCount: grown, alignment: alignment)
    } catch {
      guard grown > byteCount else { throw error }
      return try takeBlock(byteCount: byteCount, alignment: alignment)
    }
  }

  private mutating func takeBlock(byteCount: Int, alignment: Int) throws(MemoryError) -> Block {
    let index = try pool.takeOrAllocate(byteCount: byteCount, alignment: alignment, for: .arena)
    let start = UInt(bitPattern: unsafe pool.base(of: index))
    let block = Block(index: index, addresses: start..<start + UInt(pool.capacity(of: index)))
    reserved += block.capacity
    return block
  }

  // MARK: Resetting and releasing

  mutating func reset() {
    resets += 1
    if isInBlock, current > 0 { mergeUsedBlocks() }
    rewind()
  }

  private mutating func rewind() {
    (live, wasted, mergedByteCount, strictestAlignment) = (0, 0, 0, SizeClass.defaultAlignment)
    (current, cursor, end) = (0, 1, 0)
    if !blocks.isEmpty { enter(0) }
  }

  /// Sees to it that a batch like the last one fits in one block: one of those used if it is large enough, else a new one
  /// in their place. If the limit has no room for that, the blocks stay as they are.
  private mutating func mergeUsedBlocks() {
    let used = blocks[...current]
    if let position = used.firstIndex(where: { fits(mergedByteCount, alignment: strictestAlignment, in: $0) }) {
      return blocks.swapAt(0, position)
    }
    let usedByteCount = used.reduce(0) { $0 + $1.capacity }
    guard let merged = try? SizeClass.capacity(for: mergedByteCount),
      pool.couldReserve(merged, freeing: usedByteCount)
    else { return }
    for _ in 0...current { discardBlock(at: 0) }
    // Should the system refuse a block after these were given back, the next allocation asks it again, and may throw.
    if let block = try? takeBlock(byteCount: mergedByteCount, alignment: strictestAlignment) {
      blocks.insert(block, at: 0)
    }
  }

  /// Sees to it that `byteCount` bytes fit without asking the pool again. An arena with nothing allocated then has them in
  /// its first block.
  mutating func reserve(byteCount: Int, alignment requested: Int) throws(MemoryError) {
    let alignment = try SizeClass.alignment(for: requested)
    let capacity = try SizeClass.capacity(for: byteCount)
    if fits(byteCount, alignment: alignment, from: cursor, to: end) { return }
    if let position = freeBlock(byteCount: byteCount, alignment: alignment) {
      blocks.swapAt(position, live == 0 ? 0 : firstFreePosition)
    } else if live == 0, pool.couldReserve(capacity, freeing: reserved) {
      while !blocks.isEmpty { discardBlock(at: blocks.count - 1) }
      rewind()
      blocks.append(try takeBlock(byteCount: byteCount, alignment: alignment))
    } else {
      blocks.insert(try takeBlock(byteCount: byteCount, alignment: alignment), at: firstFreePosition)
    }
    if live == 0 { rewind() }
  }

  /// Whether nothing has been allocated since the last reset.
  private var isEmpty: Bool { live == 0 }

  /// The bytes of the blocks that hold allocations, which cannot be given back.
  var inUse: Int { isEmpty ? 0 : blocks[...current].reduce(0) { $0 + $1.capacity } }

  /// How many bytes must be reserved besides those in use so that `byteCount` more fit, with every free block given back.
  func additional(for byteCount: Int) throws(MemoryError) -> Int {
    if byteCount == 0 || live > 0 && fits(byteCount, alignment: SizeClass.defaultAlignment, from: cursor, to: end) {
      return 0
    }
    return try SizeClass.capacity(for: byteCount)
  }

  /// Takes back the last allocation, of so many bytes at this address; others stay.
  mutating func takeBack(_ address: UnsafeMutableRawPointer, byteCount: Int) {
    let start = UInt(bitPattern: address)
    guard cursor == start + UInt(byteCount) else { return }
    cursor = start
    live -= byteCount
    mergedByteCount -= byteCount
  }

  /// Gives free blocks to the system until at most `byteCount` bytes are reserved. Blocks in use stay.
  mutating func trim(to byteCount: Int) {
    let before = reserved
    while reserved > max(byteCount, 0), blocks.count > (live == 0 ? 0 : current + 1) {
      discardBlock(at: blocks.count - 1)
    }
    if live == 0 { rewind() }
    if reserved < before { pool.returnUnused() }
  }

  private mutating func discardBlock(at position: Int) {
    let block = blocks.remove(at: position)
    reserved -= block.capacity
    pool.discard(block.index)
  }

  /// Returns all blocks to the pool. The arena is gone.
  mutating func close() {
    for block in blocks { pool.giveBack(block.index) }
    blocks.removeAll()
  }

  /// Compares the blocks with the counters. Does nothing unless built with DEBUG or TESSERA_CHECKS.
  func checkInvariants() {
    #if DEBUG || TESSERA_CHECKS
      precondition(blocks.allSatisfy { pool.record($0.index).holder == .arena }, "an arena must hold its blocks")
      precondition(Set(blocks.map(\.index)).count == blocks.count, "an arena must hold a block once")
      precondition(reserved == blocks.reduce(0) { $0 + $1.capacity }, "reserved must be the sum over the blocks")
      precondition(0 <= wasted && wasted <= live && live <= reserved, "wasted <= live <= reserved must hold")
      precondition(live <= peak, "peak must not be below live")
    #endif
  }
}
