import TesseraMemory

/// A pool and an arena beside their models, and random operations on both.
struct ModelRun: ~Copyable {
  let source: WatchedSource
  var pool: PoolAllocator
  var arena: ComputeArena
  var model: PoolModel
  var arenaModel = ArenaModel()
  private let held = HeldBuffers()
  private var random: SeededGenerator
  /// What is done now, for the message if it fails.
  var operation = ""
  private(set) var counts: [String: Int] = [:]

  /// Enough for some of the largest buffers, little enough that the limit is met often.
  /// More live buffers than that do not find more, but comparing them takes longer.
  private static let mostHeld = 64
  private static let byteLimit = 1 << 30
  private static let byteCounts = 1...(300 << 20)
  private static let alignments = (4...12).map { 1 << $0 }

  init(source: WatchedSource, seed: UInt64) {
    self.source = source
    random = SeededGenerator(seed: seed)
    pool = PoolAllocator(backing: source, byteLimit: Self.byteLimit)
    arena = ComputeArena(pool: pool)
    model = PoolModel(byteLimit: Self.byteLimit)
  }

  mutating func step(_ number: Int) throws {
    source.events.removeAll(keepingCapacity: true)
    switch Int.random(in: held.count < Self.mostHeld ? 0..<1000 : 450..<1000, using: &random) {
    case ..<370: try allocate()
    case ..<450: try get()
    case ..<700: try giveBack("free") { pool, buffer in pool.free(buffer) }
    case ..<750: try giveBack("put") { pool, buffer in pool.pool.put(buffer) }
    case ..<790: try giveBack("drop") { _, buffer in _ = consume buffer }
    case ..<800: try clear()
    case ..<815: try trim()
    case ..<960: try allocateInArena()
    case ..<985: try resetArena()
    case ..<995: try reserveInArena()
    default: try trimArena()
    }
    counts[operation.prefix { $0 != " " }.description, default: 0] += 1
    try model.compare(with: pool.statistics, source: source)
    try arenaModel.compare(with: arena.statistics)
    if number % 64 == 0 {
      pool.checkInvariants()
      arena.checkInvariants()
    }
  }

  mutating func randomRequest(largest: Int = Self.byteCounts.upperBound) -> (byteCount: Int, alignment: Int) {
    let byteCount = random.byteCount(in: Self.byteCounts.lowerBound...largest)
    return (byteCount, Self.alignments[Int.random(in: 0..<Self.alignments.count, using: &random)])
  }

  /// Drops every buffer. The arena and the pool go with the run itself.
  mutating func dropAll() throws {
    held.removeAll()
    try check(pool.statistics.live == arena.statistics.reserved, "buffers are live after all were dropped")
  }

  // MARK: The pool

  private mutating func allocate() throws {
    let (byteCount, alignment) = randomRequest()
    // One request in a hundred meets a system that refuses, once or for good.
    source.refusals = Int.random(in: 0..<100, using: &random) == 0 ? Int.random(in: 1...2, using: &random) : 0
    defer { source.refusals = 0 }
    operation = "allocate \(byteCount) bytes aligned to \(alignment), \(source.refusals) refusals"
    let expected = model.outcome(byteCount: byteCount, alignment: alignment)
    model.request(isHit: expected == .hit)
    do {
      let buffer = try pool.pool.getOrAllocate(byteCount: byteCount, alignment: alignment)
      try model.apply(source.events)
      try check(expected == .hit ? source.events.isEmpty : source.allocationCount == 1, "expected a \(expected)")
      try hold(buffer, byteCount: byteCount, alignment: alignment)
    } catch MemoryError.systemAllocationFailed {
      try model.apply(source.events)
      try check(expected == .miss && source.events.contains(.refused), "expected a \(expected)")
      try check(model.pooled.isEmpty, "the system refused while there were pooled blocks")
    } catch let error as MemoryError {
      try check(expected == .limitExceeded(error), "\(error); expected \(expected)")
      try check(source.events.isEmpty, "a request over the limit must change nothing")
    }
  }

  private mutating func get() throws {
    let (byteCount, alignment) = randomRequest()
    operation = "get \(byteCount) bytes aligned to \(alignment)"
    let isHit = model.outcome(byteCount: byteCount, alignment: alignment) == .hit
    model.request(isHit: isHit)
    let buffer = pool.pool.get(byteCount: byteCount, alignment: alignment)
    try check(source.events.isEmpty, "get must not ask the system")
    guard let buffer else { return try check(!isHit, "get found nothing, but there is a buffer") }
    try check(isHit, "get found a buffer, but there is none")
    try hold(buffer, byteCount: byteCount, alignment: alignment)
  }

  /// Marks both ends of a new buffer; only they are touched, so that the largest cost nothing.
  private mutating func hold(_ buffer: consuming Buffer, byteCount: Int, alignment: Int) throws {
    let address = UInt(bitPattern: buffer.baseAddress)
    try check(buffer.byteCount == byteCount, "a buffer must know what was asked")
    try check(buffer.alignment >= alignment, "a buffer must know that it is aligned")
    try model.hand(address, byteCount: byteCount, alignment: alignment)
    try check(model.live[address]?.capacity == buffer.capacity, "a buffer must know its capacity")
    try check(model.live[address]?.alignment == buffer.alignment, "a buffer must know its alignment")
    var bytes = buffer.mutableBytes
    bytes.storeBytes(of: Self.mark(address), toByteOffset: 0, as: UInt8.self)
    bytes.storeBytes(of: Self.mark(address), toByteOffset: byteCount - 1, as: UInt8.self)
    held.append(buffer)
  }

  private static func mark(_ address: UInt) -> UInt8 { UInt8(truncatingIfNeeded: (address >> 6) &* 0x9E37_79B9 >> 16) }

  private mutating func giveBack(
    _ name: String, _ giveBack: (borrowing PoolAllocator, consuming Buffer) -> Void
  ) throws {
    operation = name
    guard held.count > 0, let buffer = held.remove(at: Int.random(in: 0..<held.count, using: &random)) else { return }
    // A buffer that clear() took is stale: only dropping it is allowed, and does nothing.
    guard buffer.isValid else { return }
    let address = UInt(bitPattern: buffer.baseAddress)
    try Self.checkMarks(of: buffer)
    giveBack(pool, buffer)
    try model.giveBack(address)
    try model.apply(source.events)
  }

  private static func checkMarks(of buffer: borrowing Buffer) throws {
    let bytes = buffer.bytes
    for offset in [0, buffer.byteCount - 1] {
      let byte = bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
      try check(byte == mark(UInt(bitPattern: buffer.baseAddress)), "somebody else wrote into a buffer")
    }
  }

  private mutating func clear() throws {
    operation = "clear"
    pool.clear()
    model.clear()
    try model.apply(source.events)
  }

  private mutating func trim() throws {
    let target = Int.random(in: 0..<2, using: &random) == 0 ? 0 : random.byteCount(in: Self.byteCounts)
    operation = "trim to \(target)"
    let before = pool.statistics.pooled
    pool.trim(to: target)
    try model.apply(source.events)
    try check(pool.statistics.pooled <= target, "\(pool.statistics.pooled) bytes are pooled after a trim")
    try check(before > target || source.events.isEmpty, "trim released more than was asked")
  }
}
