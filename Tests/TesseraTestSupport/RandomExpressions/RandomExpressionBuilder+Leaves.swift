import TesseraGraph
import TesseraShapes

extension RandomExpressionBuilder {
  /// Up to 4 extents, some of them 1 and few of them 0.
  mutating func randomExtents() -> [Int] {
    let rank = generator.pick(weighted: [(0, 1), (1, 3), (2, 5), (3, 3), (4, 1.5)])
    var extents: [Int] = []
    for _ in 0..<rank {
      let count = extents.reduce(1, *)
      let extent =
        generator.chance(0.02)
        ? 0 : generator.pick([1, 1, 2, 3, 3, 4, 5, 7, 8, 16, 17, 33, 65, names["batch"] ?? 1, names["rows"] ?? 1])
      extents.append(count * extent <= Self.largestCount / 2 ? extent : 1)
    }
    return extents
  }

  /// An input or a constant with these extents.
  mutating func leaf(_ extents: [Int], elementType: ElementType? = nil) throws -> Node {
    let type =
      elementType
      ?? generator.pick(weighted: [
        (mainElementType, 12), (.float32, 1), (.float64, 1), (.int64, 0.6), (.float16, 0.2), (.int32, 0.2),
        (.int8, 0.1),
        (.uint8, 0.1), (.bool, 0.1),
      ])
    switch type {
    case .float32: return try leaf(extents, floating: Float.self)
    case .float64: return try leaf(extents, floating: Double.self)
    case .float16: return try leaf(extents) { generator in Float16(Float.random(in: -4...4, using: &generator)) }
    case .int64: return try leaf(extents) { generator in Int64.random(in: -9...9, using: &generator) }
    case .int32: return try leaf(extents) { generator in Int32.random(in: .min ... .max, using: &generator) }
    case .int8: return try leaf(extents) { generator in Int8.random(in: .min ... .max, using: &generator) }
    case .uint8: return try leaf(extents) { generator in UInt8.random(in: .min ... .max, using: &generator) }
    case .bool: return try leaf(extents) { generator in Bool.random(using: &generator) }
    }
  }

  private mutating func leaf<Element: FloatingPointTensorElement>(
    _ extents: [Int], floating: Element.Type
  ) throws -> Node {
    let range: ClosedRange<Double> = generator.pick([-1...1, -3...3, -3...3, 0.1...2, -40...40])
    let special: [Element] = [
      .nan, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude, -.leastNormalMagnitude, .greatestFiniteMagnitude, 1,
    ]
    let specialShare = generator.chance(0.06) ? 0.1 : 0
    return try leaf(extents) { generator in
      specialShare > 0 && generator.chance(specialShare)
        ? generator.pick(special) : Element(Double.random(in: range, using: &generator))
    }
  }

  private mutating func leaf<Element: TensorElement>(
    _ extents: [Int], _ element: (inout SeededGenerator) -> Element
  ) throws -> Node {
    let count = extents.reduce(1, *)
    let elements = (0..<count).map { _ in element(&generator) }
    if extents.isEmpty, generator.chance(0.5) { return Expression.scalar(elements[0]).node }
    let tensor = try Tensor(shape: Shape(extents: extents), elements: elements)
    if generator.chance(0.35) { return tensor.expression.node }
    if generator.chance(0.1), let again = repeatedInput(extents, Element.elementType) { return again }
    let shape = named(extents)
    boundNames.formUnion(shape.names)
    let name = "input \(inputs.count)"
    inputs[name] = tensor
    return Expression<Element>.input(name, shape: shape).node
  }

  /// Another node for an input that there is already.
  private func repeatedInput(_ extents: [Int], _ elementType: ElementType) -> Node? {
    for entry in entries where entry.extents == extents && entry.elementType == elementType {
      guard case .input = entry.node.operation else { continue }
      return Node(entry.node.operation, [], shape: entry.node.shape, elementType: elementType, location: nil)
    }
    return nil
  }

  /// A shape that is these extents, with names for some of them.
  mutating func named(_ extents: [Int], onlyBound: Bool = false) -> Shape {
    let candidates = names.filter { !onlyBound || boundNames.contains($0.key) }.sorted { $0.key < $1.key }
    return Shape(
      extents.map { extent in
        let fitting = candidates.filter { $0.value == extent }
        return fitting.isEmpty || generator.chance(0.4) ? .fixed(extent) : .named(generator.pick(fitting).key)
      })
  }
}
