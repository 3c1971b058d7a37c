import TesseraShapes

/// An integer or truth value, with the others that rounding may choose in its place.
package struct PossibleInteger: Hashable, Sendable {
  /// The value.
  package let value: Int64
  /// What may come instead, without the value itself, ascending; empty where a range says it.
  package let alternatives: [Int64]
  /// Where the value lies when it may be anything in there.
  package let range: ClosedRange<Int64>?

  /// More values than these become a range.
  private static let largestCount = 64

  /// A value and what may come instead.
  package init(_ value: Int64, alternatives: [Int64] = []) {
    self.value = value
    self.alternatives = alternatives
    range = nil
  }

  /// Anything within a range.
  init(_ value: Int64, in range: ClosedRange<Int64>) {
    self.value = value
    if range.upperBound.subtractingReportingOverflow(range.lowerBound).overflow
      || range.upperBound - range.lowerBound >= Int64(Self.largestCount)
    {
      alternatives = []
      self.range = range
    } else {
      alternatives = range.filter { $0 != value }
      self.range = nil
    }
  }

  /// The value and every other that is found.
  init(_ value: Int64, among found: some Sequence<Int64>) {
    let others = Set(found).subtracting([value]).sorted()
    if others.count < Self.largestCount {
      self.init(value, alternatives: others)
    } else {
      self.init(value, in: Swift.min(value, others[0])...Swift.max(value, others[others.count - 1]))
    }
  }

  /// The truth value, and the other one where it is not certain.
  package init(_ value: Bool, isCertain: Bool) {
    self.init(value ? 1 : 0, alternatives: isCertain ? [] : [value ? 0 : 1])
  }

  /// Whether there is one value only.
  package var isCertain: Bool { alternatives.isEmpty && range == nil }

  /// The value and its alternatives; nil for a range.
  var all: [Int64]? { range == nil ? [value] + alternatives : nil }

  /// The smallest and the largest possible value.
  var ends: (lower: Int64, upper: Int64) {
    if let range { return (range.lowerBound, range.upperBound) }
    return (Swift.min(value, alternatives.first ?? value), Swift.max(value, alternatives.last ?? value))
  }

  /// Whether a computed number is the value or may come instead.
  package func accepts(_ computed: Int64) -> Bool {
    value == computed || alternatives.contains(computed) || range?.contains(computed) ?? false
  }

  /// A function of one possible integer; where it is a range, anything of the result's type.
  func mapped(in elementType: ElementType, _ function: (Int64) -> Int64) -> PossibleInteger {
    guard let all else { return PossibleInteger(function(value), in: elementType.integers) }
    return PossibleInteger(function(value), among: all.lazy.map(function))
  }

  /// A function of two possible integers; where one is a range, anything of the result's type.
  func combined(
    with other: PossibleInteger, in elementType: ElementType, _ function: (Int64, Int64) -> Int64
  ) -> PossibleInteger {
    let result = function(value, other.value)
    if isCertain, other.isCertain { return PossibleInteger(result) }
    guard let lhs = all, let rhs = other.all else { return PossibleInteger(result, in: elementType.integers) }
    return PossibleInteger(result, among: lhs.flatMap { left in rhs.map { function(left, $0) } })
  }
}

extension ElementType {
  /// The integers that an element type holds; those of truth values are 0 and 1.
  var integers: ClosedRange<Int64> {
    switch self {
    case .int64, .float32, .float64, .float16: .min ... .max
    case .int32: Int64(Int32.min)...Int64(Int32.max)
    case .int8: -128...127
    case .uint8: 0...255
    case .bool: 0...1
    }
  }

  /// The low bits of an integer, as the element type reads them.
  func wrapped(_ integer: Int64) -> Int64 {
    switch self {
    case .int64, .float32, .float64, .float16: integer
    case .int32: Int64(Int32(truncatingIfNeeded: integer))
    case .int8: Int64(Int8(truncatingIfNeeded: integer))
    case .uint8: Int64(UInt8(truncatingIfNeeded: integer))
    case .bool: integer == 0 ? 0 : 1
    }
  }
}

/// An element with what it may be instead.
protocol PossibleElement {
  /// What an element is that may be either.
  static func either(_ first: Self, _ second: Self) -> Self
}

extension PossibleInteger: PossibleElement {
  static func either(_ first: PossibleInteger, _ second: PossibleInteger) -> PossibleInteger {
    guard let one = first.all, let other = second.all else {
      let lower = Swift.min(first.ends.lower, second.ends.lower)
      return PossibleInteger(first.value, in: lower...Swift.max(first.ends.upper, second.ends.upper))
    }
    return PossibleInteger(first.value, among: one + other)
  }
}

extension BoundedNumber: PossibleElement {
  static func either(_ first: BoundedNumber, _ second: BoundedNumber) -> BoundedNumber {
    if first.isUnknown || second.isUnknown { return .unknown }
    if first.value.isNaN, second.value.isNaN { return first }
    if first.value.isFinite, second.value.isFinite {
      // Two zeros may differ in their sign.
      let isOpenZero = first.value == 0 && second.value == 0 && first.value.sign != second.value.sign
      let distance = isOpenZero ? Double.leastNonzeroMagnitude : Swift.abs(second.value - first.value)
      return BoundedNumber(first.value, error: Swift.max(first.error, distance + second.error))
    }
    return first.value == second.value ? first : .unknown
  }
}
