import Glibc
import Synchronization

/// What a helper thread shares with the caller that leases it.
///
/// All that a hand-off writes lies in the first 64 bytes, so one cache line goes to the helper's core and back. The state says who may
/// write the rest: the caller while the helper is idle or parked, nobody from the offer until the helper is idle again.
///
/// ```
///            offer               take              finish
/// idle ───────────────▶ offered ──────▶ busy ─────────────────▶ idle
///   ▲ park ▼               │             │ await                 ▲
///  parked ── offer, wake ──┤             └▶ awaited ── finish, wake
///                          └─ retract ▶ idle
/// ```
struct Helper: ~Copyable {
  enum State: UInt32, AtomicRepresentable {
    /// The thread waits for work, and looks at the state all the time.
    case idle
    /// The thread sleeps until it is woken.
    case parked
    /// There is work for the thread, which the caller takes back if it is done with all units before the thread comes.
    case offered
    /// The thread works.
    case busy
    /// The thread works, and the caller sleeps until it is woken.
    case awaited
  }

  /// The first field: a pointer to the helper is one to its share.
  var share = Share()
  let state = Atomic<State>(.idle)
  var worker: UInt32 = 0
  var context: UnsafeMutableRawPointer?
  var body: UnitBody?

  // What no hand-off writes.

  /// The next helper of the team that leases this one.
  var teammate: UnsafeMutablePointer<Helper>?
  /// The index of the next helper that no team has; 0 is none.
  let link = Atomic<UInt32>(0)
  /// For who sleeps: the thread while it is parked, the caller while it awaits it; never both.
  var lock = pthread_mutex_t()
  var condition = pthread_cond_t()
}

/// These go by the pointer, never by a borrow of the helper: another thread writes to what it points to.
extension UnsafeMutablePointer where Pointee == Helper {
  private var share: UnsafeMutablePointer<Share> { UnsafeMutableRawPointer(self).assumingMemoryBound(to: Share.self) }

  /// The body of the thread.
  func serve() -> Never {
    while true {
      var wait = SpinWait()
      while pointee.state.load(ordering: .relaxed) != .offered {
        guard wait.isOver() else { continue }
        sleep(from: .idle, in: .parked)
        wait = SpinWait()
      }
      guard exchange(.offered, for: .busy) else { continue }
      if let context = pointee.context, let body = pointee.body {
        share.drain(worker: Int(pointee.worker), context, body)
      }
      if pointee.state.exchange(.idle, ordering: .acquiringAndReleasing) == .awaited { wake() }
    }
  }

  // MARK: What the caller that leases the helper does.

  /// Writes down the work; the helper sees it once it is offered.
  func prepare(worker: Int, _ context: UnsafeMutableRawPointer, _ body: UnitBody) -> UnsafeMutablePointer<Share> {
    pointee.worker = UInt32(worker)
    pointee.context = context
    pointee.body = body
    return share
  }

  /// Hands the work over.
  func offer() {
    if pointee.state.exchange(.offered, ordering: .acquiringAndReleasing) == .parked { wake() }
  }

  /// Returns when the helper is done; takes the work back when it has not begun.
  func settle() {
    if pointee.state.load(ordering: .relaxed) == .offered, exchange(.offered, for: .idle) { return }
    var wait = SpinWait()
    while pointee.state.load(ordering: .acquiring) == .busy {
      if wait.isOver() { sleep(from: .busy, in: .awaited) }
    }
  }

  // MARK: Sleeping.

  private func exchange(_ expected: Helper.State, for desired: Helper.State) -> Bool {
    pointee.state.compareExchange(expected: expected, desired: desired, ordering: .acquiringAndReleasing).exchanged
  }

  /// Goes from one state to another and sleeps until somebody else changes that; does nothing when the state is no longer the first.
  private func sleep(from awake: Helper.State, in asleep: Helper.State) {
    guard exchange(awake, for: asleep) else { return }
    pthread_mutex_lock(&pointee.lock)
    while pointee.state.load(ordering: .acquiring) == asleep { pthread_cond_wait(&pointee.condition, &pointee.lock) }
    pthread_mutex_unlock(&pointee.lock)
  }

  /// Wakes who sleeps; the state has been changed before. Taking the lock makes sure that it does not look at the state before the
  /// change and go to sleep after the signal.
  private func wake() {
    pthread_mutex_lock(&pointee.lock)
    pthread_cond_signal(&pointee.condition)
    pthread_mutex_unlock(&pointee.lock)
  }
}
