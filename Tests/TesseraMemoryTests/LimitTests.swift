import TesseraMemory
import Testing

@Suite struct LimitTests {
  @Test func anAllocationOverTheLimitThrowsAndChangesNothing() throws {
    let pool = PoolAllocator(byteLimit: 4096)
    let kept = try pool.allocate(byteCount: 2048)
    pool.free(try pool.allocate(byteCount: 1024))
    let before = pool.statistics
    #expect(throws: MemoryError.limitExceeded(byteCount: 2049, capacity: 4096, inUse: 2048, limit: 4096)) {
      _ = try pool.allocate(byteCount: 2049)
    }
    var expected = before
    expected.misses += 1
    #expect(pool.statistics == expected)
    expect(kept.isValid)
  }

  @Test func pooledBuffersAreReleasedBeforeTheLimitIsReached() throws {
    let source = WatchedSource()
    let pool = PoolAllocator(backing: source, byteLimit: 4096)
    pool.free(try pool.allocate(byteCount: 64))
    pool.free(try pool.allocate(byteCount: 2048))
    let buffer = try pool.allocate(byteCount: 4000)
    expect(buffer.capacity == 4096)
    #expect(source.heldByteCount == 4096)
    #expect(pool.statistics.pooled == 0)
  }

  @Test func peakIsTheLimitThatTheSameWorkNeeds() throws {
    func work(_ pool: borrowing PoolAllocator) throws {
      let first = try pool.allocate(byteCount: 1000)
      do { _ = try pool.allocate(byteCount: 5000) }
      _ = try pool.allocate(byteCount: 3000)
      pool.free(first)
    }
    let measured = PoolAllocator()
    try work(measured)
    let peak = measured.statistics.peak
    #expect(peak == 1024 + 8192)
    try work(PoolAllocator(byteLimit: peak))
    #expect(throws: MemoryError.self) { try work(PoolAllocator(byteLimit: peak - 1)) }
  }

  @Test func loweringTheLimitReleasesPooledBuffersOnly() throws {
    let pool = PoolAllocator()
    let kept = try pool.allocate(byteCount: 8192)
    pool.free(try pool.allocate(byteCount: 4096))
    #expect(pool.byteLimit == nil)
    pool.byteLimit = 4096
    #expect(pool.byteLimit == 4096)
    #expect(pool.statistics.reserved == 8192)
    #expect(throws: MemoryError.self) { _ = try pool.allocate(byteCount: 64) }
    pool.free(kept)
    #expect(pool.statistics.pooled == 8192)
    let small = try pool.allocate(byteCount: 64)
    expect(pool.statistics.reserved == 64, "the pooled buffer went, for the small one to fit")
    pool.free(small)
    pool.byteLimit = -1
    #expect(pool.byteLimit == 0)
    #expect(pool.statistics.reserved == 0)
    pool.byteLimit = nil
    pool.free(try pool.allocate(byteCount: 1 << 20))
  }

  @Test func impossibleRequestsThrow() throws {
    let pool = PoolAllocator()
    #expect(throws: MemoryError.impossibleSize(count: -1, stride: 1)) { _ = try pool.allocate(byteCount: -1) }
    #expect(throws: MemoryError.impossibleSize(count: .max, stride: 1)) { _ = try pool.allocate(byteCount: .max) }
    #expect(throws: MemoryError.impossibleSize(count: .max, stride: 4)) {
      _ = try pool.allocate(Float.self, count: .max)
    }
    #expect(throws: MemoryError.impossibleSize(count: -5, stride: 4)) { _ = try pool.allocate(Float.self, count: -5) }
    #expect(throws: MemoryError.invalidAlignment(48)) { _ = try pool.allocate(byteCount: 1, alignment: 48) }
    #expect(pool.statistics == MemoryStatistics())
  }

  @Test(arguments: [(1 << 60, 64), (64, 1 << 62), (1 << 62, 1 << 62)])
  func aBlockThatTheSystemDoesNotHaveThrows(byteCount: Int, alignment: Int) throws {
    let pool = PoolAllocator()
    #expect(throws: MemoryError.self) { _ = try pool.allocate(byteCount: byteCount, alignment: alignment) }
    #expect(pool.statistics.reserved == 0)
    pool.free(try pool.allocate(byteCount: 64))
  }

  @Test func aSystemThatRefusesIsAskedAgainOnceNothingIsPooled() throws {
    let source = WatchedSource()
    let pool = PoolAllocator(backing: source)
    pool.free(try pool.allocate(byteCount: 64))
    source.refusals = 1
    let buffer = try pool.allocate(byteCount: 4096)
    #expect(pool.statistics.reserved == 4096)

    source.refusals = 1
    #expect(throws: MemoryError.systemAllocationFailed(capacity: 1024, alignment: 64)) {
      _ = try pool.allocate(byteCount: 1024)
    }
    #expect(pool.statistics.live == 4096)
    expect(buffer.isValid)
    pool.free(try pool.allocate(byteCount: 1024))
    pool.checkInvariants()
  }
}
