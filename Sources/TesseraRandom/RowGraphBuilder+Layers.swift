import TesseraGraph
import TesseraShapes

extension RowGraphBuilder {
  /// A node of what users call on floating-point expressions; nil when it does not fit.
  mutating func layer<Element: FloatingPointTensorElement>(
    _ operation: RowOperation, _ entry: Entry, as type: Element.Type
  ) throws -> Node? {
    let x = Expression<Element>(node: entry.node)
    let (axis, keeps) = (entry.extents.isEmpty ? 0 : randomAxis(entry), generator.chance(0.4))
    let width = entry.extents.last ?? 1
    switch operation {
    case .activation: return activation(x)
    case .normalization:
      switch generator.pick(0..<3) {
      case 0:
        return try x.layerNorm(
          weight: parameter([width]), bias: generator.chance(0.5) ? parameter([width]) : nil, epsilon: 1e-5
        ).node
      case 1: return try x.rmsNorm(axis: axis, epsilon: 1e-5).node
      default:
        let channels = [entry.extents[axis - 1]]
        return try x.batchNorm(
          mean: parameter(channels), variance: parameter(channels).square(), weight: parameter(channels),
          bias: parameter(channels), epsilon: 0.1, axis: axis
        ).node
      }
    case .statistic:
      switch generator.pick(0..<4) {
      case 0: return try x.variance(axes: [axis], keepingDimensions: keeps).node
      case 1: return try x.standardDeviation(axes: [axis], keepingDimensions: keeps).node
      case 2: return try x.logSumExp(axes: [axis], keepingDimensions: keeps).node
      default:
        return try scaled(
          x.norm(generator.pick(NormOrder.allCases), axes: [axis], keepingDimensions: keeps).node, by: 0.1)
      }
    case .sorting:
      if generator.chance(0.5) { return try x.sort(axis: axis, descending: generator.chance(0.5)).node }
      let count = Int.random(in: 1...entry.extents[axis - 1], using: &generator)
      let (values, indices) = try x.topK(count, axis: axis, largest: generator.chance(0.5))
      return generator.chance(0.7) ? values.node : indices.node
    case .linear:
      let columns = generator.pick([1, 3, 10, 16, 17, 33, 64, 130])
      let linear = try x.linear(
        weight: parameter([columns, width], scale: 2 / Double(width).squareRoot()),
        bias: generator.chance(0.7) ? parameter([columns]) : nil)
      return generator.chance(0.6) ? activation(linear) : linear.node
    case .einsum: return try einsum(x, entry)
    case .attention: return try attention(x, entry)
    case .multiHeadAttention: return try multiHeadAttention(x, entry)
    case .triangle:
      return generator.chance(0.5) ? try x.lowerTriangle(diagonal: 1).node : try x.upperTriangle().node
    default: return nil
    }
  }

  private mutating func parameter<Element: FloatingPointTensorElement>(
    _ extents: [Int], scale: Double = 1
  ) throws -> Expression<Element> {
    Expression(node: try constant(extents, Element.elementType, scale: scale))
  }

  private mutating func activation<Element: FloatingPointTensorElement>(_ x: Expression<Element>) -> Node {
    switch generator.pick(0..<12) {
    case 0: x.gelu().node
    case 1: x.gelu(.tanh).node
    case 2: x.leakyRelu().node
    case 3: x.elu().node
    case 4: x.celu(alpha: 0.5).node
    case 5: x.selu().node
    case 6: x.softsign().node
    case 7: x.silu().node
    case 8: x.mish().node
    case 9: x.hardSigmoid().node
    case 10: x.hardSwish().node
    default: x.relu().node
    }
  }

  private mutating func attention<Element: FloatingPointTensorElement>(
    _ x: Expression<Element>, _ entry: Entry
  ) throws -> Node? {
    let (key, value) = (sibling(of: entry), sibling(of: entry))
    let rows = entry.extents[entry.extents.count - 2]
    guard entry.extents.dropLast(2).reduce(rows * rows, *) <= Self.largestCount else { return nil }
    let mask: Expression<Bool>? =
      generator.chance(0.3) ? Expression(node: try constant([rows, rows]) { $0.chance(0.8) }) : nil
    return try Expression<Element>.scaledDotProductAttention(
      query: x, key: Expression(node: key.node), value: Expression(node: value.node), mask: mask,
      isCausal: generator.chance(0.4)
    ).node
  }

  private mutating func multiHeadAttention<Element: FloatingPointTensorElement>(
    _ x: Expression<Element>, _ entry: Entry
  ) throws -> Node? {
    let (tokens, width) = (entry.extents[0], entry.extents[1])
    let heads = generator.pick([1, 2, 3])
    guard tokens * tokens * heads <= Self.largestCount, width <= 130 else { return nil }
    func layer(_ outer: Int, _ inner: Int) throws -> LinearParameters<Element> {
      LinearParameters(
        weight: try parameter([outer, inner], scale: 2 / Double(inner).squareRoot()),
        bias: generator.chance(0.5) ? try parameter([outer]) : nil)
    }
    let size = heads * generator.pick([2, 8, 9])
    return try x.multiHeadAttention(
      heads: heads, query: layer(size, width), key: layer(size, width), value: layer(size, width),
      output: layer(width, size), isCausal: generator.chance(0.4)
    ).node
  }

  private mutating func einsum<Element: FloatingPointTensorElement>(
    _ x: Expression<Element>, _ entry: Entry
  ) throws -> Node? {
    let extents = entry.extents
    let scale = 2 / Double(extents[extents.count - 1]).squareRoot()
    switch extents.count {
    case 1: return try Expression.einsum("bi,ij->bj", [x, parameter([extents[0], 17], scale: scale)]).node
    case 2:
      if generator.chance(0.5) {
        return try Expression.einsum("bij,jk->bki", [x, parameter([extents[1], 9], scale: scale)]).node
      }
      return try Expression.einsum("bij,bij->bi", [x, Expression(node: sibling(of: entry).node)]).node
    case 3: return try Expression.einsum("bijk,kj->bi", [x, parameter([extents[2], extents[1]], scale: scale)]).node
    default: return nil
    }
  }
}
