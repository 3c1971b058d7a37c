import TesseraMemory
import Testing

@Suite struct SizeClassTests {
  @Test(arguments: [
    (0, 64), (1, 64), (64, 64), (65, 128), (128, 128), (129, 256), (1200, 2048), (2000, 2048), (4097, 8192),
    (64 << 20, 64 << 20), ((64 << 20) + 1, 128 << 20), (128 << 20, 128 << 20),
  ])
  func aRequestIsRoundedUpToThePowerOfTwo(byteCount: Int, capacity: Int) throws {
    #expect(try SizeClass.capacity(for: byteCount) == capacity)
  }

  @Test func aRequestAbove128MiBIsRoundedUpToPages() throws {
    #expect(try SizeClass.capacity(for: (128 << 20) + 1) == (128 << 20) + 4096)
    #expect(SizeClass.bucket(of: (128 << 20) + 4096) == nil)
  }

  @Test func bucketIHoldsCapacitiesFrom2To6PlusIOn() {
    for bucket in 0..<21 {
      #expect(SizeClass.bucket(of: 64 << bucket) == bucket)
      #expect(SizeClass.bucket(of: (128 << bucket) - 1) == bucket)
    }
    #expect(SizeClass.bucket(of: 128 << 20) == 20)
    #expect(BufferPool.bucketCount == 21)
  }

  @Test func anImpossibleSizeThrows() {
    for byteCount in [-1, Int.min, Int.max, Int.max - 4095] {
      #expect(throws: MemoryError.impossibleSize(count: byteCount, stride: 1)) {
        try SizeClass.capacity(for: byteCount)
      }
    }
    #expect(throws: MemoryError.impossibleSize(count: -1, stride: 4)) { try SizeClass.byteCount(of: -1, stride: 4) }
    #expect(throws: MemoryError.impossibleSize(count: 1 << 61, stride: 4)) {
      try SizeClass.byteCount(of: 1 << 61, stride: 4)
    }
  }

  @Test func anAlignmentIsAtLeast64AndAPowerOfTwo() throws {
    #expect(try [1, 16, 32, 64, 128, 4096].map(SizeClass.alignment) == [64, 64, 64, 64, 128, 4096])
    for alignment in [0, -64, 3, 96, Int.min] {
      #expect(throws: MemoryError.invalidAlignment(alignment)) { try SizeClass.alignment(for: alignment) }
    }
  }
}
