import TesseraGraph
import TesseraShapes

extension RandomExpressionBuilder {
  mutating func map() throws -> Node? {
    guard let operand = entry(where: { _ in true }) else { return nil }
    let other = generator.chance(0.5) ? try partner(of: operand) : nil
    switch operand.elementType {
    case .float32: return try map(operand, other, floating: Float.self)
    case .float64: return try map(operand, other, floating: Double.self)
    case .float16: return try map(operand, other, floating: Float16.self)
    case .int64: return try map(operand, other, integer: Int64.self)
    case .int32: return try map(operand, other, integer: Int32.self)
    case .int8: return try map(operand, other, integer: Int8.self)
    case .uint8: return try map(operand, other, integer: UInt8.self)
    case .bool:
      let expression = Expression<Bool>(node: operand.node)
      guard let other else { return expression.map { !$0 }.node }
      return try expression.map(with: Expression(node: other.node)) { $0 || !$1 }.node
    }
  }

  private mutating func map<Element: FloatingPointTensorElement>(
    _ operand: Entry, _ other: Entry?, floating: Element.Type
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

  private func map<Element: IntegerTensorElement>(
    _ operand: Entry, _ other: Entry?, integer: Element.Type
  ) throws -> Node {
    let expression = Expression<Element>(node: operand.node)
    guard let other else { return expression.map { $0 &* 3 &+ 1 }.node }
    return try expression.map(with: Expression(node: other.node)) { $0 &* 10 &- $1 }.node
  }
}
