/// All blocks of a pool and who has them.
///
/// Requests that a pooled block can serve touch only records that exist already, and allocate nothing.
struct PoolState: ~Copyable {
  let source: any MemorySource
  private(set) var records = ContiguousArray<BlockRecord>()
  private(set) var buckets = BucketTable()
  private(set) var spares = RecordList()
  /// Blocks that buffers hold, which `clear` takes back.
  private(set) var lent = RecordList()
  private(set) var statistics = MemoryStatistics()
  /// The pool is gone: what comes back goes to the system at once.
  private(set) var isClosed = false

  /// Bytes that may be reserved. A lower one than before releases pooled blocks; what is live stays.
  var byteLimit: Int {
    didSet { releasePooled(whileReservedExceeds: byteLimit) }
  }

  init(source: any MemorySource, byteLimit: Int) {
    self.source = source
    self.byteLimit = byteLimit
    records.reserveCapacity(64)
  }

  func base(of index: Int) -> UnsafeMutableRawPointer {
    guard let base = unsafe records[index].base else { Misuse.staleBuffer.refuse() }
    return unsafe base
  }

  // MARK: Handing out

  /// A pooled block for the request, now held by `holder`, or nil. Counts a hit or a miss.
  mutating func take(byteCount: Int, capacity: Int, alignment: Int, for holder: BlockRecord.Holder) -> Int? {
    guard let bucket = SizeClass.bucket(of: capacity),
      let index = buckets.find(bucket: bucket, capacity: capacity, alignment: alignment, in: records)
    else {
      statistics.misses += 1
      return nil
    }
    statistics.hits += 1
    buckets.remove(index, bucket: bucket, from: &records)
    statistics.pooled -= records[index].capacity
    hand(index, to: holder, byteCount: byteCount)
    return index
  }

  /// A pooled block for the request, or one from the system.
  mutating func takeOrAllocate(
    byteCount: Int, alignment requested: Int, for holder: BlockRecord.Holder
  ) throws(MemoryError) -> Int {
    let alignment = try SizeClass.alignment(for: requested)
    let capacity = try SizeClass.capacity(for: byteCount)
    if let index = take(byteCount: byteCount, capacity: capacity, alignment: alignment, for: holder) { return index }

    guard couldReserve(capacity) else {
      throw .limitExceeded(byteCount: byteCount, capacity: capacity, inUse: statistics.live, limit: byteLimit)
    }
    releasePooled(whileReservedExceeds: byteLimit - capacity)
    let index = try reserve(capacity, alignment: alignment)
    hand(index, to: holder, byteCount: byteCount)
    return index
  }

  /// Whether the limit leaves room for such a block once `freed` live bytes and everything pooled are given back.
  func couldReserve(_ capacity: Int, freeing freed: Int = 0) -> Bool {
    capacity <= byteLimit - (statistics.live - freed)
  }

  private mutating func hand(_ index: Int, to holder: BlockRecord.Holder, byteCount: Int) {
    let capacity = records[index].capacity
    records[index].holder = holder
    // An arena fills its blocks to the end, and counts what it wastes itself.
    records[index].byteCount = holder == .arena ? capacity : byteCount
    if holder == .buffer { lent.push(index, in: &records) }
    statistics.live += capacity
    statistics.wasted += capacity - records[index].byteCount
    statistics.peak = max(statistics.peak, statistics.live)
  }

  // MARK: Taking back

  /// Takes a block from its holder: to its bucket, or to the system if it is too large to be pooled or the pool is gone.
  mutating func giveBack(_ index: Int) {
    withdraw(index)
    guard !isClosed, let bucket = SizeClass.bucket(of: records[index].capacity) else { return release(index) }
    records[index].holder = .pool
    buckets.push(index, bucket: bucket, in: &records)
    statistics.pooled += records[index].capacity
  }

  /// Takes a block from its holder and gives it to the system.
  mutating func discard(_ index: Int) {
    withdraw(index)
    release(index)
  }

  /// Takes every block that a buffer holds. Arenas keep theirs.
  mutating func clear() {
    statistics.resets += 1
    while let index = lent.first { giveBack(index) }
  }

  private mutating func withdraw(_ index: Int) {
    if records[index].holder == .buffer { lent.remove(index, from: &records) }
    records[index].generation &+= 1
    statistics.live -= records[index].capacity
    statistics.wasted -= records[index].capacity - records[index].byteCount
  }

  // MARK: The system

  /// Releases pooled blocks, largest first, until at most `byteCount` bytes are pooled.
  mutating func trim(to byteCount: Int) {
    guard statistics.pooled > max(byteCount, 0) else { return }
    releasePooled { $0.pooled > max(byteCount, 0) }
    source.returnUnused()
  }

  /// The pool is gone: nothing is pooled any more.
  mutating func close() {
    isClosed = true
    releasePooled { $0.pooled > 0 }
  }

  private mutating func releasePooled(whileReservedExceeds byteCount: Int) {
    releasePooled { $0.pooled > 0 && $0.reserved > byteCount }
  }

  private mutating func releasePooled(while condition: (MemoryStatistics) -> Bool) {
    for bucket in (0..<SizeClass.bucketCount).reversed() {
      while condition(statistics), let index = buckets.first(bucket: bucket) {
        buckets.remove(index, bucket: bucket, from: &records)
        statistics.pooled -= records[index].capacity
        release(index)
      }
    }
  }

  /// A new block from the system, with no holder yet. A system that refuses is asked again once nothing is pooled.
  private mutating func reserve(_ capacity: Int, alignment requested: Int) throws(MemoryError) -> Int {
    let alignment = capacity < SizeClass.pageAlignedCapacity ? requested : max(requested, SizeClass.pageAlignment)
    var block = unsafe source.allocate(byteCount: capacity, alignment: alignment)
    if unsafe block == nil, statistics.pooled > 0 {
      trim(to: 0)
      unsafe block = source.allocate(byteCount: capacity, alignment: alignment)
    }
    guard let block = unsafe block else {
      throw .systemAllocationFailed(capacity: capacity, alignment: alignment)
    }
    let index = spareRecord()
    unsafe records[index].base = block
    records[index].capacity = capacity
    records[index].alignment = alignment
    statistics.reserved += capacity
    return index
  }

  private mutating func spareRecord() -> Int {
    guard let index = spares.first else {
      records.append(BlockRecord())
      return records.count - 1
    }
    spares.remove(index, from: &records)
    return index
  }

  /// Gives a block that nobody holds to the system. Its record stays, for the next block and for its generation.
  private mutating func release(_ index: Int) {
    unsafe source.deallocate(
      base(of: index), byteCount: records[index].capacity, alignment: records[index].alignment)
    statistics.reserved -= records[index].capacity
    unsafe records[index].base = nil
    records[index].holder = .spare
    spares.push(index, in: &records)
  }
}
