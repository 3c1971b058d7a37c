import TesseraShapes

extension ReferenceEvaluator {
  func reduction(_ reduction: Reduction, _ operand: ReferenceValue, _ result: Result) -> ReferenceValue {
    let precision = Precision(result.elementType)
    let numbers = operand.numbers
    return result.value(
      operand.space.groups(along: reduction.axes.indices).map { positions in
        let group = positions.map { numbers[$0] }
        switch reduction.kind {
        case .sum: return precision.sum(group)
        case .mean: return precision.mean(group)
        case .maximum: return precision.largest(group)
        case .minimum: return precision.largest(group.map(\.negated)).negated
        }
      })
  }

  func argumentMaximum(_ maximum: ArgumentMaximum, _ operand: ReferenceValue, _ result: Result) -> ReferenceValue {
    let numbers = operand.numbers
    return result.value(
      operand.space.groups(along: [maximum.axis]).map { positions in
        let candidates = Self.candidates(positions.map { numbers[$0] }).map { Int64($0) }
        return PossibleInteger(candidates[0], alternatives: Array(candidates.dropFirst()))
      })
  }

  /// Every index that may be that of the first largest number, the likeliest first; a NaN counts as the largest.
  static func candidates(_ numbers: [BoundedNumber]) -> [Int] {
    if numbers.contains(where: \.isUnknown) { return Array(numbers.indices) }
    if let first = numbers.firstIndex(where: { $0.value.isNaN }) { return [first] }
    var best = 0
    for index in numbers.indices where numbers[index].value > numbers[best].value { best = index }
    // An index is out when a number before it is certainly as large, or one behind it certainly larger.
    var behind = Array(repeating: -Double.infinity, count: numbers.count)
    for index in numbers.indices.dropLast().reversed() {
      behind[index] = max(behind[index + 1], numbers[index + 1].ends.lower)
    }
    var before = -Double.infinity
    var others: [Int] = []
    for index in numbers.indices {
      let (lower, upper) = numbers[index].ends
      if index != best, index == 0 || upper > before, upper >= behind[index] { others.append(index) }
      before = max(before, lower)
    }
    return [best] + others
  }
}

extension BoundedNumber {
  fileprivate var negated: BoundedNumber { BoundedNumber(-value, error: error) }
}

extension Precision {
  /// The mean: NaN over nothing.
  fileprivate func mean(_ numbers: [BoundedNumber]) -> BoundedNumber {
    if numbers.isEmpty { return BoundedNumber(.nan) }
    let sum = sum(numbers)
    if sum.isUnknown { return .unknown }
    let count = Double(numbers.count)
    // A division, or a product with a rounded reciprocal.
    return rounded(sum.value / count, spread: sum.error / count, ulps: 1.5, referenceULPs: 0.5)
  }

  /// The largest; NaN when one is NaN.
  fileprivate func largest(_ numbers: [BoundedNumber]) -> BoundedNumber {
    if numbers.contains(where: \.isUnknown) { return .unknown }
    if numbers.contains(where: { $0.value.isNaN }) { return BoundedNumber(.nan) }
    guard let value = numbers.map(\.value).max(), let lower = numbers.map(\.ends.lower).max(),
      let upper = numbers.map(\.ends.upper).max()
    else { return .unknown }
    if value.isInfinite { return upper == lower ? BoundedNumber(value) : .unknown }
    return withOpenSign(BoundedNumber(value, error: Swift.max(upper - value, value - lower)))
  }
}
