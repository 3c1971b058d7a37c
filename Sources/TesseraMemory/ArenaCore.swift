/// The state behind an arena, a class so that a borrowed arena can allocate. Each call is one access to the state, which Swift checks at run
/// time; with a check for each field an allocation took several times as long.
final class ArenaCore {
  private var state: ArenaState

  init(pool: PoolCore) { state = ArenaState(pool: pool) }

  var statistics: MemoryStatistics { state.statistics }
  var blockAddresses: [Range<UInt>] { state.blockAddresses }

  func allocate(byteCount: Int, alignment: Int) throws(MemoryError) -> UnsafeMutableRawPointer {
    unsafe try state.allocate(byteCount: byteCount, alignment: alignment)
  }

  func allocateExactly(byteCount: Int) throws(MemoryError) -> UnsafeMutableRawPointer {
    unsafe try state.allocateExactly(byteCount: byteCount)
  }

  func reset() { state.reset() }

  func reserve(byteCount: Int, alignment: Int) throws(MemoryError) {
    try state.reserve(byteCount: byteCount, alignment: alignment)
  }

  var inUse: Int { state.inUse }

  func additional(for byteCount: Int) throws(MemoryError) -> Int { try state.additional(for: byteCount) }

  func takeBack(_ address: UnsafeMutableRawPointer, byteCount: Int) {
    unsafe state.takeBack(address, byteCount: byteCount)
  }

  func trim(to byteCount: Int) { state.trim(to: byteCount) }

  func close() { state.close() }

  func checkInvariants() { state.checkInvariants() }
}
