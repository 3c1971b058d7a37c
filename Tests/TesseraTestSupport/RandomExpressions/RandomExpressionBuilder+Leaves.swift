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

  /// The element type of a new leaf.
  mutating func randomElementType() -> ElementType {
    generator.chance(0.6) ? mainElementType : generator.pick(ElementType.allCases)
  }

  /// An input or a constant with these extents.
  mutating func leaf(_ extents: [Int], elementType: ElementType? = nil) throws -> Node {
    switch elementType ?? randomElementType() {
    case .float32: try leaf(extents, floating: Float.self)
    case .float64: try leaf(extents, floating: Double.self)
    case .float16: try leaf(extents, floating: Float16.self)
    case .int64: try leaf(extents, integer: Int64.self)
    case .int32: try leaf(extents, integer: Int32.self)
    case .int8: try leaf(extents, integer: Int8.self)
    case .uint8: try leaf(extents, integer: UInt8.self)
    case .bool: try leaf(extents) { generator in Bool.random(using: &generator) }
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
    // Whole numbers meet discontinuities, and each other.
    let isWhole = generator.chance(0.15)
    return try leaf(extents) { generator in
      if specialShare > 0, generator.chance(specialShare) { return generator.pick(special) }
      let number = Double.random(in: range, using: &generator)
      return Element(isWhole ? number.rounded() : number)
    }
  }

  private mutating func leaf<Element: IntegerTensorElement>(_ extents: [Int], integer: Element.Type) throws -> Node {
    let isSmall = generator.chance(Element.self == Int64.self ? 0.9 : 0.5)
    let range: ClosedRange<Element> =
      isSmall ? Element(clamping: -9)...Element(clamping: 9) : Element.min...Element.max
    return try leaf(extents) { generator in Element.random(in: range, using: &generator) }
  }

  /// An input or a constant of these elements, one after the other.
  mutating func leaf<Element: TensorElement>(
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
    let node = Expression<Element>.input(name, shape: shape).node
    inputNodes.append(node)
    return node
  }

  /// Another node for an input that there is already.
  private func repeatedInput(_ extents: [Int], _ elementType: ElementType) -> Node? {
    for entry in entries where entry.extents == extents && entry.elementType == elementType {
      guard case .input = entry.node.operation else { continue }
      return Node(entry.node.operation, [], shape: entry.node.shape, elementType: elementType, site: nil)
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

  /// A whole number as a scalar of an element type.
  func scalar(_ value: Int, _ elementType: ElementType) -> Scalar {
    switch elementType {
    case .float32: Scalar(Float(value))
    case .float64: Scalar(Double(value))
    case .float16: Scalar(Float16(value))
    case .int64: Scalar(Int64(value))
    case .int32: Scalar(Int32(truncatingIfNeeded: value))
    case .int8: Scalar(Int8(truncatingIfNeeded: value))
    case .uint8: Scalar(UInt8(truncatingIfNeeded: value))
    case .bool: Scalar(value != 0)
    }
  }

  /// A number as a node of a floating-point type.
  func number(_ value: Double, _ elementType: ElementType) -> Node {
    elementType == .float64 ? Expression<Double>.scalar(value).node : Expression<Float>.scalar(Float(value)).node
  }
}
