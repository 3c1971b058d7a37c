import Glibc
import TesseraMemory
import TesseraTestSupport
import Testing

@Suite struct AllocationFreeTests {
  /// Runs the hot paths with a heap that has nothing left: one `malloc` in them, and the process would not survive.
  @Test(.disabled(if: Sanitizer.isActive, "its heap cannot be exhausted without an abort"))
  func pooledBuffersAndAWarmArenaNeedNoHeap() async {
    await #expect(processExitsWith: .success) {
      let pool = PoolAllocator()
      var arena = ComputeArena(pool: pool)
      var checksum = 0
      checksum += try batches(10, pool, &arena)

      let warm = pool.statistics
      let hoard = exhaustHeap()
      let spare = realloc(nil, 16)
      checksum += try batches(1000, pool, &arena)
      release(hoard)

      #expect(spare == nil, "the heap must be empty for the test to mean anything")
      #expect(checksum == 1010 * 40)
      #expect(pool.statistics.misses == warm.misses)
      #expect(pool.statistics.reserved == warm.reserved)
    }
  }
}

/// Evaluations as a runtime does them: a workspace from the pool, given back, and outputs from the arena.
private func batches(
  _ count: Int, _ pool: borrowing PoolAllocator, _ arena: inout ComputeArena
) throws(MemoryError) -> Int {
  var checksum = 0
  for _ in 0..<count {
    arena.reset()
    for _ in 0..<10 {
      let workspace = try pool.allocate(byteCount: 100_000)
      let small = try pool.allocate(Float.self, count: 10)
      checksum += small.count
      pool.free(workspace)
      pool.free(small)
      let output = try arena.allocate(byteCount: 10_000, alignment: 128)
      output.storeBytes(of: 1, as: UInt8.self)
      checksum += Int(output.load(as: UInt8.self)) - 7
    }
  }
  return checksum
}

/// Forbids the process more memory and takes all that its heap has left, as a list linked through the blocks.
private func exhaustHeap() -> UnsafeMutableRawPointer? {
  var limit = rlimit()
  getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
  limit.rlim_cur = 1
  setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
  // No loop over a sequence: unoptimised, its first step needs the heap.
  var list: UnsafeMutableRawPointer?
  var byteCount = 1 << 20
  while byteCount >= 16 {
    while let block = malloc(byteCount) {
      block.storeBytes(of: list, as: UnsafeMutableRawPointer?.self)
      list = block
    }
    byteCount = byteCount > 2048 ? byteCount / 2 : byteCount - 16
  }
  return list
}

private func release(_ hoard: UnsafeMutableRawPointer?) {
  var limit = rlimit()
  getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
  limit.rlim_cur = limit.rlim_max
  setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
  var next = hoard
  while let block = next {
    next = block.load(as: UnsafeMutableRawPointer?.self)
    free(block)
  }
}
