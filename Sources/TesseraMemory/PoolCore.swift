/// The state behind a pool, shared by the pool, its buffers and its arenas, and living as long as any of them. Not `Sendable`,
/// so neither are they: one task at a time.
///
/// The class only gives the state an identity. Each call is one access to it: Swift checks accesses to the fields of a class
/// at run time, and with a check for each field a pooled allocation took twice as long.
final class PoolCore {
  private var state: PoolState

  init(source: any MemorySource, byteLimit: Int) { state = PoolState(source: source, byteLimit: byteLimit) }

  var statistics: MemoryStatistics { state.statistics }

  var reserved: Int { state.statistics.reserved }

  var byteLimit: Int {
    get { state.byteLimit }
    set { state.byteLimit = newValue }
  }

  func base(of index: Int) -> UnsafeMutableRawPointer { unsafe state.base(of: index) }

  func record(_ index: Int) -> BlockRecord { state.records[index] }

  func capacity(of index: Int) -> Int { state.records[index].capacity }

  func generation(of index: Int) -> UInt64 { state.records[index].generation }

  func take(byteCount: Int, capacity: Int, alignment: Int, for holder: BlockRecord.Holder) -> Int? {
    state.take(byteCount: byteCount, capacity: capacity, alignment: alignment, for: holder)
  }

  func takeOrAllocate(byteCount: Int, alignment: Int, for holder: BlockRecord.Holder) throws(MemoryError) -> Int {
    try state.takeOrAllocate(byteCount: byteCount, alignment: alignment, for: holder)
  }

  func couldReserve(_ capacity: Int, freeing freed: Int) -> Bool { state.couldReserve(capacity, freeing: freed) }

  func giveBack(_ index: Int) { state.giveBack(index) }

  func discard(_ index: Int) { state.discard(index) }

  func clear() { state.clear() }

  func trim(to byteCount: Int) { state.trim(to: byteCount) }

  func returnUnused() { state.source.returnUnused() }

  func close() { state.close() }

  func checkInvariants() { state.checkInvariants() }
}
