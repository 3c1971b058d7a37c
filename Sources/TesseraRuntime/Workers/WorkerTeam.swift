/// The caller and the helpers that it has leased, until it goes. Nobody else's work can delay a team's.
///
/// One thread has a team at a time. It must not outlive a `fork` in the child, which has none of the helpers.
struct WorkerTeam: ~Copyable {
  private let first: UnsafeMutablePointer<Helper>?
  private let helpers: Int

  /// The caller and its helpers: what `worker` is below.
  var count: Int { helpers + 1 }

  init(_ pool: borrowing WorkerPool) {
    (first, helpers) = HelperSet.lease(pool.count - 1, limit: max(pool.count, WorkerCount.current.count))
  }

  deinit { HelperSet.end(first, count: helpers) }

  /// Calls the body for all units from 0 up to `units`, on the threads of the team, and returns when all calls have returned.
  ///
  /// Each unit is in exactly one call. Which worker gets it, and in what order, is open. A call that runs alone gets all units at once;
  /// else a call gets up to `grain` of them. Everything written before is seen by the body, and everything that it wrote is seen
  /// afterwards. The body may use teams of its own.
  ///
  /// - Parameters:
  ///   - units: nothing happens when there are none.
  ///   - grain: how many units are worth a call, at least 1.
  ///   - context: handed to the body.
  ///   - body: gets the context, the worker (below `count`; 0 is the caller), the first unit and the end of the units.
  /// - Complexity: no memory is allocated, no lock taken and no reference counted, unless a thread sleeps.
  borrowing func run(units: Int, grain: Int = 1, _ context: UnsafeMutableRawPointer, _ body: UnitBody) {
    guard units > 0 else { return }
    let grain = max(1, min(grain, units))
    let calls = (units - 1) / grain + 1
    let workers = min(count, calls)
    guard workers > 1, let first else { return body(context, 0, 0, units) }

    // Two cache lines on the stack, of which the share has one for itself. To ask for the alignment would put it on the heap.
    withUnsafeTemporaryAllocation(byteCount: 128, alignment: 16) { place in
      guard let base = place.baseAddress else { return }
      let own = base.alignedUp(toMultipleOf: 64).bindMemory(to: Share.self, capacity: 1)
      own.initialize(to: Share())
      divide(calls, of: units, by: grain, among: workers, own, context, body)
      forEachHelper(first, workers) { $0.offer() }
      own.drain(worker: 0, context, body)
      forEachHelper(first, workers) { $0.settle() }
    }
  }

  /// Gives each worker its share, the caller the first. All shares are complete before the first of them is offered, since a helper
  /// takes from the others' as well.
  private borrowing func divide(
    _ calls: Int, of units: Int, by grain: Int, among workers: Int, _ own: UnsafeMutablePointer<Share>,
    _ context: UnsafeMutableRawPointer, _ body: UnitBody
  ) {
    let (each, extra) = calls.quotientAndRemainder(dividingBy: workers)
    var (worker, unit, share) = (0, 0, own)
    var helper = first
    while true {
      share.pointee.next.store(unit, ordering: .relaxed)
      unit = min(units, unit + (each + (worker < extra ? 1 : 0)) * grain)
      share.pointee.end = unit
      share.pointee.grain = grain
      worker += 1
      guard worker < workers, let next = helper else { break }
      let following = next.prepare(worker: worker, context, body)
      share.pointee.successor = following
      share = following
      helper = next.pointee.teammate
    }
    share.pointee.successor = own
  }

  private borrowing func forEachHelper(
    _ first: UnsafeMutablePointer<Helper>, _ workers: Int, _ body: (UnsafeMutablePointer<Helper>) -> Void
  ) {
    var helper = Optional(first)
    for _ in 1..<workers {
      guard let present = helper else { return }
      body(present)
      helper = present.pointee.teammate
    }
  }
}
