import TesseraGraph
import TesseraShapes

extension RowGraphBuilder {
  /// An entry of one of some element types.
  private mutating func operand(of domain: ElementDomain) -> Entry? {
    entry { domain.contains($0.elementType == .float16 ? .float32 : $0.elementType) }
  }

  mutating func unary() throws -> Node? {
    let function = generator.pick(UnaryFunction.allCases)
    guard let entry = operand(of: function.domain) else { return nil }
    return try node(.unary(function), operand(entry.node, of: function))
  }

  mutating func binary() throws -> Node? {
    let function = generator.pick(BinaryFunction.allCases)
    guard let entry = operand(of: function.domain) else { return nil }
    let partner = try partner(of: entry, entry.elementType)
    let (first, second) = generator.chance(0.5) ? (entry.node, partner) : (partner, entry.node)
    let (lhs, rhs) = try operands(first, second, of: function)
    return try node(.binary(function), lhs, rhs)
  }

  mutating func select() throws -> Node? {
    guard let entry = entry() else { return nil }
    let (otherwise, condition) = (try partner(of: entry, entry.elementType), try partner(of: entry, .bool))
    return try node(.select(Select()), condition, entry.node, otherwise)
  }

  mutating func cast() throws -> Node? {
    guard let entry = entry() else { return nil }
    let target = generator.pick(ElementType.allCases.filter { $0 != entry.elementType })
    var operand = entry.node
    let isFloat = target.isFloatingPoint || target == .float16
    if entry.isFloatingPoint, !isFloat, target != .bool {
      // Numbers that every integer type has.
      operand = try scaled(node(.unary(.absolute), bounded(operand)), by: 100)
    } else if isFloat, entry.elementType == .int64 || entry.elementType == .int32 {
      operand = try node(.binary(.remainder), operand, number(17, entry.elementType))
    }
    return operand.casting(to: target, at: nil)
  }

  /// What broadcasts with an entry: an old one, a constant without a batch, a number, or a new input.
  private mutating func partner(of entry: Entry, _ elementType: ElementType) throws -> Node {
    let fitting = self.entry { other in
      other.elementType == elementType && other.extents.count == entry.extents.count
        && zip(other.extents, entry.extents).allSatisfy { $0 == $1 || $0 == 1 || $1 == 1 }
        && zip(other.extents, entry.extents).reduce(1) { $0 * max($1.0, $1.1) } <= Self.largestCount
    }
    if let fitting, generator.chance(0.6) { return fitting.node }
    if generator.chance(0.2) { return try constant([], elementType) }
    var extents = entry.extents
    for axis in extents.indices where generator.chance(0.2) { extents[axis] = 1 }
    if generator.chance(0.4) { return try input(extents, elementType) }
    return try constant(extents.suffix(Int.random(in: 0...extents.count, using: &generator)), elementType)
  }

  mutating func map() throws -> Node? {
    guard let entry = entry() else { return nil }
    let other = generator.chance(0.5) ? try partner(of: entry, entry.elementType) : nil
    switch entry.elementType {
    case .float32: return try map(Expression<Float>(node: entry.node), other.map(Expression<Float>.init(node:)))
    case .float64: return try map(Expression<Double>(node: entry.node), other.map(Expression<Double>.init(node:)))
    case .float16: return try map(Expression<Float16>(node: entry.node), other.map(Expression<Float16>.init(node:)))
    case .int64: return try map(integers: Expression<Int64>(node: entry.node), other.map(Expression<Int64>.init(node:)))
    case .int32: return try map(integers: Expression<Int32>(node: entry.node), other.map(Expression<Int32>.init(node:)))
    case .int8: return try map(integers: Expression<Int8>(node: entry.node), other.map(Expression<Int8>.init(node:)))
    case .uint8: return try map(integers: Expression<UInt8>(node: entry.node), other.map(Expression<UInt8>.init(node:)))
    case .bool: return Expression<Bool>(node: entry.node).map { !$0 }.node
    }
  }

  private mutating func map<Element: FloatingPointTensorElement>(
    _ operand: Expression<Element>, _ other: Expression<Element>?
  ) throws -> Node {
    guard let other else {
      return generator.chance(0.5)
        ? operand.map { $0 > 0 ? $0 : $0 / 128 }.node : operand.map { $0 * $0 / (1 + $0 * $0) + $0 / 3 }.node
    }
    return generator.chance(0.5)
      ? try operand.map(with: other) { $0 * 0.3 + ($1 - $0) * 0.7 }.node
      : try operand.map(with: other) { $0 > $1 ? $0 : $1 }.node
  }

  private func map<Element: IntegerTensorElement>(
    integers operand: Expression<Element>, _ other: Expression<Element>?
  ) throws -> Node {
    guard let other else { return operand.map { $0 &* 3 &+ 1 }.node }
    return try operand.map(with: other) { $0 &* 10 &- $1 }.node
  }
}
