import TesseraGraph
import TesseraShapes

extension RandomExpressionBuilder {
  /// A node of a kind; nil when there is nothing that it fits to.
  mutating func make(_ family: OperationFamily) throws -> Node? {
    switch family {
    case .input, .constant: return try leaf(randomExtents())
    case .scalar: return try leaf([])
    case .unary: return try unary()
    case .binary: return try binary()
    case .map: return try map()
    case .matrixProduct: return try matrixProduct()
    case .reduction: return try reduction()
    case .argumentMaximum: return try argumentMaximum()
    case .softmax: return try softmax()
    case .reshape: return try reshape()
    case .transpose: return try transpose()
    case .broadcast: return try broadcast()
    }
  }

  func node(_ operation: Operation, _ operands: [Node]) throws -> Node {
    try Node(inferring: operation, operands, at: SourceLocation(file: #fileID, line: #line))
  }

  private mutating func unary() throws -> Node? {
    guard var operand = entry(where: \.isFloatingPoint) else { return nil }
    let function = generator.pick(UnaryFunction.allCases)
    let needsPositive = function == .squareRoot || function == .logarithm
    if needsPositive, generator.chance(0.8), operand.value.values.contains(where: { $0 < 0.01 }) {
      // |x| + 0.5 has a root and a logarithm.
      guard let magnitude = try add(node(.unary(.absolute), [operand.node])),
        let half = try add(scalar(0.5, operand.elementType)),
        let sum = try add(node(.binary(.add), [magnitude.node, half.node]))
      else { return nil }
      operand = sum
    }
    return try node(.unary(function), [operand.node])
  }

  private mutating func binary() throws -> Node? {
    guard let lhs = entry(where: \.isFloatingPoint) else { return nil }
    let rhs = try partner(of: lhs)
    let function = generator.pick(BinaryFunction.allCases)
    guard let rhs else { return nil }
    return try node(.binary(function), generator.chance(0.5) ? [lhs.node, rhs.node] : [rhs.node, lhs.node])
  }

  /// An entry of the same type whose shape broadcasts with another's: itself, an old one, or a new leaf.
  mutating func partner(of entry: Entry) throws -> Entry? {
    if generator.chance(0.1) { return entry }
    let type = entry.elementType
    let (shape, limit) = (Shape(extents: entry.extents), Self.largestCount)
    let fitting = self.entry { other in
      guard other.elementType == type else { return false }
      let result = try? shape.broadcast(with: Shape(extents: other.extents), operation: "partner")
      return (result?.elementCount ?? .max) <= limit
    }
    if let fitting, generator.chance(0.6) { return fitting }
    if entry.isFloatingPoint, generator.chance(0.25) {
      return try add(scalar(generator.pick([-1, 0.5, 2, 3, 0.1]), type))
    }
    var extents = Array(entry.extents.suffix(Int.random(in: 0...entry.extents.count, using: &generator)))
    for axis in extents.indices where generator.chance(0.25) { extents[axis] = 1 }
    return try add(leaf(extents, elementType: type))
  }

  private func scalar(_ value: Double, _ elementType: ElementType) -> Node {
    elementType == .float32 ? Expression<Float>.scalar(Float(value)).node : Expression<Double>.scalar(value).node
  }

  private mutating func matrixProduct() throws -> Node? {
    guard let lhs = entry(where: { $0.isFloatingPoint && !$0.extents.isEmpty }) else { return nil }
    let inner = lhs.extents[lhs.extents.count - 1]
    let fitting = entry { other in
      guard other.elementType == lhs.elementType, !other.extents.isEmpty else { return false }
      return other.extents[max(other.extents.count - 2, 0)] == inner
    }
    if let fitting, generator.chance(0.5) {
      return try node(.matrixProduct(MatrixProduct()), [lhs.node, fitting.node])
    }
    let columns = generator.pick([1, 2, 3, 5, 8, 16, 33])
    var extents: [Int]
    switch generator.pick([0, 1, 1, 1, 2]) {
    case 0: extents = [inner]
    case 1: extents = [inner, columns]
    default: extents = lhs.extents.dropLast(2).map { generator.chance(0.5) ? 1 : $0 } + [inner, columns]
    }
    if extents.reduce(1, *) > Self.largestCount { extents = [inner] }
    guard let rhs = try add(leaf(extents, elementType: lhs.elementType)) else { return nil }
    return try node(.matrixProduct(MatrixProduct()), [lhs.node, rhs.node])
  }

  private mutating func reduction() throws -> Node? {
    guard let operand = entry(where: \.isFloatingPoint) else { return nil }
    let kind = generator.pick(Reduction.Kind.allCases)
    var axes: [Int]?
    if generator.chance(0.8) {
      axes = operand.extents.indices.filter { _ in generator.chance(0.5) }
        .map { generator.chance(0.3) ? $0 - operand.extents.count : $0 }
    }
    let resolved = try Axes(axes, of: operand.node.shape, operation: kind.name)
    let reduction = Reduction(kind, axes: resolved, keepingDimensions: generator.chance(0.4))
    return try node(.reduction(reduction), [operand.node])
  }

  private mutating func argumentMaximum() throws -> Node? {
    guard let operand = entry(where: { $0.isFloatingPoint && !$0.extents.isEmpty }) else { return nil }
    let maximum = ArgumentMaximum(
      axis: generator.pick(operand.extents.indices), keepingDimensions: generator.chance(0.4))
    return try node(.argumentMaximum(maximum), [operand.node])
  }

  private mutating func softmax() throws -> Node? {
    guard let operand = entry(where: { $0.isFloatingPoint && !$0.extents.isEmpty }) else { return nil }
    let softmax = Softmax(axis: generator.pick(operand.extents.indices), isLogarithmic: generator.chance(0.4))
    return try node(.softmax(softmax), [operand.node])
  }
}
