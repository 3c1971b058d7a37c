import TesseraGraph
import TesseraShapes

extension RandomExpressionBuilder {
  /// A composition of floating-point numbers.
  mutating func floating<Element: FloatingPointTensorElement>(
    _ composition: Composition, _ operand: Entry, as type: Element.Type
  ) throws -> Node? {
    let x = Expression<Element>(node: operand.node)
    let keepsDimensions = generator.chance(0.4)
    switch composition {
    case .gelu: return x.gelu().node
    case .tanhGelu: return x.gelu(.tanh).node
    case .leakyRelu: return x.leakyRelu(slope: generator.pick([0.01, 0.25, -1])).node
    case .elu: return x.elu(alpha: generator.pick([1, 0.5])).node
    case .celu: return x.celu(alpha: generator.pick([1, 0.5])).node
    case .selu: return x.selu().node
    case .softsign: return x.softsign().node
    case .silu: return x.silu().node
    case .mish: return x.mish().node
    case .hardSigmoid: return x.hardSigmoid().node
    case .hardSwish: return x.hardSwish().node
    case .variance:
      return try x.variance(
        axes: randomAxes(operand), correction: generator.pick([0, 1]), keepingDimensions: keepsDimensions
      ).node
    case .standardDeviation:
      return try x.standardDeviation(
        axes: randomAxes(operand), correction: generator.pick([0, 1]), keepingDimensions: keepsDimensions
      ).node
    case .logSumExp: return try x.logSumExp(axes: randomAxes(operand), keepingDimensions: keepsDimensions).node
    case .norm:
      return try x.norm(
        generator.pick(NormOrder.allCases), axes: randomAxes(operand), keepingDimensions: keepsDimensions
      ).node
    case .layerNorm:
      let row = Array(operand.extents.suffix(1))
      return try x.layerNorm(weight: parameter(row), bias: parameter(row), epsilon: 1e-5).node
    case .rmsNorm: return try x.rmsNorm(axis: randomAxis(operand), epsilon: generator.pick([1e-5, 1e-2])).node
    case .batchNorm:
      let axis = randomAxis(operand)
      let channels = [operand.extents[axis < 0 ? axis + operand.extents.count : axis]]
      return try x.batchNorm(
        mean: parameter(channels), variance: parameter(channels).square(), weight: parameter(channels),
        bias: generator.chance(0.5) ? parameter(channels) : nil, axis: axis
      ).node
    case .linear:
      let (inner, outer) = (operand.extents[operand.extents.count - 1], generator.pick([1, 2, 5, 9]))
      return try x.linear(
        weight: parameter([outer, inner]), bias: generator.chance(0.6) ? parameter([outer]) : nil
      ).node
    case .embedding:
      let count = Int64(operand.extents[0])
      guard count > 0 else { return nil }
      let indices = try leaf(generator.pick([[3], [2, 3], []])) { Int64.random(in: 0..<count, using: &$0) }
      return try Expression.embedding(x, Expression(node: indices)).node
    case .attention: return try attention(operand, as: type)
    case .multiHeadAttention: return try multiHeadAttention(operand, as: type)
    case .einsum: return try einsum(operand, as: type)
    default: return nil
    }
  }

  /// Numbers between -1 and 1.
  private mutating func parameter<Element: FloatingPointTensorElement>(_ extents: [Int]) throws -> Expression<Element> {
    let leaf = try leaf(extents) { generator in Element(Double.random(in: -1...1, using: &generator)) }
    return Expression(node: leaf)
  }

  private mutating func attention<Element: FloatingPointTensorElement>(
    _ operand: Entry, as type: Element.Type
  ) throws -> Node? {
    guard operand.extents.count >= 2, operand.extents.reduce(1, *) < 600 else { return nil }
    let leading = Array(operand.extents.dropLast(2))
    let (rows, width) = (operand.extents[operand.extents.count - 2], operand.extents[operand.extents.count - 1])
    let keys = generator.pick([1, 2, 5, rows])
    let mask: Expression<Bool>? =
      generator.chance(0.4)
      ? Expression(node: try leaf(generator.pick([[rows, keys], [keys], [1, keys]])) { $0.chance(0.8) }) : nil
    return try Expression<Element>.scaledDotProductAttention(
      query: Expression(node: operand.node), key: parameter(leading + [keys, width]),
      value: parameter((generator.chance(0.5) ? leading : []) + [keys, generator.pick([1, 3, 4])]), mask: mask,
      isCausal: generator.chance(0.4), scale: generator.chance(0.5) ? 0.3 : nil
    ).node
  }

  private mutating func multiHeadAttention<Element: FloatingPointTensorElement>(
    _ operand: Entry, as type: Element.Type
  ) throws -> Node? {
    var entry = operand
    if entry.extents.count != 3 || entry.extents[2] > 16 || entry.extents.reduce(1, *) > 300 {
      guard let other = try add(leaf([2, 3, 4], elementType: operand.elementType)) else { return nil }
      entry = other
    }
    let (heads, width) = (generator.pick([1, 2, 3]), entry.extents[2])
    func layer(_ outer: Int, _ inner: Int) throws -> LinearParameters<Element> {
      LinearParameters(
        weight: try parameter([outer, inner]), bias: generator.chance(0.5) ? try parameter([outer]) : nil)
    }
    let context: Expression<Element>? =
      generator.chance(0.3) ? try parameter([entry.extents[0], 5, width]) : nil
    let size = heads * 2
    return try Expression<Element>(node: entry.node).multiHeadAttention(
      heads: heads, query: layer(size, width), key: layer(size, width), value: layer(size, width),
      output: layer(width, size), context: context, isCausal: generator.chance(0.4)
    ).node
  }

  /// A random equation: the operand's axes get letters, of which others share some.
  private mutating func einsum<Element: FloatingPointTensorElement>(
    _ operand: Entry, as type: Element.Type
  ) throws -> Node? {
    let letters = ["i", "j", "k", "m", "B"]
    var extents: [String: Int] = [:]
    var terms: [[String]] = []
    // Axes of one extent may be the same axis: a diagonal.
    var first: [String] = []
    for extent in operand.extents {
      let same = letters.first { extents[$0] == extent }
      let letter = same != nil && generator.chance(0.4) ? same : letters.first { extents[$0] == nil }
      guard let letter else { return nil }
      extents[letter] = extent
      first.append(letter)
    }
    terms.append(first)
    var operands = [Expression<Element>(node: operand.node)]
    for _ in 0..<generator.pick([0, 1, 1, 2]) {
      for letter in letters where extents[letter] == nil && generator.chance(0.3) {
        extents[letter] = generator.pick([1, 2, 3, 4])
      }
      let known = letters.filter { extents[$0] != nil }.shuffled(using: &generator)
      let term = Array(known.prefix(Int.random(in: 1...3, using: &generator)))
      terms.append(term)
      operands.append(try parameter(term.map { extents[$0] ?? 1 }))
    }
    var equation = terms.map { $0.joined() }.joined(separator: ",")
    if generator.chance(0.8) {
      let used = letters.filter { letter in terms.contains { $0.contains(letter) } }.shuffled(using: &generator)
      equation += "->" + used.prefix(Int.random(in: 0...min(used.count, 3), using: &generator)).joined()
    }
    return try Expression.einsum(equation, operands).node
  }
}
