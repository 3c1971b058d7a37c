import Synchronization

/// What the workers of a team call: the context, the worker (0 is the caller), the first unit and the end of the units.
///
/// A C function, because a pointer to one is a plain word: to hand it over counts no references.
typealias UnitBody = @convention(c) (UnsafeMutableRawPointer, Int, Int, Int) -> Void

/// The units that one worker begins with. Whoever is done with its own takes from the others'.
///
/// A worker has the same share of every step with as many units, so it finds in its cache what it wrote in the step before; and as
/// long as it has units of its own, it takes them without a cache line moving between cores.
struct Share: ~Copyable {
  /// The first unit that nobody has taken yet; at or over `end` when there is none.
  let next = Atomic<Int>(0)
  var end = 0
  /// How many units are taken at once.
  var grain = 1
  /// The share of the next worker; the last one's is the caller's, so they form a ring.
  var successor: UnsafeMutablePointer<Share>?
}

/// These go by the pointer, never by a borrow of the share: other threads write to what it points to.
extension UnsafeMutablePointer where Pointee == Share {
  /// Runs the units of this share, then those that are left in the others.
  func drain(worker: Int, _ context: UnsafeMutableRawPointer, _ body: UnitBody) {
    let grain = pointee.grain
    var share = self
    repeat {
      let end = share.pointee.end
      // Looked at before it is written: a share that is empty already is not taken away from the core that has its cache line.
      while share.pointee.next.load(ordering: .relaxed) < end {
        let first = share.pointee.next.wrappingAdd(grain, ordering: .relaxed).oldValue
        guard first < end else { break }
        body(context, worker, first, min(first + grain, end))
      }
      guard let successor = share.pointee.successor else { return }
      share = successor
    } while share != self
  }
}
