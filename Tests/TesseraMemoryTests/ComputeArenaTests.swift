import TesseraMemory
import Testing

@Suite struct ComputeArenaTests {
  @Test func allocationsFollowEachOtherAndAreAligned() throws {
    let pool = PoolAllocator()
    let arena = ComputeArena(pool: pool)
    let first = try arena.allocate(byteCount: 100)
    let second = try arena.allocate(byteCount: 1, alignment: 16)
    let third = try arena.allocate(byteCount: 8, alignment: 4096)
    expect(UInt(bitPattern: first) % 64 == 0)
    expect(second - first == 128, "64 is the least alignment")
    expect(UInt(bitPattern: third) % 4096 == 0)
    #expect(arena.statistics.live - arena.statistics.wasted == 109)
    #expect(arena.statistics.hits == 2)
    #expect(arena.statistics.misses == 1)
    arena.checkInvariants()
  }

  @Test func aZeroByteAllocationIsAValidAlignedAddress() throws {
    let pool = PoolAllocator()
    let arena = ComputeArena(pool: pool)
    let empty = try arena.allocate(byteCount: 0, alignment: 256)
    #expect(UInt(bitPattern: empty) % 256 == 0)
    #expect(arena.blockAddresses.contains { $0.contains(UInt(bitPattern: empty)) })
  }

  @Test func typedAllocationsBorrowTheArena() throws {
    let pool = PoolAllocator()
    var arena = ComputeArena(pool: pool)
    for batch in 1...3 {
      arena.reset()
      var left = try arena.allocate(Float.self, count: 5)
      var right = try arena.allocate(Int64.self, count: 3)
      for index in left.indices { left[index] = Float(batch) }
      for index in right.indices { right[index] = Int64(batch) }
      expect(left[4] == Float(batch))
      expect(right[2] == Int64(batch))
    }
    #expect(arena.statistics.resets == 3)
  }

  @Test func resetKeepsTheBlocks() throws {
    let source = WatchedSource()
    let pool = PoolAllocator(backing: source)
    var arena = ComputeArena(pool: pool)
    let first = try arena.allocate(byteCount: 1000)
    arena.reset()
    #expect(arena.statistics.live == 0)
    #expect(arena.statistics.reserved == 64 << 10)
    #expect(try arena.allocate(byteCount: 1000) == first)
    #expect(source.events.count == 1)
  }

  @Test func aBatchOfSeveralBlocksRunsThroughOneAfterReset() throws {
    let source = WatchedSource()
    let pool = PoolAllocator(backing: source)
    var arena = ComputeArena(pool: pool)
    func batch() throws {
      for byteCount in [50_000, 100_000, 300_000, 200_000] { _ = try arena.allocate(byteCount: byteCount) }
    }
    try batch()
    #expect(arena.blockAddresses.count > 1)
    arena.reset()
    let warm = source.allocationCount
    for _ in 0..<5 {
      try batch()
      #expect(arena.statistics.wasted < 4 * 64)
      arena.reset()
    }
    #expect(source.allocationCount == warm)
    arena.checkInvariants()
  }

  @Test func aUsedBlockInWhichTheBatchFitsWholeBecomesTheFirst() throws {
    let source = WatchedSource()
    let pool = PoolAllocator(backing: source)
    var arena = ComputeArena(pool: pool)
    _ = try arena.allocate(byteCount: 1000)
    _ = try arena.allocate(byteCount: 300_000)
    let events = source.events
    for _ in 0..<2 {
      arena.reset()
      #expect(arena.blockAddresses.map(\.count) == [512 << 10, 64 << 10])
      _ = try arena.allocate(byteCount: 1000)
      _ = try arena.allocate(byteCount: 300_000)
      #expect(arena.statistics.wasted == 24, "both are in one block")
    }
    #expect(source.events == events)
  }

  @Test func mergingHonoursAlignment() throws {
    let pool = PoolAllocator()
    var arena = ComputeArena(pool: pool)
    func batch() throws {
      for _ in 0..<4 { _ = try arena.allocate(byteCount: 16 << 20, alignment: 16 << 20) }
    }
    try batch()
    arena.reset()
    let misses = arena.statistics.misses
    #expect(arena.blockAddresses[0].count == 64 << 20)
    try batch()
    #expect(arena.statistics.misses == misses)
    #expect(arena.statistics.wasted == 0)
  }

  @Test func mergingCountsTheUsedBlocksAsFree() throws {
    let pool = PoolAllocator(byteLimit: 256 << 10)
    var arena = ComputeArena(pool: pool)
    _ = try arena.allocate(byteCount: 64 << 10)
    _ = try arena.allocate(byteCount: 128 << 10)
    arena.reset()
    #expect(arena.blockAddresses.map(\.count) == [256 << 10])
  }

  @Test func whereTheLimitHasNoRoomToMergeTheBlocksStay() throws {
    let pool = PoolAllocator(byteLimit: 192 << 10)
    var arena = ComputeArena(pool: pool)
    func batch() throws {
      _ = try arena.allocate(byteCount: 64 << 10)
      _ = try arena.allocate(byteCount: 128 << 10)
    }
    try batch()
    for _ in 0..<3 {
      arena.reset()
      #expect(arena.blockAddresses.count == 2)
      try batch()
    }
    #expect(throws: MemoryError.self) { _ = try arena.allocate(byteCount: 1) }
    #expect(arena.statistics.live == 192 << 10)
  }

