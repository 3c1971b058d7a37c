import TesseraShapes

/// A plan and what the runtime made of it, which knows the plan: the cache keeps both, so that neither keeps the other in a circle.
package final class CachedPlan: Sendable {
  package let plan: Plan
  package let attachment = Attachment()

  init(_ plan: Plan) { self.plan = plan }
}

/// The plans of a program by the extents of its inputs, the most recently used ones.
final class PlanCache: Sendable {
  /// How many sets of shapes a program keeps plans for; others are planned again when they return.
  static let capacity = 64

  struct Key: Hashable {
    let extents: [[Int]]
    let target: PlanTarget
  }

  private struct State {
    var plans: [Key: (plan: CachedPlan, lastUse: Int)] = [:]
    var uses = 0
  }

  private let state = Guarded(State())

  /// The plan for these extents; made by the caller without the lock, so that other shapes do not wait.
  func plan(for key: Key, _ make: () throws -> Plan) rethrows -> CachedPlan {
    if let known = lookUp(key) { return known }
    let made = CachedPlan(try make())
    return state.withLock { state in
      // Another task may have made it meanwhile; one plan a key lets its attachment be shared.
      if let known = state.plans[key] { return known.plan }
      if state.plans.count >= Self.capacity, let oldest = state.plans.min(by: { $0.value.lastUse < $1.value.lastUse }) {
        state.plans[oldest.key] = nil
      }
      state.uses += 1
      state.plans[key] = (made, state.uses)
      return made
    }
  }

  var count: Int { state.withLock { $0.plans.count } }

  private func lookUp(_ key: Key) -> CachedPlan? {
    state.withLock { state in
      guard let known = state.plans[key] else { return nil }
      state.uses += 1
      state.plans[key]?.lastUse = state.uses
      return known.plan
    }
  }
}
