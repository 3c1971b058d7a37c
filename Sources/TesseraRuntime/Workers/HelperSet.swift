import Glibc
import Synchronization

/// The helper threads of the process, which all evaluators share.
///
/// Threads of an evaluator's own would be simpler, but a server with 64 evaluators on 64 cores would have 4,000 of them, and nothing
/// would keep their owners from working all at once. Here an evaluation leases helpers for its duration, and never more than leave the
/// threads that work (callers and leased helpers) within the number of workers that the process should have. When none is left, the
/// caller does all units itself: as many tasks as cores run serially and side by side, which is the best that they can do.
///
/// A thread is made when a lease finds none that is free, and stays, asleep, to the end of the process: it costs a stack of which
/// some pages are touched.
///
/// A child of `fork` has no helpers, and gets none: a thread may be made only before `exec` has replaced what other threads held.
enum HelperSet {
  /// How many workers a team may have.
  static let largestTeam = 1024

  /// Callers at work and helpers that are leased.
  private static let working = Atomic<Int>(0)
  /// The helper that was free last (low half; 0 is none), with a count of the changes (high half), so that a head that went and came
  /// back is told from one that stayed.
  private static let free = Atomic<UInt64>(0)
  private static let threads = Atomic<Int>(0)
  private static let isForked = Atomic<Bool>(false)
  private static let crowded = Atomic<Bool>(false)

  /// There are more threads than processors, so whoever waits should give way at once.
  static var isCrowded: Bool { crowded.load(ordering: .relaxed) }

  /// How many threads were made.
  static var threadCount: Int { threads.load(ordering: .relaxed) }

  /// How many callers and helpers are at work.
  static var workingCount: Int { working.load(ordering: .relaxed) }

  // MARK: Leases.

  /// Counts the caller as working and takes up to `wanted` helpers for it, as long as no more than `limit` threads work.
  ///
  /// - Returns: the first helper of the chain, and how many there are.
  static func lease(_ wanted: Int, limit: Int) -> (first: UnsafeMutablePointer<Helper>?, count: Int) {
    var seen = working.load(ordering: .relaxed)
    var granted: Int
    while true {
      granted = isForked.load(ordering: .relaxed) ? 0 : max(0, min(wanted, limit - seen - 1))
      let (exchanged, original) = working.weakCompareExchange(
        expected: seen, desired: seen + 1 + granted, ordering: .relaxed)
      if exchanged { break }
      seen = original
    }
    var first: UnsafeMutablePointer<Helper>?
    var count = 0
    while count < granted, let helper = takeFree() ?? makeThread() {
      helper.pointee.teammate = first
      first = helper
      count += 1
    }
    if count < granted { working.subtract(granted - count, ordering: .relaxed) }
    return (first, count)
  }

  /// Ends a lease. The helpers are free before they are no longer counted, so whoever is granted one finds one.
  static func end(_ first: UnsafeMutablePointer<Helper>?, count: Int) {
    var rest = first
    while let helper = rest {
      rest = helper.pointee.teammate
      putFree(helper)
    }
    working.subtract(count + 1, ordering: .releasing)
  }

  // MARK: The list of those that are free.

  private static func takeFree() -> UnsafeMutablePointer<Helper>? {
    var head = free.load(ordering: .acquiring)
    while let helper = helper(at: UInt32(truncatingIfNeeded: head)) {
      // Another thread may take this helper meanwhile; then the link is worthless, and the exchange fails.
      let next = UInt64(helper.pointee.link.load(ordering: .relaxed))
      let (exchanged, original) = free.weakCompareExchange(
        expected: head, desired: following(head) | next, ordering: .acquiringAndReleasing)
      if exchanged { return helper }
      head = original
    }
    return nil
  }

  private static func putFree(_ helper: UnsafeMutablePointer<Helper>) {
    let index = UInt64(index(of: helper))
    var head = free.load(ordering: .relaxed)
    while true {
      helper.pointee.link.store(UInt32(truncatingIfNeeded: head), ordering: .relaxed)
      let (exchanged, original) = free.weakCompareExchange(
        expected: head, desired: following(head) | index, successOrdering: .acquiringAndReleasing,
        failureOrdering: .relaxed)
      if exchanged { return }
      head = original
    }
  }

  /// The count of changes after this one, with no helper.
  private static func following(_ head: UInt64) -> UInt64 { ((head >> 32) &+ 1) << 32 }

  // MARK: Where helpers lie.

  /// Two cache lines more than a helper needs: processors fetch lines in pairs.
  private static let stride = 256

  /// Room for all helpers there can be, of which pages are touched as threads are made; nil when the system has no memory.
  /// The place with index 0 is no helper's: its lock is that of `makeThread`.
  ///
  /// The address never changes; the state of each helper says who may touch what lies there.
  private nonisolated(unsafe) static let places: UnsafeMutableRawPointer? = {
    precondition(MemoryLayout<Helper>.size <= stride, "HelperSet: a helper is larger than its place")
    let mapping = mmap(nil, largestTeam * stride, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let mapping, mapping != MAP_FAILED else { return nil }
    initialize(mapping)
    pthread_atfork(nil, nil) { HelperSet.isForked.store(true, ordering: .relaxed) }
    return mapping
  }()

  private static func initialize(_ place: UnsafeMutableRawPointer) {
    let helper = place.bindMemory(to: Helper.self, capacity: 1)
    helper.initialize(to: Helper())
    pthread_mutex_init(&helper.pointee.lock, nil)
    pthread_cond_init(&helper.pointee.condition, nil)
  }

  private static func helper(at index: UInt32) -> UnsafeMutablePointer<Helper>? {
    guard index > 0, let places else { return nil }
    return (places + Int(index) * stride).assumingMemoryBound(to: Helper.self)
  }

  static func index(of helper: UnsafeMutablePointer<Helper>) -> UInt32 {
    guard let places else { return 0 }
    return UInt32((UnsafeMutableRawPointer(helper) - places) / stride)
  }

  // MARK: Threads.

  /// A helper with a new thread; nil when there may be no more, or the system refuses.
  private static func makeThread() -> UnsafeMutablePointer<Helper>? {
    guard let places else { return nil }
    let making = places.assumingMemoryBound(to: Helper.self)
    pthread_mutex_lock(&making.pointee.lock)
    defer { pthread_mutex_unlock(&making.pointee.lock) }
    let index = threads.load(ordering: .relaxed) + 1
    guard index < largestTeam else { return nil }
    let place = places + index * stride
    initialize(place)
    let helper = place.assumingMemoryBound(to: Helper.self)
    guard HelperThread.start(helper) else { return nil }
    threads.store(index, ordering: .relaxed)
    // The callers are threads too.
    if index >= WorkerCount.usableProcessors { crowded.store(true, ordering: .relaxed) }
    return helper
  }
}
