import TesseraGraph
import TesseraShapes

extension RowGraphBuilder {
  /// A node of an operation; nil when there is nothing that it fits to.
  mutating func make(_ operation: RowOperation) throws -> Node? {
    switch operation {
    case .unary: return try unary()
    case .binary: return try binary()
    case .map: return try map()
    case .select: return try select()
    case .cast: return try cast()
    case .constantRight: return try constantRight()
    case .constantLeft: return try constantLeft()
    case .vector: return try vector()
    case .rowsWithRows: return try rowsWithRows()
    case .axisFunction: return try axisFunction()
    case .reduction: return try reduction()
    case .argument: return try argument()
    case .table: return try table()
    case .slices: return try slices()
    case .elements: return try elements()
    case .positions: return try positions()
    case .scatter: return try scatter()
    case .oneHot: return try oneHot()
    case .transpose: return try transpose()
    case .reshape: return try reshape()
    case .broadcast: return try broadcast()
    case .slice: return try slice()
    case .concatenate: return try concatenate()
    case .rearrange: return try rearrange()
    case .activation, .normalization, .statistic, .sorting, .linear, .einsum, .attention, .multiHeadAttention,
      .triangle:
      let ranks =
        switch operation {
        case .activation: 0...4
        case .attention, .triangle: 2...4
        case .multiHeadAttention: 2...2
        default: 1...4
        }
      guard let entry = numbers(rank: ranks) else { return nil }
      switch entry.elementType {
      case .float32: return try layer(operation, entry, as: Float.self)
      case .float64: return try layer(operation, entry, as: Double.self)
      case .float16: return try layer(operation, entry, as: Float16.self)
      case .int64, .int32, .int8, .uint8, .bool: return nil
      }
    }
  }

  // MARK: Products.

  private mutating func constantRight() throws -> Node? {
    guard let entry = numbers(), let inner = entry.extents.last else { return nil }
    let columns = generator.pick([1, 2, 3, 8, 10, 16, 17, 31, 33, 64, 100, 130])
    // A matrix for all, or one for each index of the first axis of the rows.
    let isPerMatrix = entry.extents.count == 3 && generator.chance(0.3)
    let extents = (isPerMatrix ? [entry.extents[0]] : []) + [inner, columns]
    guard extents.reduce(1, *) <= 1 << 17 else { return nil }
    let right = try constant(extents, entry.elementType, scale: 2 / Double(inner).squareRoot())
    return try node(.matrixProduct(MatrixProduct()), entry.node, right)
  }

  private mutating func constantLeft() throws -> Node? {
    guard let entry = numbers(rank: 2...3) else { return nil }
    let inner = entry.extents[entry.extents.count - 2]
    let left = try constant(
      [generator.pick([1, 2, 5, 16, 33]), inner], entry.elementType, scale: 2 / Double(inner).squareRoot())
    return try node(.matrixProduct(MatrixProduct()), left, entry.node)
  }

  private mutating func vector() throws -> Node? {
    guard let entry = numbers(), let inner = entry.extents.last else { return nil }
    let right = try constant([inner], entry.elementType, scale: 2 / Double(inner).squareRoot())
    return try node(.matrixProduct(MatrixProduct()), entry.node, right)
  }

  /// A matrix of each row by another one of the same row, or by itself, transposed.
  private mutating func rowsWithRows() throws -> Node? {
    guard let entry = numbers(rank: 2...3), let inner = entry.extents.last else { return nil }
    let other = sibling(of: entry)
    let rank = entry.extents.count + 1
    let order = Array(0..<rank - 2) + [rank - 1, rank - 2]
    let transposed = try node(.transpose(Transpose(order, of: other.node.shape)), other.node)
    if generator.chance(0.3) {
      let product = try node(.matrixProduct(MatrixProduct()), transposed, entry.node)
      return try scaled(product, by: 1 / Double(entry.extents[rank - 3]))
    }
    return try scaled(node(.matrixProduct(MatrixProduct()), entry.node, transposed), by: 1 / Double(inner))
  }

  // MARK: Along other axes.

  private mutating func axisFunction() throws -> Node? {
    let kind = generator.pick(AxisFunction.Kind.allKinds)
    guard let entry = numbers() else { return nil }
    let axis = randomAxis(entry)
    var operand = entry.node
    if kind == .cumulativeSum { operand = try scaled(operand, by: 1 / Double(entry.extents[axis - 1])) }
    if kind == .cumulativeProduct { operand = try nearOne(operand) }
    return try node(.axisFunction(AxisFunction(kind, axis: axis)), operand)
  }

  private mutating func reduction() throws -> Node? {
    let kind = generator.pick(Reduction.Kind.allCases)
    let found = entry { entry in
      switch kind {
      case .sum, .product, .mean: !entry.extents.isEmpty && entry.isFloatingPoint
      case .maximum, .minimum: !entry.extents.isEmpty && entry.isNumeric
      case .any, .all: !entry.extents.isEmpty && entry.elementType == .bool
      }
    }
    guard let entry = found else { return nil }
    var axes = entry.extents.indices.filter { _ in generator.chance(0.5) }.map { $0 + 1 }
    if axes.isEmpty { axes = [randomAxis(entry)] }
    let count = axes.reduce(1) { $0 * entry.extents[$1 - 1] }
    var operand = entry.node
    if kind == .sum { operand = try scaled(operand, by: 1 / Double(count).squareRoot()) }
    if kind == .product { operand = try nearOne(operand) }
    let reduction = Reduction(
      kind, axes: try Axes(axes, of: operand.shape, operation: kind.name), keepingDimensions: generator.chance(0.4))
    return try node(.reduction(reduction), operand)
  }

  private mutating func argument() throws -> Node? {
    guard let entry = entry(where: { $0.isNumeric && !$0.extents.isEmpty }) else { return nil }
    let axis = randomAxis(entry)
    if generator.chance(0.4) {
      return try node(.argumentSort(ArgumentSort(axis: axis, isDescending: generator.chance(0.5))), entry.node)
    }
    let kind = generator.pick(ArgumentReduction.Kind.allCases)
    return try node(
      .argumentReduction(ArgumentReduction(kind, axis: axis, keepingDimensions: generator.chance(0.4))), entry.node)
  }

  /// Numbers of which many can be multiplied.
  private func nearOne(_ operand: Node) throws -> Node {
    try node(.binary(.add), scaled(bounded(operand), by: 0.01), number(1, operand.elementType))
  }
}
