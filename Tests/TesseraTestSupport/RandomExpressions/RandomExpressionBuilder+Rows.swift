import TesseraGraph
import TesseraShapes

// Reductions and functions of rows.

extension RandomExpressionBuilder {
  /// Some axes, counted from either end, or nil for all.
  mutating func randomAxes(_ entry: Entry) -> [Int]? {
    guard generator.chance(0.8) else { return nil }
    return entry.extents.indices.filter { _ in generator.chance(0.5) }
      .map { generator.chance(0.3) ? $0 - entry.extents.count : $0 }
  }

  /// An axis, counted from either end.
  mutating func randomAxis(_ entry: Entry) -> Int {
    let axis = generator.pick(entry.extents.indices)
    return generator.chance(0.4) ? axis - entry.extents.count : axis
  }

  /// An entry of numbers, or of floating-point numbers alone, with at least an axis.
  mutating func rows(floatingPoint: Bool = false) -> Entry? {
    entry { (floatingPoint ? $0.isFloatingPoint : $0.isNumeric) && !$0.extents.isEmpty }
  }

  mutating func reduction() throws -> Node? {
    let kind = generator.pick(Reduction.Kind.allCases)
    let operand =
      switch kind {
      case .sum, .product, .maximum, .minimum: entry(where: \.isNumeric)
      case .mean: entry(where: \.isFloatingPoint)
      case .any, .all: entry { !$0.isNumeric }
      }
    guard let operand else { return nil }
    let axes = try Axes(randomAxes(operand), of: operand.node.shape, operation: kind.name)
    let correction = kind == .mean && generator.chance(0.2) ? generator.pick([1, 2, 5]) : 0
    let reduction = Reduction(
      kind, axes: axes, keepingDimensions: generator.chance(0.4), correction: correction)
    return try node(.reduction(reduction), [operand.node])
  }

  mutating func argumentReduction() throws -> Node? {
    guard let operand = rows() else { return nil }
    let reduction = ArgumentReduction(
      generator.pick(ArgumentReduction.Kind.allCases), axis: generator.pick(operand.extents.indices),
      keepingDimensions: generator.chance(0.4))
    return try node(.argumentReduction(reduction), [operand.node])
  }

  mutating func argumentSort() throws -> Node? {
    guard let operand = rows() else { return nil }
    let sort = ArgumentSort(axis: generator.pick(operand.extents.indices), isDescending: generator.chance(0.5))
    return try node(.argumentSort(sort), [operand.node])
  }

  mutating func axisFunction() throws -> Node? {
    let kind = generator.pick(AxisFunction.Kind.allKinds)
    let takesIntegers =
      switch kind {
      case .cumulativeSum, .cumulativeProduct: true
      case .softmax, .logSoftmax, .normalize, .rootMeanSquareNormalize: false
      }
    guard let operand = rows(floatingPoint: !takesIntegers) else { return nil }
    return try node(.axisFunction(AxisFunction(kind, axis: generator.pick(operand.extents.indices))), [operand.node])
  }
}
