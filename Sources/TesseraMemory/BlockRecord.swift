/// What a pool knows of one block of memory. Records live in a table and are linked into lists by their indices.
@safe struct BlockRecord {
  /// Who has the block. A spare record has no block.
  enum Holder { case spare, pool, buffer, arena }

  var base: UnsafeMutableRawPointer?
  var capacity = 0
  var alignment = 0
  /// What the holder asked for.
  var byteCount = 0
  /// Grows whenever the block leaves a holder, so that a holder of the past is recognised.
  var generation: UInt64 = 0
  var holder = Holder.spare
  var next: Int?
  var previous: Int?
}

/// The head of a doubly linked list of records, newest first.
struct RecordList {
  private(set) var first: Int?

  mutating func push(_ index: Int, in records: inout ContiguousArray<BlockRecord>) {
    records[index].previous = nil
    records[index].next = first
    if let first { records[first].previous = index }
    first = index
  }

  mutating func remove(_ index: Int, from records: inout ContiguousArray<BlockRecord>) {
    let (previous, next) = (records[index].previous, records[index].next)
    if let previous { records[previous].next = next } else { first = next }
    if let next { records[next].previous = previous }
    records[index].previous = nil
    records[index].next = nil
  }
}
