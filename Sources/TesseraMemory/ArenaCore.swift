/// The state behind an arena, a class so that a borrowed arena can allocate.
///
/// It carries no run-time checks of exclusive access, which took as long as an allocation: the arena cannot be copied, one task has it at a
/// time, and nothing that it calls knows it; a source of memory must not.
final class ArenaCore {
  @exclusivity(unchecked) private var state: ArenaState

  init(pool: PoolCore) { unsafe state = ArenaState(pool: pool) }

  var statistics: MemoryStatistics { unsafe state.statistics }
  var blockAddresses: [Range<UInt>] { unsafe state.blockAddresses }

  func allocate(byteCount: Int, alignment: Int) throws(MemoryError) -> UnsafeMutableRawPointer {
    unsafe try state.allocate(byteCount: byteCount, alignment: alignment)
  }

  func allocateExactly(byteCount: Int) throws(MemoryError) -> UnsafeMutableRawPointer {
    unsafe try state.allocateExactly(byteCount: byteCount)
  }

  func reset() { unsafe state.reset() }

  func reserve(byteCount: Int, alignment: Int) throws(MemoryError) {
    unsafe try state.reserve(byteCount: byteCount, alignment: alignment)
  }

  var inUse: Int { unsafe state.inUse }

  func additional(for byteCount: Int) throws(MemoryError) -> Int { unsafe try state.additional(for: byteCount) }

  func takeBack(_ address: UnsafeMutableRawPointer, byteCount: Int) {
    unsafe state.takeBack(address, byteCount: byteCount)
  }

  func trim(to byteCount: Int) { unsafe state.trim(to: byteCount) }

  func close() { unsafe state.close() }

  func checkInvariants() { unsafe state.checkInvariants() }
}
