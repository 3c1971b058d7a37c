import TesseraGraph
import TesseraPlanner
import TesseraShapes

/// The inputs of one evaluation: where they lie and their extents, as plain numbers, so that binding a batch counts no references.
struct BoundInputs {
  private static let unbound = -1

  /// The base addresses of the evaluation; those of the inputs come last.
  private(set) var addresses: [UInt] = []
  /// Where an input begins among the extents, by slot: their number, and then they.
  private var starts: [Int] = []
  private var extents: [Int] = []
  /// How many numbers there are among the extents; the others are room.
  private var extentCount = 0
  /// What keeps values that were made when they were asked for.
  private var owners: [TensorStorage] = []

  /// Makes room for a number of inputs; none is bound yet.
  mutating func begin(count: Int) {
    extentCount = 0
    releaseOwners()
    if starts.count == count, !addresses.isEmpty {
      var starts = starts.mutableSpan
      for slot in starts.indices { starts[slot] = Self.unbound }
    } else {
      starts = Array(repeating: Self.unbound, count: count)
      addresses = Array(repeating: 0, count: Bases.firstInput + count)
    }
  }

  func isBound(_ slot: Int) -> Bool { starts[slot] != Self.unbound }

  /// The first input that is not bound.
  var firstMissing: Int? {
    for slot in starts.indices where !isBound(slot) { return slot }
    return nil
  }

  /// Notes the shape of an input, whose dimensions are all fixed, and where its elements lie. They must stay until the evaluation ends.
  mutating func bind(_ slot: Int, _ shape: Shape, at address: UnsafeRawPointer?) {
    let start = extentCount
    let end = start + 1 + shape.rank
    starts[slot] = start
    addresses[Bases.firstInput + slot] = UInt(bitPattern: address)
    while extents.count < end { extents.append(0) }
    // One look at who owns the array, instead of one for each number.
    var extents = extents.mutableSpan
    extents[start] = shape.rank
    for axis in shape.dimensions.indices { extents[start + 1 + axis] = shape.dimensions[axis].extent.required }
    extentCount = end
  }

  /// Keeps the elements of an input until the evaluation ends.
  mutating func keep(_ storage: TensorStorage) { owners.append(storage) }

  mutating func releaseOwners() {
    if !owners.isEmpty { owners.removeAll(keepingCapacity: true) }
  }

  mutating func place(workspace: UnsafeMutableRawPointer, outputs: UnsafeMutableRawPointer) {
    addresses[Bases.workspace] = UInt(bitPattern: workspace)
    addresses[Bases.outputs] = UInt(bitPattern: outputs)
  }

  /// The shapes by slot; every input must be bound.
  var shapes: [Shape] {
    starts.map { Shape(extents: Array(extents[($0 + 1)...].prefix(extents[$0]))) }
  }

  /// The extents of a plan's inputs in the order of the slots, as they are compared with those that are bound.
  static func flattened(_ plan: Plan) -> [Int] { plan.inputExtents.flatMap { [$0.count] + $0 } }

  /// Whether these are the extents of the inputs; every input must be bound, and there must be as many.
  ///
  /// A plain loop, here and below: a generic algorithm that is not specialised, as in a debug build, allocates.
  func have(_ flattened: UnsafePointer<Int>) -> Bool {
    var expected = flattened
    for slot in starts.indices {
      let (start, end) = (starts[slot], starts[slot] + extents[starts[slot]])
      for index in start..<end + 1 {
        guard extents[index] == expected.pointee else { return false }
        expected += 1
      }
    }
    return true
  }

  /// A hash of the shapes.
  var hash: UInt64 {
    var hash: UInt64 = 0
    for slot in starts.indices {
      let (start, end) = (starts[slot], starts[slot] + extents[starts[slot]])
      for index in start..<end + 1 { hash = hash.mixed(with: extents[index]) }
    }
    return hash
  }
}