  @Test func whereTheLimitHasNoRoomToGrowTheBlockIsAsLargeAsAsked() throws {
    let pool = PoolAllocator(byteLimit: 1 << 10)
    let arena = ComputeArena(pool: pool)
    _ = try arena.allocate(byteCount: 1000)
    #expect(arena.statistics.reserved == 1 << 10)
  }

  @Test func anArenaReturnsItsBlocksToThePool() throws {
    let pool = PoolAllocator()
    do {
      let arena = ComputeArena(pool: pool)
      _ = try arena.allocate(byteCount: 1000)
      #expect(pool.statistics.live == 64 << 10)
      #expect(pool.statistics.wasted == 0)
    }
    #expect(pool.statistics.live == 0)
    #expect(pool.statistics.pooled == 64 << 10)
    let next = ComputeArena(pool: pool)
    _ = try next.allocate(byteCount: 1)
    #expect(pool.statistics.hits == 1)
  }

  @Test func clearOfThePoolLeavesAnArenaItsBlocks() throws {
    var pool = PoolAllocator()
    let arena = ComputeArena(pool: pool)
    let start = try arena.allocate(byteCount: 1000)
    pool.clear()
    let buffer = try pool.allocate(byteCount: 64 << 10)
    expect(buffer.baseAddress != start)
    #expect(pool.statistics.live == 128 << 10)
    arena.checkInvariants()
  }

  @Test func anArenaMayOutliveItsPool() throws {
    let source = WatchedSource()
    func make() throws -> ComputeArena {
      let pool = PoolAllocator(backing: source)
      return ComputeArena(pool: pool)
    }
    do {
      let arena = try make()
      try arena.allocate(byteCount: 1).storeBytes(of: 1, as: UInt8.self)
      #expect(source.heldCount == 1)
    }
    #expect(source.heldCount == 0)
    #expect(source.wrongReleases == 0)
  }

  @Test func reserveMakesRoomForTheWholeBatch() throws {
    let source = WatchedSource()
    let pool = PoolAllocator(backing: source)
    var arena = ComputeArena(pool: pool)
    try arena.reserve(byteCount: 100_000)
    try arena.reserve(byteCount: 1 << 20)
    #expect(arena.blockAddresses.count == 1, "an empty arena has what was reserved in one block")
    let warm = source.allocationCount
    for _ in 0..<3 {
      arena.reset()
      for _ in 0..<1024 { _ = try arena.allocate(byteCount: 1000) }
    }
    #expect(source.allocationCount == warm)
    #expect(arena.statistics.misses == 0)

    try arena.reserve(byteCount: 1 << 21)
    let reserved = source.allocationCount
    _ = try arena.allocate(byteCount: 1 << 21)
    #expect(source.allocationCount == reserved)
    #expect(throws: MemoryError.impossibleSize(count: -1, stride: 1)) { try arena.reserve(byteCount: -1) }
    #expect(throws: MemoryError.invalidAlignment(3)) { try arena.reserve(byteCount: 1, alignment: 3) }
    arena.checkInvariants()
  }

  @Test func trimGivesFreeBlocksBack() throws {
    let source = WatchedSource()
    let pool = PoolAllocator(backing: source)
    var arena = ComputeArena(pool: pool)
    _ = try arena.allocate(byteCount: 64 << 10)
    try arena.reserve(byteCount: 1 << 20)
    arena.trim()
    #expect(arena.statistics.reserved == 64 << 10, "what is in use stays")
    arena.reset()
    arena.trim(to: 64 << 10)
    #expect(source.heldCount == 1)
    arena.trim()
    #expect(source.heldCount == 0)
    _ = try arena.allocate(byteCount: 1)
    arena.checkInvariants()
    pool.checkInvariants()
  }

  @Test func impossibleRequestsThrow() throws {
    let pool = PoolAllocator()
    let arena = ComputeArena(pool: pool)
    #expect(throws: MemoryError.impossibleSize(count: -1, stride: 1)) { try arena.allocate(byteCount: -1) }
    #expect(throws: MemoryError.impossibleSize(count: .max, stride: 1)) { try arena.allocate(byteCount: .max) }
    #expect(throws: MemoryError.invalidAlignment(0)) { try arena.allocate(byteCount: 1, alignment: 0) }
    #expect(throws: MemoryError.impossibleSize(count: 1 << 62, stride: 4)) {
      _ = try arena.allocate(Float.self, count: 1 << 62)
    }
    #expect(arena.statistics == MemoryStatistics())
  }

  @Test func aSystemThatRefusesWhileBlocksAreMergedIsAskedAgain() throws {
    let source = WatchedSource()
    let pool = PoolAllocator(backing: source)
    var arena = ComputeArena(pool: pool)
    for _ in 0..<3 { _ = try arena.allocate(byteCount: 60_000) }
    source.refusals = 1
    arena.reset()
    _ = try arena.allocate(byteCount: 180_000)
    arena.checkInvariants()
    pool.checkInvariants()
  }
}
