import TesseraMemory

extension ModelRun {
  /// Most are small, as results are; some are as large as any buffer.
  private mutating func randomArenaRequest() -> (byteCount: Int, alignment: Int) {
    let (_, chance) = randomRequest()
    return randomRequest(largest: chance == 16 ? 300 << 20 : 1 << 20)
  }

  mutating func allocateInArena() throws {
    let (byteCount, alignment) = randomArenaRequest()
    operation = "arena-allocate \(byteCount) bytes aligned to \(alignment)"
    let grown = arenaModel.grownByteCount(for: byteCount)
    let first = model.outcome(byteCount: grown, alignment: alignment)
    let second = model.outcome(byteCount: byteCount, alignment: alignment)
    let misses = arena.statistics.misses
    do {
      let block = try arena.allocate(byteCount: byteCount, alignment: alignment)
      let isHit = arena.statistics.misses == misses
      if !isHit { countRequests(first, grown > byteCount ? second : nil) }
      _ = try arenaModel.update(blocks: arena.blockAddresses, events: source.events, pool: &model)
      let address = UInt(bitPattern: block)
      try arenaModel.allocated(address, byteCount: byteCount, alignment: alignment, isHit: isHit)
      block.storeBytes(of: 1, as: UInt8.self)
      block.storeBytes(of: 1, toByteOffset: byteCount - 1, as: UInt8.self)
    } catch let error as MemoryError {
      countRequests(first, grown > byteCount ? second : nil)
      arenaModel.request(isHit: false)
      try check(.limitExceeded(error) == second, "\(error); expected \(second)")
      try check(source.events.isEmpty, "a request over the limit must change nothing")
    }
  }

  /// An arena asks for a block that is larger than it needs, and again for a smaller one if the limit forbids that.
  private mutating func countRequests(_ first: PoolModel.Outcome, _ second: PoolModel.Outcome?) {
    model.request(isHit: first == .hit)
    if case .limitExceeded = first, let second { model.request(isHit: second == .hit) }
  }

  mutating func resetArena() throws {
    operation = "arena-reset"
    arena.reset()
    try takeOverBlocks()
    arenaModel.reset(first: arena.blockAddresses.first)
  }

  mutating func reserveInArena() throws {
    let (byteCount, alignment) = randomArenaRequest()
    operation = "arena-reserve \(byteCount) bytes aligned to \(alignment)"
    do {
      try arena.reserve(byteCount: byteCount, alignment: alignment)
      try takeOverBlocks()
      arenaModel.rewind(first: arena.blockAddresses.first)
    } catch let error as MemoryError {
      model.request(isHit: false)
      try check(source.events.isEmpty, "a request over the limit must change nothing")
      try check(model.outcome(byteCount: byteCount, alignment: alignment) == .limitExceeded(error), "\(error)")
    }
  }

  mutating func trimArena() throws {
    let target = randomRequest().byteCount
    operation = "arena-trim to \(target)"
    arena.trim(to: target)
    try takeOverBlocks()
    arenaModel.rewind(first: arena.blockAddresses.first)
  }

  /// Blocks that came without the system's help were pool hits.
  private mutating func takeOverBlocks() throws {
    let added = try arenaModel.update(blocks: arena.blockAddresses, events: source.events, pool: &model)
    for _ in 0..<source.allocationCount { model.request(isHit: false) }
    for _ in 0..<(added - source.allocationCount) { model.request(isHit: true) }
  }
}
