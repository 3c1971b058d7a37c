import Glibc
import TesseraShapes

extension ReferenceEvaluator {
  func reduction(_ reduction: Reduction, _ operand: ReferenceValue, _ result: Result) -> ReferenceValue {
    let groups = operand.space.groups(along: reduction.axes.indices)
    switch operand.elements {
    case .numbers(let numbers):
      let precision = Precision(result.elementType)
      return result.value(
        groups.map { positions in
          let group = positions.map { numbers[$0] }
          switch reduction.kind {
          case .sum: return precision.sum(group)
          case .mean: return precision.mean(group, correction: reduction.correction)
          case .product: return precision.product(group)
          case .maximum: return precision.largest(group)
          case .minimum: return precision.largest(group.map(\.negated)).negated
          case .any, .all: preconditionFailure("Reduction: any and all are of truth values")
          }
        })
    case .integers(let integers):
      let type = result.elementType
      return result.value(
        groups.map { positions in Self.reduced(reduction.kind, positions.map { integers[$0] }, type) })
    }
  }

  private static func reduced(
    _ kind: Reduction.Kind, _ group: [PossibleInteger], _ type: ElementType
  ) -> PossibleInteger {
    func folded(_ start: Int64, _ function: BinaryFunction) -> PossibleInteger {
      group.reduce(PossibleInteger(start)) { sum, next in
        sum.combined(with: next, in: type) { function.reference($0, $1, in: type) }
      }
    }
    switch kind {
    case .sum: return folded(0, .add)
    case .product: return folded(1, .multiply)
    case .any: return folded(0, .logicalOr)
    case .all: return folded(1, .logicalAnd)
    // The neutral elements are never seen: the groups of these are not empty.
    case .maximum: return folded(type.integers.lowerBound, .maximum)
    case .minimum: return folded(type.integers.upperBound, .minimum)
    case .mean: preconditionFailure("Reduction: a mean is of floating-point numbers")
    }
  }
}

extension Precision {
  /// The sum divided by the number of elements less a correction, which does not make it less than 0.
  func mean(_ numbers: [BoundedNumber], correction: Int = 0) -> BoundedNumber {
    let count = Swift.max(Double(numbers.count) - Double(correction), 0)
    if numbers.isEmpty { return BoundedNumber(.nan) }
    let sum = sum(numbers)
    if sum.isUnknown { return .unknown }
    if count == 0 {
      // 0 / 0 is NaN, and an infinity has the sign of the sum.
      return sum.error > 0 && Swift.abs(sum.value) <= sum.error ? .unknown : BoundedNumber(sum.value / 0)
    }
    // A division, or a product with a rounded reciprocal.
    return rounded(sum.value / count, spread: sum.error / count, ulps: 1.5, referenceULPs: 0.5)
  }

  /// The largest; NaN when one is NaN.
  func largest(_ numbers: [BoundedNumber]) -> BoundedNumber {
    if numbers.contains(where: \.isUnknown) { return .unknown }
    if numbers.contains(where: { $0.value.isNaN }) { return BoundedNumber(.nan) }
    let value = numbers.map(\.value).reduce(-.infinity) { -smaller(-$0, -$1) }
    let lower = numbers.map(\.ends.lower).reduce(-.infinity) { -smaller(-$0, -$1) }
    let upper = numbers.map(\.ends.upper).reduce(-.infinity) { -smaller(-$0, -$1) }
    if value.isInfinite { return upper == lower ? BoundedNumber(value) : .unknown }
    return BoundedNumber(value, error: Swift.max(upper - value, value - lower))
  }

  /// The product in any order: 1 of nothing. Each of n - 1 multiplications may cost a unit of rounding, as long as none leaves the range of
  /// normal numbers whatever the order.
  func product(_ numbers: [BoundedNumber]) -> BoundedNumber {
    if numbers.contains(where: \.isUnknown) { return .unknown }
    if numbers.isEmpty { return BoundedNumber(1) }
    if numbers.count == 1 { return numbers[0] }
    if numbers.contains(where: { $0.value.isNaN }) { return BoundedNumber(.nan) }
    let finite = numbers.filter { $0.value.isFinite && !($0.isCertain && $0.value == 0) }
    // The share by which the factors and their roundings move the product, as a logarithm.
    var moved = Double(numbers.count) * (unit + 0x1p-52) * 1.01
    var (above, below) = (0.0, 0.0)
    for number in finite {
      if number.mayBeZero || number.value == 0 { return .unknown }
      let exponent = log2(Swift.abs(number.value))
      if exponent > 0 { above += exponent } else { below += exponent }
      moved += -log1p(-number.error / Swift.abs(number.value))
    }
    guard above < log2(largest) - 2, below > log2(smallest / unit) + 2, moved < 0.5 else { return .unknown }
    let value = numbers.reduce(1) { $0 * $1.value }
    guard value.isFinite else { return BoundedNumber(value) }
    if value == 0 { return BoundedNumber(value) }
    return BoundedNumber(value, error: Swift.abs(value) * expm1(moved))
  }
}
