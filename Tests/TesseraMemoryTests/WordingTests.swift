import TesseraMemory
import Testing

@Suite struct WordingTests {
  @Test(arguments: [
    (
      MemoryError.limitExceeded(byteCount: 1000, capacity: 1024, inUse: 3584, limit: 4096),
      "memory: 1000 bytes need a block of 1024 bytes, which exceeds the limit of 4096 bytes while 3584 bytes are in use"
    ),
    (
      .batchExceedsLimit(
        MemoryShortage(
          byteCount: 192, inUse: 0, limit: 100, workspaceByteCount: 100, outputByteCount: 64, tensors: [])),
      "memory: the batch needs 192 bytes (for a workspace of 100 and results of 64), which exceeds the limit of 100 bytes"
    ),
    (
      .batchExceedsLimit(
        MemoryShortage(
          byteCount: 192, inUse: 64, limit: 200, workspaceByteCount: 100, outputByteCount: 64,
          tensors: (1...7).map { PlannedTensor(name: "exp", elementType: "Float", extents: [$0], byteCount: 4 * $0) })),
      "memory: the batch needs 192 bytes (for a workspace of 100 and results of 64), which exceeds the limit of 200 bytes "
        + "while results of earlier evaluations hold 64; alive at the peak: exp: Float [1], 4 bytes, exp: Float [2], 8 bytes, "
        + "exp: Float [3], 12 bytes, exp: Float [4], 16 bytes, exp: Float [5], 20 bytes, and 2 more with 52 bytes"
    ),
    (.impossibleSize(count: -3, stride: 4), "memory: the number of elements must not be negative; got -3 of 4 bytes"),
    (.impossibleSize(count: -1, stride: 1), "memory: the number of elements must not be negative; got -1 of 1 byte"),
    (
      .impossibleSize(count: 1 << 62, stride: 8),
      "memory: the size must fit a signed 64-bit integer; got 4611686018427387904 elements of 8 bytes"
    ),
    (.invalidAlignment(96), "memory: an alignment must be a positive power of two; got 96"),
    (
      .systemAllocationFailed(capacity: 1024, alignment: 64),
      "memory: the system has no block of 1024 bytes aligned to 64"
    ),
  ])
  func anErrorIsOneSentence(error: MemoryError, sentence: String) {
    #expect(error.description == sentence)
  }

  @Test(arguments: [
    (0, "0 B"), (1, "1 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1536, "1.5 KiB"), (-1536, "-1.5 KiB"),
    ((1 << 20) - 1, "1023.9 KiB"), (1 << 20, "1.0 MiB"), (5 << 29, "2.5 GiB"), (Int.max, "7.9 EiB"),
    (Int.min, "-8.0 EiB"),
  ])
  func aSizeIsReadable(byteCount: Int, text: String) {
    #expect(MemoryStatistics.readable(byteCount) == text)
  }

  @Test func statisticsAreOneLine() throws {
    let pool = PoolAllocator()
    let kept = try pool.allocate(byteCount: 1000)
    pool.free(try pool.allocate(byteCount: 512))
    pool.free(try pool.allocate(byteCount: 512))
    #expect(
      pool.statistics.description
        == "reserved 1.5 KiB (live 1.0 KiB, pooled 512 B), peak 1.5 KiB, wasted 24 B, hits 1, misses 2, resets 0")
    pool.free(kept)
  }

  @Test func aDeltaIsTheDifferenceOfEachField() throws {
    var pool = PoolAllocator()
    pool.free(try pool.allocate(byteCount: 4096))
    let before = pool.statistics
    let kept = try pool.allocate(byteCount: 4000)
    let other = try pool.allocate(byteCount: 8192)
    var delta = pool.statistics.delta(from: before)
    #expect(delta.reserved == 8192)
    #expect(delta.live == 4096 + 8192)
    #expect(delta.pooled == -4096)
    #expect(delta.peak == 8192)
    #expect(delta.wasted == 96)
    #expect(delta.hits == 1)
    #expect(delta.misses == 1)
    #expect(delta.resets == 0)
    _ = consume kept
    _ = consume other
    pool.clear()
    delta = pool.statistics.delta(from: before)
    #expect(delta.resets == 1)
    #expect(delta.live == 0)
    #expect(pool.statistics.delta(from: pool.statistics) == MemoryStatistics())
  }
}
