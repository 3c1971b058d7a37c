import TesseraShapes

// Indices that depend on an order of elements: every index that rounding may choose is an alternative.

/// An element to be ordered: the value, and the ends between which it may lie.
private struct Ordered<Value: Comparable> {
  let value: Value
  let lower: Value
  let upper: Value
  /// A certain NaN.
  let isNaN: Bool
  /// An element of which nothing is known.
  let isUnknown: Bool
}

extension Ordered<Double> {
  init(_ number: BoundedNumber) {
    (value, isNaN, isUnknown) = (number.value, number.value.isNaN && !number.isUnknown, number.isUnknown)
    (lower, upper) = number.ends
  }

  var negated: Ordered { Ordered(value: -value, lower: -upper, upper: -lower, isNaN: isNaN, isUnknown: isUnknown) }
}

extension Ordered<Int64> {
  init(_ integer: PossibleInteger) {
    (value, isNaN, isUnknown) = (integer.value, false, false)
    (lower, upper) = integer.ends
  }

  /// In the opposite order: the complement of an integer is its negative less 1, which does not overflow.
  var negated: Ordered { Ordered(value: ~value, lower: ~upper, upper: ~lower, isNaN: false, isUnknown: false) }
}

extension ReferenceEvaluator {
  func argumentReduction(
    _ reduction: ArgumentReduction, _ operand: ReferenceValue, _ result: Result
  ) -> ReferenceValue {
    let groups = operand.space.groups(along: [reduction.axis])
    let isMaximum = reduction.kind == .maximum
    switch operand.elements {
    case .numbers(let numbers):
      return result.value(
        groups.map { positions in
          Self.largest(positions.map { isMaximum ? Ordered(numbers[$0]) : Ordered(numbers[$0]).negated })
        })
    case .integers(let integers):
      return result.value(
        groups.map { positions in
          Self.largest(positions.map { isMaximum ? Ordered(integers[$0]) : Ordered(integers[$0]).negated })
        })
    }
  }

  func argumentSort(_ sort: ArgumentSort, _ operand: ReferenceValue, _ result: Result) -> ReferenceValue {
    var indices = Array(repeating: PossibleInteger(0), count: result.space.count)
    for positions in operand.space.groups(along: [sort.axis]) {
      let order: [PossibleInteger]
      switch operand.elements {
      case .numbers(let numbers):
        order = Self.order(positions.map { sort.isDescending ? Ordered(numbers[$0]).negated : Ordered(numbers[$0]) })
      case .integers(let integers):
        order = Self.order(positions.map { sort.isDescending ? Ordered(integers[$0]).negated : Ordered(integers[$0]) })
      }
      for (position, index) in zip(positions, order) { indices[position] = index }
    }
    return result.value(indices)
  }

  /// Every index that may be that of the first largest element, the likeliest first; a NaN counts as the largest.
  private static func largest<Value>(_ elements: [Ordered<Value>]) -> PossibleInteger {
    if elements.contains(where: \.isUnknown) { return PossibleInteger(0, among: elements.indices.map { Int64($0) }) }
    if let first = elements.firstIndex(where: \.isNaN) { return PossibleInteger(Int64(first)) }
    var best = 0
    for index in elements.indices where elements[index].value > elements[best].value { best = index }
    // An index is out when an element before it is certainly as large, or one behind it certainly larger.
    var behind: [Value?] = Array(repeating: nil, count: elements.count)
    for index in elements.indices.dropLast().reversed() {
      let next = elements[index + 1].lower
      behind[index] = behind[index + 1].map { max($0, next) } ?? next
    }
    var before: Value?
    var possible: [Int64] = []
    for (index, element) in elements.enumerated() {
      let isAbove = before.map { element.upper > $0 } ?? true
      if isAbove, behind[index].map({ element.upper >= $0 }) ?? true { possible.append(Int64(index)) }
      before = before.map { max($0, element.lower) } ?? element.lower
    }
    return PossibleInteger(Int64(best), among: possible)
  }

  /// The indices in ascending order of their elements, equal ones in theirs, NaN last.
  private static func order<Value>(_ elements: [Ordered<Value>]) -> [PossibleInteger] {
    func isBefore(_ first: Int, _ second: Int) -> Bool {
      let (lhs, rhs) = (elements[first], elements[second])
      if lhs.isNaN || rhs.isNaN || lhs.isUnknown || rhs.isUnknown {
        let (left, right) = (lhs.isNaN || lhs.isUnknown, rhs.isNaN || rhs.isUnknown)
        return left == right ? first < second : right
      }
      return lhs.value == rhs.value ? first < second : lhs.value < rhs.value
    }
    let order = elements.indices.sorted(by: isBefore)
    if elements.allSatisfy({ $0.isNaN || !$0.isUnknown && $0.lower == $0.upper }) {
      return order.map { PossibleInteger(Int64($0)) }
    }
    /// Whether an element comes before another wherever within their bounds both lie.
    func isCertainlyBefore(_ first: Int, _ second: Int) -> Bool {
      let (lhs, rhs) = (elements[first], elements[second])
      if lhs.isNaN && rhs.isNaN { return first < second }
      // What is not known may be NaN itself.
      if lhs.isUnknown { return rhs.isNaN && first < second }
      if rhs.isUnknown { return false }
      if lhs.isNaN || rhs.isNaN { return rhs.isNaN }
      return first < second ? lhs.upper <= rhs.lower : lhs.upper < rhs.lower
    }
    var possible = Array(repeating: [Int64](), count: order.count)
    for index in elements.indices {
      let before = elements.indices.count { $0 != index && isCertainlyBefore($0, index) }
      let behind = elements.indices.count { $0 != index && isCertainlyBefore(index, $0) }
      for rank in before..<(order.count - behind) { possible[rank].append(Int64(index)) }
    }
    return zip(order, possible).map { PossibleInteger(Int64($0), among: $1) }
  }
}
