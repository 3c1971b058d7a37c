import TesseraMemory

/// The system's memory, each block filled with a pattern and kept to be looked at; nothing is given back before the source goes.
final class PatternSource: MemorySource {
  private static let pattern: UInt8 = 0xA5
  private(set) var blocks: [UnsafeMutableRawBufferPointer] = []

  deinit { for block in blocks { block.deallocate() } }

  func allocate(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer? {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: alignment)
    block.initializeMemory(as: UInt8.self, repeating: Self.pattern)
    blocks.append(block)
    return block.baseAddress
  }

  func deallocate(_ block: UnsafeMutableRawPointer, byteCount: Int, alignment: Int) {}

  /// Whether nothing was written to a block from an offset on.
  func isUntouched(_ block: Int, from offset: Int) -> Bool {
    blocks[block][offset...].allSatisfy { $0 == Self.pattern }
  }
}
