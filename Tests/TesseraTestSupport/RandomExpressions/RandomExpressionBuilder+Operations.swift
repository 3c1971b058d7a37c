import TesseraGraph
import TesseraShapes

extension RandomExpressionBuilder {
  /// A node of a kind; nil when there is nothing that it fits to.
  mutating func make(_ family: OperationFamily) throws -> Node? {
    switch family {
    case .input, .constant: try leaf(randomExtents())
    case .scalar: try leaf([])
    case .iota: try iota()
    case .unary: try unary()
    case .binary: try binary()
    case .map: try map()
    case .select: try select()
    case .cast: cast()
    case .matrixProduct: try matrixProduct()
    case .reduction: try reduction()
    case .argumentReduction: try argumentReduction()
    case .argumentSort: try argumentSort()
    case .axisFunction: try axisFunction()
    case .reshape: try reshape()
    case .transpose: try transpose()
    case .broadcast: try broadcast()
    case .slice: try slice()
    case .concatenate: try concatenate()
    case .rearrange: try rearrange()
    case .gather: try gather(isRefused: false)
    case .scatter: try scatter(isRefused: false)
    }
  }

  private mutating func iota() throws -> Node? {
    let shape = named([generator.pick([0, 1, 3, 5, 8, names["batch"] ?? 2, names["rows"] ?? 2])], onlyBound: true)
    return try node(.iota(Iota(count: shape.dimensions[0])), [])
  }

  /// An entry of one of some element types, or a new leaf of one.
  private mutating func operand(of domain: ElementDomain) throws -> Entry? {
    func contains(_ type: ElementType) -> Bool { domain.contains(type == .float16 ? .float32 : type) }
    if let found = entry(where: { contains($0.elementType) }) { return found }
    return try add(leaf(randomExtents(), elementType: generator.pick(ElementType.allCases.filter(contains))))
  }

  private mutating func unary() throws -> Node? {
    let function = generator.pick(UnaryFunction.allCases)
    guard let operand = try operand(of: function.domain) else { return nil }
    return try node(.unary(function), [generator.chance(0.8) ? inDomain(operand, of: function) : operand.node])
  }

  /// The operand, or something of it, that a function has good values for.
  private func inDomain(_ operand: Entry, of function: UnaryFunction) throws -> Node {
    switch function {
    case .squareRoot, .logarithm, .logarithm2, .logarithm10, .logarithmPlusOne, .reciprocalSquareRoot,
      .inverseHyperbolicCosine, .reciprocal:
      if operand.value.values.allSatisfy({ $0 > 1.001 }) { return operand.node }
      let magnitude = try node(.unary(.absolute), [operand.node])
      return try node(
        .binary(.add), [magnitude, number(1.01, operand.elementType).casting(to: operand.elementType, at: nil)])
    case .arcSine, .arcCosine, .inverseHyperbolicTangent:
      if operand.value.values.allSatisfy({ abs($0) < 0.99 }) { return operand.node }
      return try node(.unary(.sigmoid), [operand.node])
    case .negate, .absolute, .exponential, .hyperbolicTangent, .sigmoid, .relu, .sign, .floor, .ceiling, .round,
      .truncate, .square, .exponential2, .exponentialMinusOne, .sine, .cosine, .tangent, .arcTangent, .hyperbolicSine,
      .hyperbolicCosine, .inverseHyperbolicSine, .errorFunction, .complementaryErrorFunction, .softplus, .gelu,
      .hardSigmoid,
      .hardSwish, .softsign, .isNaN,
      .isInfinite, .isFinite, .logicalNot:
      return operand.node
    }
  }

  private mutating func binary() throws -> Node? {
    let function = generator.pick(BinaryFunction.allCases)
    guard let lhs = try operand(of: function.domain), let rhs = try partner(of: lhs) else { return nil }
    return try node(.binary(function), generator.chance(0.5) ? [lhs.node, rhs.node] : [rhs.node, lhs.node])
  }

  private mutating func select() throws -> Node? {
    guard let then = entry(where: { _ in true }), let otherwise = try partner(of: then),
      let condition = try partner(of: then, elementType: .bool)
    else { return nil }
    return try node(.select(Select()), [condition.node, then.node, otherwise.node])
  }

  private mutating func cast() -> Node? {
    let type = generator.pick(ElementType.allCases)
    guard let operand = entry(where: { $0.elementType == type }) ?? entry(where: { _ in true }) else { return nil }
    return operand.node.casting(
      to: generator.pick(ElementType.allCases.filter { $0 != operand.elementType }), at: nil)
  }

  /// An entry whose shape broadcasts with another's, of the same element type unless one is given: itself, an old one, or a new leaf.
  mutating func partner(of entry: Entry, elementType: ElementType? = nil) throws -> Entry? {
    let type = elementType ?? entry.elementType
    if type == entry.elementType, generator.chance(0.1) { return entry }
    let (shape, limit) = (Shape(extents: entry.extents), Self.largestCount)
    let fitting = self.entry { other in
      guard other.elementType == type else { return false }
      let result = try? shape.broadcast(with: Shape(extents: other.extents), operation: "partner")
      return (result?.elementCount ?? .max) <= limit
    }
    if let fitting, generator.chance(0.6) { return fitting }
    if entry.isFloatingPoint, type == entry.elementType, generator.chance(0.25) {
      return try add(number(generator.pick([-1, 0.5, 2, 3, 0.1]), type).casting(to: type, at: nil))
    }
    var extents = Array(entry.extents.suffix(Int.random(in: 0...entry.extents.count, using: &generator)))
    for axis in extents.indices where generator.chance(0.25) { extents[axis] = 1 }
    return try add(leaf(extents, elementType: type))
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
}
