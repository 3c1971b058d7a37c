import TesseraGraph
import TesseraShapes

extension RandomExpressionBuilder {
  mutating func reshape() throws -> Node? {
    guard let operand = entry(where: { _ in true }) else { return nil }
    var left = operand.extents.reduce(1, *)
    var extents: [Int] = []
    if left == 0 {
      extents = operand.extents.shuffled(using: &generator)
    } else {
      while left > 1, extents.count < 3 {
        let divisors = (1...left).filter { left % $0 == 0 }
        extents.append(generator.pick(divisors))
        left /= extents[extents.count - 1]
      }
      if left > 1 || generator.chance(0.3) { extents.append(left) }
    }
    var dimensions = named(extents, onlyBound: true).dimensions
    if !dimensions.isEmpty, !extents.contains(0), generator.chance(0.3) {
      dimensions[Int.random(in: dimensions.indices, using: &generator)] = -1
    }
    return try node(.reshape(Reshape(target: Shape(dimensions))), [operand.node])
  }

  mutating func transpose() throws -> Node? {
    guard let operand = entry(where: { !$0.extents.isEmpty }) else { return nil }
    let rank = operand.extents.count
    let permutation = (0..<rank).shuffled(using: &generator).map { generator.chance(0.2) ? $0 - rank : $0 }
    return try node(.transpose(Transpose(permutation, of: operand.node.shape)), [operand.node])
  }

  mutating func broadcast() throws -> Node? {
    guard let operand = entry(where: { $0.extents.contains(1) || $0.extents.count < 3 }) else { return nil }
    var extents = operand.extents
    for axis in extents.indices where extents[axis] == 1 && generator.chance(0.7) {
      extents[axis] = generator.pick([1, 2, 3, 5, 8])
    }
    while extents.count < 4, generator.chance(0.4) { extents.insert(generator.pick([1, 2, 3, 4]), at: 0) }
    return try node(.broadcast(Broadcast(target: named(extents, onlyBound: true))), [operand.node])
  }

  mutating func slice() throws -> Node? {
    guard let operand = entry(where: { !$0.extents.isEmpty }) else { return nil }
    return try node(.slice(Slice(operand.extents.map { randomRange($0) })), [operand.node])
  }

  /// Positions along an axis, mostly inside of it.
  private mutating func randomRange(_ extent: Int) -> AxisRange {
    if generator.chance(0.3) { return .all }
    if extent > 0, generator.chance(0.15) { return .position(Int.random(in: -extent..<extent, using: &generator)) }
    let step = generator.pick([1, 1, 1, 1, 2, 3, 7, -1, -1, -1, -2, -3, extent + 1])
    func end(_ isFirst: Bool) -> Int? {
      if generator.chance(0.4) { return nil }
      if generator.chance(0.2) { return Int.random(in: -2 * extent - 2...2 * extent + 2, using: &generator) }
      // The lower half for the end that comes first in the direction of the step.
      let isLow = isFirst == (step > 0)
      let half = isLow ? 0...extent / 2 : extent / 2...extent
      let position = Int.random(in: half, using: &generator)
      return position < extent && generator.chance(0.4) ? position - extent : position
    }
    let first = end(true)
    return AxisRange(from: first, to: end(false), by: step)
  }

  mutating func concatenate() throws -> Node? {
    guard let first = entry(where: { !$0.extents.isEmpty }) else { return nil }
    let axis = generator.pick(first.extents.indices)
    var operands = [first]
    for _ in 0..<generator.pick([0, 1, 1, 1, 2, 3]) {
      let fitting = entry { other in
        guard other.elementType == first.elementType, other.extents.count == first.extents.count else { return false }
        return other.extents.indices.allSatisfy { $0 == axis || other.extents[$0] == first.extents[$0] }
      }
      if let fitting, generator.chance(0.5) {
        operands.append(fitting)
      } else {
        var extents = first.extents
        extents[axis] = generator.pick([0, 1, 2, 3, 5])
        guard let other = try add(leaf(extents, elementType: first.elementType)) else { return nil }
        operands.append(other)
      }
    }
    return try node(.concatenate(Concatenate(axis: axis)), operands.map(\.node))
  }

  mutating func rearrange() throws -> Node? {
    guard let operand = entry(where: { !$0.extents.isEmpty }) else { return nil }
    let maps = operand.extents.map { randomMap($0) }
    let fill = scalar(Int.random(in: -9...9, using: &generator), operand.elementType)
    return try node(.rearrange(Rearrangement("rearrange", maps, fill: fill)), [operand.node])
  }

  private mutating func randomMap(_ extent: Int) -> Rearrangement.AxisMap {
    func count(_ limit: Int) -> Int { limit < 0 ? 0 : Int.random(in: 0...min(limit, 3), using: &generator) }
    switch generator.pick([0, 0, 0, 1, 2, 3, 4, 5, 6]) {
    case 0: return .identity
    case 1: return .roll(Int.random(in: -2 * extent - 1...2 * extent + 1, using: &generator))
    case 2: return .repeat(count(3))
    case 3: return .tile(count(3))
    case 4: return .pad(before: count(3), after: count(3), .constant)
    case 5: return extent == 0 ? .identity : .pad(before: count(3), after: count(3), .edge)
    default: return .pad(before: count(extent - 1), after: count(extent - 1), .reflect)
    }
  }
}
