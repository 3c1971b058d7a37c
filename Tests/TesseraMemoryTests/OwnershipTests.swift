import TesseraMemory
import Testing

/// What the compiler cannot see stops the process with a sentence.
@Suite struct OwnershipTests {
  private func expectSentence(_ misuse: Misuse, in result: ExitTest.Result?) throws {
    let output = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(output.contains(misuse.rawValue), "\(output)")
  }

  @Test func aBufferOfAnotherPoolIsRefused() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let first = PoolAllocator()
      let second = PoolAllocator()
      second.free(try first.allocate(byteCount: 64))
    }
    try expectSentence(.foreignBuffer, in: result)
  }

  @Test func aTypedBufferOfAnotherPoolIsRefused() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let first = PoolAllocator()
      let second = PoolAllocator()
      second.free(try first.allocate(Float.self, count: 64))
    }
    try expectSentence(.foreignBuffer, in: result)
  }

  @Test func givingAStaleBufferBackIsRefused() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var pool = PoolAllocator()
      let buffer = try pool.allocate(byteCount: 64)
      pool.clear()
      pool.free(buffer)
    }
    try expectSentence(.staleBuffer, in: result)
  }

  @Test func readingAStaleBufferIsRefused() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var pool = PoolAllocator()
      let buffer = try pool.allocate(Float.self, count: 64)
      pool.clear()
      print(buffer.span[0])
    }
    try expectSentence(.staleBuffer, in: result)
  }

  @Test func writingAStaleBufferIsRefused() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var pool = PoolAllocator()
      var buffer = try pool.allocate(byteCount: 64)
      pool.clear()
      let other = try pool.allocate(byteCount: 64)
      var bytes = buffer.mutableBytes
      bytes.storeBytes(of: 1, toByteOffset: 0, as: UInt8.self)
      pool.free(other)
    }
    try expectSentence(.staleBuffer, in: result)
  }
}
