import TesseraMemory
import Testing

@Suite struct BufferPoolTests {
  @Test func getFindsWhatPutBroughtBack() throws {
    let pool = BufferPool()
    expect(!exists(pool.get(byteCount: 4096)))
    let first = try pool.getOrAllocate(byteCount: 4096)
    let address = first.baseAddress
    pool.put(first)
    let second = try require(pool.get(byteCount: 3000))
    expect(second.baseAddress == address)
    expect(second.byteCount == 3000)
    expect(second.capacity == 4096)
    expect(!exists(pool.get(byteCount: 3000)))
    #expect(pool.statistics.hits == 1)
    #expect(pool.statistics.misses == 3)
  }

  @Test func getLooksOnlyIntoTheBucketOfTheSize() throws {
    let pool = BufferPool()
    pool.put(try pool.getOrAllocate(byteCount: 4096))
    expect(!exists(pool.get(byteCount: 4097)))
    expect(!exists(pool.get(byteCount: 2048)))
    expect(exists(pool.get(byteCount: 2049)))
  }

  @Test func getOfAnImpossibleSizeOrAlignmentIsNil() throws {
    let pool = BufferPool()
    pool.put(try pool.getOrAllocate(byteCount: 64))
    expect(!exists(pool.get(byteCount: -1)))
    expect(!exists(pool.get(byteCount: .max)))
    expect(!exists(pool.get(byteCount: 64, alignment: 0)))
    expect(!exists(pool.get(byteCount: 64, alignment: 96)))
    expect(pool.statistics.misses == 1, "only the first, valid request was one")
  }

  @Test func aZeroByteBufferIsValidAndEmpty() throws {
    let pool = BufferPool()
    let buffer = try pool.getOrAllocate(byteCount: 0)
    expect(buffer.bytes.byteCount == 0)
    expect(UInt(bitPattern: buffer.baseAddress) % 64 == 0)
    #expect(pool.statistics.wasted == 64)
  }

  @Test func bucket20TellsItsTwoCapacitiesApart() throws {
    let pool = BufferPool()
    pool.put(try pool.getOrAllocate(byteCount: 64 << 20))
    expect(!exists(pool.get(byteCount: (64 << 20) + 1)))
    pool.put(try pool.getOrAllocate(byteCount: 128 << 20))

    let small = try require(pool.get(byteCount: 64 << 20))
    expect(small.capacity == 64 << 20, "the smallest that fits is taken")
    let large = try require(pool.get(byteCount: 64 << 20))
    expect(large.capacity == 128 << 20)
  }

  @Test func above128MiBABufferIsAllocatedAndFreedDirectly() throws {
    let source = WatchedSource()
    let pool = BufferPool(backing: source)
    let buffer = try pool.getOrAllocate(byteCount: (128 << 20) + 1)
    expect(buffer.capacity == (128 << 20) + 4096)
    pool.put(buffer)
    #expect(source.heldCount == 0)
    #expect(pool.statistics.reserved == 0)
    expect(!exists(pool.get(byteCount: (128 << 20) + 1)))
  }

  @Test func aDroppedBufferGoesBackOnItsOwn() throws {
    let pool = BufferPool()
    do { _ = try pool.getOrAllocate(byteCount: 100) }
    #expect(pool.statistics.live == 0)
    #expect(pool.statistics.pooled == 128)
  }

  @Test func clearTakesBackEveryBufferAndFreesNothing() throws {
    let source = WatchedSource()
    var pool = BufferPool(backing: source)
    let first = try pool.getOrAllocate(byteCount: 100)
    let second = try pool.getOrAllocate(byteCount: 5000, alignment: 1024)
    let addresses = Set([first.baseAddress, second.baseAddress])
    pool.clear()
    expect(!first.isValid)
    expect(!second.isValid)
    #expect(pool.statistics.live == 0)
    #expect(pool.statistics.pooled == 128 + 8192)
    #expect(pool.statistics.wasted == 0)
    #expect(source.heldCount == 2)

    let third = try require(pool.get(byteCount: 100))
    let fourth = try require(pool.get(byteCount: 5000, alignment: 1024))
    #expect(Set([third.baseAddress, fourth.baseAddress]) == addresses)
    _ = consume first
    expect(third.isValid, "dropping a stale buffer takes nothing from the new holder")
    #expect(pool.statistics.live == 128 + 8192)
    pool.checkInvariants()
  }

  @Test func clearFreesBuffersThatAreTooLargeToPool() throws {
    let source = WatchedSource()
    var pool = BufferPool(backing: source)
    let buffer = try pool.getOrAllocate(byteCount: 129 << 20)
    pool.clear()
    #expect(source.heldCount == 0)
    expect(!buffer.isValid)
  }

  @Test func aStaleBufferStaysStaleWhenItsRecordIsUsedForAnotherBlock() throws {
    var pool = BufferPool()
    let stale = try pool.getOrAllocate(byteCount: 64)
    pool.clear()
    pool.trim()
    let other = try pool.getOrAllocate(byteCount: 4096)
    expect(!stale.isValid)
    _ = consume stale
    expect(other.isValid)
    #expect(pool.statistics.live == 4096)
  }

  @Test func aBufferMayOutliveItsPool() throws {
    let source = WatchedSource()
    func make() throws -> Buffer {
      let pool = BufferPool(backing: source)
      pool.put(try pool.getOrAllocate(byteCount: 1 << 16))
      return try pool.getOrAllocate(byteCount: 16)
    }
    var buffer = try make()
    #expect(source.heldCount == 1, "what was pooled went with the pool")
    var bytes = buffer.mutableBytes
    bytes.storeBytes(of: 7, toByteOffset: 15, as: UInt8.self)
    expect(buffer.bytes.unsafeLoad(fromByteOffset: 15, as: UInt8.self) == 7)
    _ = consume buffer
    #expect(source.heldCount == 0)
    #expect(source.wrongReleases == 0)
  }

  @Test func viewsCoverWhatWasAsked() throws {
    let pool = PoolAllocator()
    var buffer = try pool.allocate(Double.self, count: 100)
    expect(buffer.count == 100)
    expect(buffer.buffer.byteCount == 800)
    var elements = buffer.mutableSpan
    for index in elements.indices { elements[index] = Double(index) }
    expect(buffer.span.count == 100)
    expect(buffer.span[99] == 99)
    buffer[98] = -1
    expect(buffer[98] == -1)
    expect(buffer.baseAddress[50] == 50)
    expect(UInt(bitPattern: buffer.baseAddress) % 64 == 0)
    pool.free(buffer)
  }
}
