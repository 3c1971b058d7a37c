package import TesseraShapes

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

  private struct Entry {
    let hash: UInt64
    let key: [Int]
    let plan: CachedPlan
    var lastUse: Int
  }

  private struct State {
    var entries: [Entry] = []
    var uses = 0

    /// A walk over a few hashes side by side, which takes less than one look-up of a dictionary.
    mutating func find(_ key: UnsafeBufferPointer<Int>, _ hash: UInt64, _ target: PlanTarget) -> CachedPlan? {
      for index in entries.indices
      where entries[index].hash == hash && entries[index].plan.plan.target == target
        && entries[index].key.elementsEqual(key)
      {
        uses += 1
        entries[index].lastUse = uses
        return entries[index].plan
      }
      return nil
    }

    mutating func add(_ entry: Entry) {
      if entries.count >= PlanCache.capacity,
        let oldest = entries.indices.min(by: { entries[$0].lastUse < entries[$1].lastUse })
      {
        entries.remove(at: oldest)
      }
      entries.append(entry)
    }
  }

  private let key: PlanKey
  private let state = Guarded(State())

  init(_ inputs: [ProgramGraph.InputSlot]) { key = PlanKey(inputs) }

  /// The plan for concrete shapes of the inputs, if it is known.
  func find(_ shapes: [Shape], _ target: PlanTarget) -> CachedPlan? { key.with(shapes) { find($0, target) } }

  /// The plan for numbers of the named dimensions, if it is known.
  func find(_ extents: [String: Int], _ target: PlanTarget) -> CachedPlan? {
    key.with(extents) { find($0, target) }
  }

  private func find(_ key: UnsafeBufferPointer<Int>, _ target: PlanTarget) -> CachedPlan? {
    let hash = Self.hash(key)
    return state.withLock { $0.find(key, hash, target) }
  }

  /// Keeps a plan, which was made without the lock so that other shapes did not wait, and gives the one to use.
  func insert(_ plan: Plan) -> CachedPlan {
    let made = CachedPlan(plan)
    let key = Array(plan.inputExtents.joined())
    return key.withUnsafeBufferPointer { buffer in
      let hash = Self.hash(buffer)
      return state.withLock { state in
        // Another task may have made it meanwhile; one plan a key lets its attachment be shared.
        if let known = state.find(buffer, hash, plan.target) { return known }
        state.uses += 1
        state.add(Entry(hash: hash, key: key, plan: made, lastUse: state.uses))
        return made
      }
    }
  }

  var count: Int { state.withLock { $0.entries.count } }

  private static func hash(_ key: UnsafeBufferPointer<Int>) -> UInt64 {
    var hash: UInt64 = 0
    for extent in key { hash = hash.mixed(with: extent) }
    return hash
  }
}

extension Plan {
  /// Whether the plan was made for these shapes of the inputs, in the order of the program's slots.
  package func isMade(for shapes: [Shape]) -> Bool {
    guard shapes.count == inputExtents.count else { return false }
    for slot in shapes.indices {
      let dimensions = shapes[slot].dimensions
      let extents = inputExtents[slot]
      guard dimensions.count == extents.count else { return false }
      for axis in extents.indices {
        guard case .fixed(extents[axis]) = dimensions[axis] else { return false }
      }
    }
    return true
  }
}
