import TesseraShapes

/// What tells the plans of a program apart: the extents of its inputs, one after the other.
///
/// The key of a batch is written to the stack, so that finding its plan allocates nothing.
struct PlanKey: Sendable {
  private enum Axis: Sendable {
    case fixed(Int)
    /// By the position of the name.
    case named(Int)
    case derived(DerivedDimension)
  }

  private let axes: [Axis]
  private let ranks: [Int]
  /// The names of all inputs, each once.
  private let names: [String]

  init(_ inputs: [ProgramGraph.InputSlot]) {
    var names: [String] = []
    ranks = inputs.map(\.input.declaredShape.rank)
    axes = inputs.flatMap(\.input.declaredShape.dimensions).map { dimension in
      switch dimension {
      case .fixed(let extent): return .fixed(extent)
      case .derived(let derived): return .derived(derived)
      case .named(let name):
        if let known = names.firstIndex(of: name) { return .named(known) }
        names.append(name)
        return .named(names.count - 1)
      }
    }
    self.names = names
  }

  /// Calls a function with the key of concrete shapes; nil when they have other axes than the inputs or an extent is open.
  func with<Result>(_ shapes: [Shape], _ body: (UnsafeBufferPointer<Int>) -> Result?) -> Result? {
    guard shapes.count == ranks.count else { return nil }
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: axes.count) { key in
      var count = 0
      for input in ranks.indices {
        let dimensions = shapes[input].dimensions
        guard dimensions.count == ranks[input] else { return nil }
        for dimension in dimensions {
          guard case .fixed(let extent) = dimension else { return nil }
          key.initializeElement(at: count, to: extent)
          count += 1
        }
      }
      return body(UnsafeBufferPointer(key))
    }
  }

  /// Calls a function with the key for numbers of the named dimensions; nil when a number is missing or cannot be.
  func with<Result>(_ extents: [String: Int], _ body: (UnsafeBufferPointer<Int>) -> Result?) -> Result? {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: axes.count + names.count) { memory in
      // A walk over the given names, of which there are few: comparing short strings takes less than hashing them.
      var found = 0
      for (name, extent) in extents {
        guard extent >= 0 else { return nil }
        guard let position = names.firstIndex(of: name) else { continue }
        memory.initializeElement(at: axes.count + position, to: extent)
        found += 1
      }
      guard found == names.count else { return nil }
      for (position, axis) in axes.enumerated() {
        switch axis {
        case .fixed(let extent): memory.initializeElement(at: position, to: extent)
        case .named(let name): memory.initializeElement(at: position, to: memory[axes.count + name])
        case .derived(let derived):
          guard let extent = Dimension.derived(derived).extent(with: extents) else { return nil }
          memory.initializeElement(at: position, to: extent)
        }
      }
      return body(UnsafeBufferPointer(rebasing: memory[..<axes.count]))
    }
  }
}
