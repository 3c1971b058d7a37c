import TesseraMemory
import Testing

/// The four ways in which the memory interface is meant to be used.
@Suite struct BestPracticesTests {
  private let batches: [[Float]] = (1...8).map { batch in (0..<1000).map { Float($0 * batch) } }

  /// Stands for any code that needs memory: it takes an allocator, whichever it is.
  private func doubled<Allocator: TensorAllocator & ~Copyable>(
    _ values: [Float], in allocator: borrowing Allocator
  ) throws(MemoryError) -> TypedBuffer<Float> {
    var result = try allocator.allocate(Float.self, count: values.count)
    var elements = result.mutableSpan
    for index in values.indices { elements[index] = 2 * values[index] }
    return result
  }

  @Test func onePoolForABatchLoop() throws {
    let source = WatchedSource()
    var pool = PoolAllocator(backing: source)
    for batch in batches {
      let result = try doubled(batch, in: pool)
      expect(result[999] == 2 * batch[999])
      pool.clear()  // reuse the memory
    }
    expect(source.events.count == 1, "all batches run in the memory of the first")
    #expect(pool.statistics.hits == batches.count - 1)
    #expect(pool.statistics.resets == batches.count)
  }

  @Test func anArenaForAnExpression() throws {
    let source = WatchedSource()
    do {
      let pool = PoolAllocator(backing: source)
      let arena = ComputeArena(pool: pool)
      var product = try arena.allocate(Float.self, count: 1000)
      var sum = try arena.allocate(Float.self, count: 1000)
      for index in product.indices {
        product[index] = batches[0][index] * batches[1][index]
        sum[index] = product[index] + 1
      }
      expect(sum[3] == 3 * 6 + 1)
    }
    #expect(source.heldCount == 0, "the intermediates went together")
  }

  @Test func explicitCleanup() throws {
    let pool = PoolAllocator()
    let result = try doubled(batches[0], in: pool)
    expect(result[5] == 10)
    #expect(pool.statistics.live == 4096)
    pool.free(result)
    #expect(pool.statistics.live == 0)

    func failing() throws {
      _ = try doubled(batches[0], in: pool)
      _ = try pool.allocate(byteCount: -1)
    }
    #expect(throws: MemoryError.self) { try failing() }
    expect(pool.statistics.live == 0, "what an error left behind went back on its own")
  }

  @Test func resetBetweenBatchesKeepsTheMemory() throws {
    let source = WatchedSource()
    let pool = PoolAllocator(backing: source)
    var arena = ComputeArena(pool: pool)
    var warm = 0
    for (number, batch) in batches.enumerated() {
      arena.reset()
      for _ in 0..<100 {
        var copy = try arena.allocate(Float.self, count: batch.count)
        for index in batch.indices { copy[index] = batch[index] }
        expect(copy[999] == batch[999])
      }
      if number == 1 { warm = source.events.count }
    }
    expect(source.events.count == warm, "after the second batch nothing is allocated or freed")
    #expect(arena.statistics.resets == batches.count)
  }
}
