import TesseraGraph
import TesseraShapes

// What moves elements of a row, by rules and by indices.

extension RowGraphBuilder {
  private mutating func row(where condition: (Entry) -> Bool = { _ in true }) -> Entry? {
    entry { !$0.extents.isEmpty && condition($0) }
  }

  mutating func transpose() throws -> Node? {
    guard let entry = row(where: { $0.extents.count > 1 }) else { return nil }
    let order = [0] + entry.extents.indices.map { $0 + 1 }.shuffled(using: &generator)
    return try node(.transpose(Transpose(order, of: entry.node.shape)), entry.node)
  }

  mutating func reshape() throws -> Node? {
    guard let entry = entry() else { return nil }
    var left = entry.count
    var extents: [Int] = []
    while left > 1, extents.count < 2 {
      let divisor = generator.pick((1...left).filter { left % $0 == 0 })
      extents.append(divisor)
      left /= divisor
    }
    if left > 1 || generator.chance(0.3) { extents.append(left) }
    let target = Shape([Self.batch] + extents.map { .fixed($0) })
    return try node(.reshape(Reshape(target: target)), entry.node)
  }

  mutating func broadcast() throws -> Node? {
    guard let entry = row(where: { $0.extents.contains(1) }) else { return nil }
    let extents = entry.extents.map { $0 == 1 ? generator.pick([1, 3, 8]) : $0 }
    let target = Shape([Self.batch] + extents.map { .fixed($0) })
    return try node(.broadcast(Broadcast(target: target)), entry.node)
  }

  mutating func slice() throws -> Node? {
    guard let entry = row() else { return nil }
    var ranges = [AxisRange.all]
    for extent in entry.extents {
      let first = Int.random(in: 0..<extent, using: &generator)
      let end = Int.random(in: first + 1...extent, using: &generator)
      ranges.append(
        generator.chance(0.4)
          ? .all
          : generator.chance(0.3)
            ? AxisRange(from: nil, to: nil, by: generator.pick([-1, 2, 3]))
            : AxisRange(from: first, to: end, by: 1))
    }
    return try node(.slice(Slice(ranges)), entry.node)
  }

  mutating func concatenate() throws -> Node? {
    guard let entry = row() else { return nil }
    let axis = randomAxis(entry)
    var extents = entry.extents
    extents[axis - 1] = generator.pick([1, 3, 8])
    let fitting = self.entry { other in
      other.elementType == entry.elementType && other.extents.count == entry.extents.count
        && other.extents.indices.allSatisfy { $0 == axis - 1 || other.extents[$0] == entry.extents[$0] }
    }
    let other = generator.chance(0.5) ? try input(extents, entry.elementType) : (fitting ?? entry).node
    return try node(.concatenate(Concatenate(axis: axis)), entry.node, other)
  }

  mutating func rearrange() throws -> Node? {
    guard let entry = row() else { return nil }
    var maps = [Rearrangement.AxisMap.identity]
    for extent in entry.extents {
      switch generator.pick(0..<7) {
      case 0: maps.append(.roll(Int.random(in: -extent...extent, using: &generator)))
      case 1: maps.append(.repeat(2))
      case 2: maps.append(.tile(2))
      case 3: maps.append(.pad(before: 1, after: 2, .constant))
      case 4: maps.append(.pad(before: 2, after: 0, .edge))
      default: maps.append(.identity)
      }
    }
    return try node(
      .rearrange(Rearrangement("rearrange", maps, fill: Scalar(0, bitsOf: entry.elementType))), entry.node)
  }

  // MARK: By indices.

  /// Whole numbers of rows as indices into an axis.
  private mutating func indices(into extent: Int) throws -> Node {
    let known = entry { !$0.isFloatingPoint && $0.isNumeric }
    let operand = try known?.node ?? input(generator.pick([[], [3], [2, 5]]), .int64)
    return try node(.binary(.remainder), operand.casting(to: .int64, at: nil), number(Double(extent), .int64))
  }

  /// Rows of a constant table, at indices that come with the batch.
  mutating func table() throws -> Node? {
    let (extent, width) = (generator.pick([2, 10, 50]), generator.pick([1, 8, 17]))
    let table = try constant([extent, width], generator.pick([.float32, .float64, .float16, .int32]))
    return try node(.gather(Gather(.slices(axis: 0))), table, indices(into: extent))
  }

  /// Slices along an axis of the rows, at constant indices.
  mutating func slices() throws -> Node? {
    guard let entry = row() else { return nil }
    let axis = randomAxis(entry)
    let extent = Int64(entry.extents[axis - 1])
    let indices = try constant(generator.pick([[], [1], [5], [2, 2]])) {
      Int64.random(in: -extent..<extent, using: &$0)
    }
    return try node(.gather(Gather(.slices(axis: axis))), entry.node, indices)
  }

  /// Elements along an axis, at indices that come with the batch.
  mutating func elements() throws -> Node? {
    guard let entry = row() else { return nil }
    let axis = randomAxis(entry)
    return try node(.gather(Gather(.elements(axis: axis))), entry.node, indices(along: axis, of: entry, count: 3))
  }

  private mutating func indices(along axis: Int, of entry: Entry, count: Int) throws -> Node {
    var extents = entry.extents
    let extent = Int64(extents[axis - 1])
    extents[axis - 1] = count
    return try input(extents) { Int64.random(in: -extent..<extent, using: &$0) }
  }

  /// Positions along both axes of a constant, which come with the batch.
  mutating func positions() throws -> Node? {
    let table = try constant([7, 7, generator.pick([1, 5, 16])], generator.pick([.float32, .float64, .int64]))
    let positions = try input(generator.pick([[2], [3, 2], [2, 3, 2]])) { Int64.random(in: -7..<7, using: &$0) }
    return try node(.gather(Gather(.positions)), table, positions)
  }

  mutating func scatter() throws -> Node? {
    guard let entry = row(where: \.isNumeric) else { return nil }
    let axis = randomAxis(entry)
    var extents = entry.extents
    extents[axis - 1] = 4
    let updates = try input(extents, entry.elementType)
    return try node(
      .scatter(Scatter(generator.pick(Scatter.Kind.allCases), axis: axis)), entry.node,
      indices(along: axis, of: entry, count: 4), updates)
  }

  mutating func oneHot() throws -> Node? {
    let indices = Expression<Int64>(node: try indices(into: 6))
    return try indices.oneHot(depth: 6, as: Float.self).node
  }
}
