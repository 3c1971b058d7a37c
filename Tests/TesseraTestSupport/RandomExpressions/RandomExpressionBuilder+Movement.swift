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
}

extension RandomExpressionBuilder {
  mutating func map() throws -> Node? {
    guard let operand = entry(where: { $0.isFloatingPoint || $0.elementType == .int64 }) else { return nil }
    let other = generator.chance(0.5) ? try partner(of: operand) : nil
    switch operand.elementType {
    case .float32: return try map(operand, other, as: Float.self)
    case .float64: return try map(operand, other, as: Double.self)
    case .int64: return try mapIntegers(operand, other)
    case .float16, .int32, .int8, .uint8, .bool: return nil
    }
  }

  private mutating func map<Element: FloatingPointTensorElement>(
    _ operand: Entry, _ other: Entry?, as type: Element.Type
  ) throws -> Node {
    let expression = Expression<Element>(node: operand.node)
    guard let other else {
      return generator.chance(0.5)
        ? expression.map { $0 > 0 ? $0 : $0 / 128 }.node : expression.map { $0 * $0 }.node
    }
    let second = Expression<Element>(node: other.node)
    return generator.chance(0.5)
      ? try expression.map(with: second) { ($0 - $1) * ($0 - $1) }.node
      : try expression.map(with: second) { $0 > $1 ? $0 : $1 }.node
  }

  private mutating func mapIntegers(_ operand: Entry, _ other: Entry?) throws -> Node {
    let expression = Expression<Int64>(node: operand.node)
    guard let other else { return expression.map { $0 &* 3 &+ 1 }.node }
    return try expression.map(with: Expression<Int64>(node: other.node)) { $0 &* 10 &- $1 }.node
  }
}
