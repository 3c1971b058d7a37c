import TesseraGraph
import TesseraShapes

extension RandomExpressionBuilder {
  /// Elements at indices; of which one lies outside when the node must be refused.
  mutating func gather(isRefused: Bool) throws -> Node? {
    guard let operand = entry(where: { !$0.extents.isEmpty && !(isRefused && $0.extents.contains(0)) }) else {
      return nil
    }
    let axis = generator.pick(operand.extents.indices)
    let kind: Gather.Kind
    let indices: Entry?
    switch generator.pick(Gather.Kind.allKinds) {
    case .slices:
      kind = .slices(axis: axis)
      let extents = generator.pick([[], [1], [3], [5], [2, 2], [4, 1], isRefused ? [2] : [0]])
      indices = try self.indices(extents, isRefused) { _ in operand.extents[axis] }
    case .elements:
      kind = .elements(axis: axis)
      indices = try alongAxis(axis, of: operand, isRefused)
    case .positions:
      kind = .positions
      let depth = Int.random(in: (isRefused ? 1 : 0)...operand.extents.count, using: &generator)
      let extents = generator.pick([[], [2], [3, 2], isRefused ? [1] : [0]]) + [depth]
      indices = try self.indices(extents, isRefused) { operand.extents[$0 % max(depth, 1)] }
    }
    guard let indices else { return nil }
    return try node(.gather(Gather(kind)), [operand.node, indices.node])
  }

  mutating func scatter(isRefused: Bool) throws -> Node? {
    let kind = generator.pick(Scatter.Kind.allCases)
    guard
      let operand = entry(where: {
        !$0.extents.isEmpty && ($0.isNumeric || kind == .set) && !(isRefused && $0.extents.contains(0))
      })
    else { return nil }
    let axis = generator.pick(operand.extents.indices)
    guard let indices = try alongAxis(axis, of: operand, isRefused),
      let updates = try add(leaf(indices.extents, elementType: operand.elementType))
    else { return nil }
    return try node(.scatter(Scatter(kind, axis: axis)), [operand.node, indices.node, updates.node])
  }

  /// A node whose evaluation must fail, because an index lies outside of its axis.
  mutating func refusedIndex() throws -> Node? {
    for _ in 0..<10 {
      let made = generator.chance(0.6) ? try? gather(isRefused: true) : try? scatter(isRefused: true)
      if let made, try isRefused(made) { return made }
    }
    return nil
  }

  /// Whether the reference evaluator certainly refuses an index of the node.
  private func isRefused(_ node: Node) throws -> Bool {
    do {
      _ = try ReferenceEvaluator().evaluate([node], inputs: inputs.mapValues { ReferenceValue($0.erased) })
    } catch ReferenceError.index { return true } catch is ReferenceError { return false } catch is ShapeError {
      return false
    }
    return false
  }

  /// Indices with the axes of an operand and any extent along one of them: of an old entry that fits, or new ones.
  private mutating func alongAxis(_ axis: Int, of operand: Entry, _ isRefused: Bool) throws -> Entry? {
    let limit = Int64(operand.extents[axis])
    let fitting = entry { other in
      guard other.elementType == .int64, other.extents.count == operand.extents.count else { return false }
      return other.extents.indices.allSatisfy { $0 == axis || other.extents[$0] == operand.extents[$0] }
        && other.value.possibleIntegers.allSatisfy { -limit <= $0.value && $0.value < limit }
    }
    if let fitting, !isRefused, generator.chance(0.6) { return fitting }
    var extents = operand.extents
    extents[axis] = limit == 0 ? 0 : generator.pick([1, 2, 3, 5, isRefused ? 4 : 0])
    return try indices(extents, isRefused) { _ in operand.extents[axis] }
  }

  /// New indices, each into an axis of an extent that depends on its position.
  private mutating func indices(
    _ extents: [Int], _ isRefused: Bool, _ extent: (_ position: Int) -> Int
  ) throws -> Entry? {
    let count = extents.reduce(1, *)
    // Where an axis is empty there is nothing to index.
    if (0..<count).contains(where: { extent($0) == 0 }) { return nil }
    let refused = isRefused && count > 0 ? Int.random(in: 0..<count, using: &generator) : -1
    var position = 0
    let leaf = try leaf(extents) { generator -> Int64 in
      defer { position += 1 }
      let limit = Int64(extent(position))
      if position == refused { return generator.pick([limit, -limit - 1, .max, .min, limit + 3]) }
      return Int64.random(in: -limit..<limit, using: &generator)
    }
    return try add(leaf)
  }
}
