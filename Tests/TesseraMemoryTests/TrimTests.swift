import TesseraMemory
import TesseraTestSupport
import Testing

@Suite(.serialized) struct TrimTests {
  @Test func trimReleasesTheLargestFirstUntilTheTargetIsReached() throws {
    let source = WatchedSource()
    let pool = PoolAllocator(backing: source)
    for byteCount in [64, 4096, 1 << 20] { _ = try pool.allocate(byteCount: byteCount) }
    #expect(pool.statistics.pooled == 64 + 4096 + (1 << 20))
    pool.trim(to: 5000)
    #expect(pool.statistics.pooled == 64 + 4096)
    #expect(source.heldByteCount == 64 + 4096)
    pool.trim(to: -1)
    #expect(source.heldByteCount == 0)
  }

  @Test func trimLeavesWhatIsInUse() throws {
    let pool = PoolAllocator()
    let kept = try pool.allocate(byteCount: 4096)
    pool.trim()
    expect(kept.isValid)
    #expect(pool.statistics.live == 4096)
  }

  @Test(
    .disabled(if: Sanitizer.isActive, "its heap keeps what is freed"),
    arguments: [[4096], (8...27).map { 1 << $0 }])
  func trimOf1GiBLowersTheResidentSizeByAtLeast950MiB(byteCounts: [Int]) async {
    await #expect(processExitsWith: .success) { [byteCounts] in try measureTrim(of: byteCounts) }
  }
}

/// Touches 1 GiB of buffers of these sizes in equal shares, pools them and trims.
private func measureTrim(of sizes: [Int]) throws {
  let pool = PoolAllocator()
  for size in sizes {
    // At the end of the call the buffers go back to the pool.
    try touch(count: max((1 << 30) / sizes.count / size, 1), byteCount: size, in: pool)
  }
  let pooled = pool.statistics.pooled
  #expect(pooled >= 1 << 30)

  let before = ThisProcess.residentByteCount
  pool.trim(to: 0)
  let fallen = before - ThisProcess.residentByteCount
  #expect(pool.statistics.reserved == 0)
  #expect(fallen >= 950 << 20, "fell by \(fallen >> 20) MiB of \(pooled >> 20) MiB")
}

private func touch(count: Int, byteCount: Int, in pool: borrowing PoolAllocator) throws {
  let held = HeldBuffers()
  for _ in 0..<count {
    let buffer = try pool.allocate(byteCount: byteCount)
    for offset in stride(from: 0, to: byteCount, by: 4096) {
      buffer.baseAddress.storeBytes(of: 1, toByteOffset: offset, as: UInt8.self)
    }
    held.append(buffer)
  }
}
