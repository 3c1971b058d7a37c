import TesseraMemory
import Testing

/// Defects that memory pools of this kind have had; each has a test that would have found it.
@Suite struct DefectTests {
  @Test func defect1ABufferFromThePoolIsNeverSmallerThanAsked() throws {
    let pool = PoolAllocator()
    pool.free(try pool.allocate(byteCount: 1200))
    var buffer = try pool.allocate(byteCount: 2000)
    expect(buffer.byteCount == 2000)
    expect(buffer.capacity >= 2000)

    let neighbour = try pool.allocate(byteCount: 2000)
    neighbour.baseAddress.initializeMemory(as: UInt8.self, repeating: 1, count: 2000)
    var bytes = buffer.mutableBytes
    for offset in 0..<2000 { bytes.storeBytes(of: 2, toByteOffset: offset, as: UInt8.self) }
    for offset in 0..<2000 { expect(neighbour.bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self) == 1) }
  }

  @Test func defect1EveryPairOfSizesInABucket() throws {
    for (freed, asked) in [(1, 64), (65, 128), (1025, 2048), (64 << 20, (64 << 20) + 1), (64 << 20, 128 << 20)] {
      let pool = PoolAllocator()
      pool.free(try pool.allocate(byteCount: freed))
      #expect(try pool.allocate(byteCount: asked).capacity >= asked, "freed \(freed), asked \(asked)")
    }
  }

  @Test func defect2ABufferFromThePoolIsNeverLessAlignedThanAsked() throws {
    let held = HeldBuffers()
    let pool = PoolAllocator()
    for _ in 0..<64 { held.append(try pool.allocate(byteCount: 256)) }
    held.removeAll()
    for alignment in [16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 1 << 20] {
      let buffer = try pool.allocate(byteCount: 256, alignment: alignment)
      expect(UInt(bitPattern: buffer.baseAddress) % UInt(alignment) == 0)
      expect(buffer.alignment >= alignment)
      held.append(buffer)
    }
  }

  @Test func defect2ABlockIsFreedWithTheSizeItWasAllocatedWith() throws {
    let source = WatchedSource()
    do {
      let pool = PoolAllocator(backing: source)
      pool.free(try pool.allocate(byteCount: 1024, alignment: 512))
      pool.free(try pool.allocate(byteCount: 600))
      pool.free(try pool.allocate(byteCount: 150 << 20, alignment: 128))
      _ = try pool.allocate(byteCount: 3)
    }
    #expect(source.heldCount == 0)
    #expect(source.wrongReleases == 0)
  }

  @Test func defect3AnArenaAlignsAddressesNotOffsets() throws {
    // 64 bytes past a page, the worst start for an arena that aligns offsets only.
    final class Offset: MemorySource {
      let system = WatchedSource()
      func allocate(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer? {
        system.allocate(byteCount: byteCount + alignment, alignment: max(alignment, 8192)).map { $0 + alignment }
      }
      func deallocate(_ block: UnsafeMutableRawPointer, byteCount: Int, alignment: Int) {
        system.deallocate(block - alignment, byteCount: byteCount + alignment, alignment: max(alignment, 8192))
      }
    }
    let source = Offset()
    do {
      let pool = PoolAllocator(backing: source)
      let arena = ComputeArena(pool: pool)
      for alignment in [64, 128, 256, 512, 1024, 2048, 4096, 8192] {
        let address = UInt(bitPattern: try arena.allocate(byteCount: 10, alignment: alignment))
        #expect(address % UInt(alignment) == 0, "alignment \(alignment)")
      }
    }
    #expect(source.system.heldCount == 0)
    #expect(source.system.wrongReleases == 0)
  }

  @Test func defect3AnArenaKeepsLargeBlocksOnReset() throws {
    let source = WatchedSource()
    let pool = PoolAllocator(backing: source)
    var arena = ComputeArena(pool: pool)
    for _ in 0..<10 {
      arena.reset()
      _ = try arena.allocate(byteCount: 200 << 20)
    }
    #expect(source.events.count == 1, "one block, allocated once and never given back")
  }
}
