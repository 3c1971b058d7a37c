import TesseraShapes

/// A number computed in Double, with a bound of the difference to what a computation in the element type may give instead.
package struct BoundedNumber: Hashable, Sendable {
  /// The value.
  package let value: Double
  /// The largest |computed - value| that rounding explains: 0 where only one result is right, infinite where it may be anything.
  ///
  /// NaN and infinities have a bound of 0 when they are certain. A zero whose sign is not certain has the smallest bound above 0, so that it
  /// is not divided by.
  package let error: Double

  /// A value and its bound.
  package init(_ value: Double, error: Double = 0) {
    self.value = value
    self.error = error
  }

  /// Rounding decides about everything: the other side of a discontinuity, or of the largest finite number, is within reach.
  package static let unknown = BoundedNumber(.nan, error: .infinity)

  /// Whether nothing can be said about the value.
  package var isUnknown: Bool { error == .infinity }

  /// Whether there is one value only.
  var isCertain: Bool { error == 0 }

  /// The smallest and the largest value within the bound.
  var ends: (lower: Double, upper: Double) { (value - error, value + error) }

  /// Whether 0 is within the bound of a number that is not certain.
  var mayBeZero: Bool { error > 0 && Swift.abs(value) <= error }

  var negated: BoundedNumber { BoundedNumber(-value, error: error) }

  /// Whether a computed number is explained by rounding. The sign of a zero does not count.
  package func accepts(_ computed: Double) -> Bool {
    if isUnknown { return true }
    if value.isNaN || computed.isNaN { return value.isNaN && computed.isNaN }
    return value == computed || Swift.abs(value - computed) <= error
  }
}

/// How an element type rounds.
struct Precision {
  /// Half the distance from 1 to the next number: the relative error of a correctly rounded operation.
  let unit: Double
  /// The smallest number above 0.
  let smallest: Double
  /// The largest finite number.
  let largest: Double
  private let elementType: ElementType

  init(_ elementType: ElementType) {
    self.elementType = elementType
    switch elementType {
    case .float32:
      (unit, smallest) = (0x1p-24, Double(Float.leastNonzeroMagnitude))
      largest = Double(Float.greatestFiniteMagnitude)
    case .float16:
      (unit, smallest) = (0x1p-11, Double(Float16.leastNonzeroMagnitude))
      largest = Double(Float16.greatestFiniteMagnitude)
    case .float64, .int64, .int32, .int8, .uint8, .bool:
      (unit, smallest) = (0x1p-53, Double.leastNonzeroMagnitude)
      largest = Double.greatestFiniteMagnitude
    }
  }

  /// The nearest number of the element type, ties to even.
  func nearest(_ value: Double) -> Double {
    switch elementType {
    case .float32: Double(Float(value))
    case .float16: Double(Float16(value))
    case .float64, .int64, .int32, .int8, .uint8, .bool: value
    }
  }

  /// A result whose operands move it by at most `spread` and that is itself rounded.
  ///
  /// A correctly rounded operation (half a unit here and in the element type) of certain operands has one result. Rounding it to a Double
  /// first does not change it: a Double has more than twice the digits of a Float (Figueroa, "When is double rounding innocuous?", 1995).
  /// - Parameters:
  ///   - ulps: the error of the operation in the element type, in units in the last place; 0 for an operation that never rounds.
  ///   - referenceULPs: the error of the same operation here, in units in the last place of a Double.
  func rounded(_ value: Double, spread: Double, ulps: Double, referenceULPs: Double) -> BoundedNumber {
    if spread == 0, ulps == 0.5, referenceULPs == 0.5 { return BoundedNumber(nearest(value)) }
    guard value.isFinite else { return spread == 0 ? BoundedNumber(value) : .unknown }
    let magnitude = Swift.abs(value) + spread
    // A unit in the last place is at most 2 units of rounding, and below the normal numbers the smallest one.
    let rounding = ulps == 0 ? 0 : ulps * Swift.max(2 * unit * magnitude, smallest)
    let error = spread + rounding + referenceULPs * Swift.max(0x1p-52 * magnitude, .leastNonzeroMagnitude)
    return magnitude + error > largest ? .unknown : BoundedNumber(value, error: error)
  }

  /// The result of a function that is monotone in each operand: its value, and its values at the ends of what the operands may be.
  func spanning(_ value: Double, corners: [Double], ulps: Double, referenceULPs: Double) -> BoundedNumber {
    if value.isNaN { return corners.allSatisfy(\.isNaN) ? BoundedNumber(value) : .unknown }
    guard value.isFinite else { return corners.allSatisfy { $0 == value } ? BoundedNumber(value) : .unknown }
    var spread = 0.0
    for corner in corners {
      guard corner.isFinite else { return .unknown }
      spread = Swift.max(spread, Swift.abs(corner - value))
    }
    return rounded(value, spread: spread, ulps: ulps, referenceULPs: referenceULPs)
  }

  /// The same number, unless it is a zero whose sign an implementation may choose.
  func withOpenSign(_ number: BoundedNumber) -> BoundedNumber {
    number.value == 0 && number.error < smallest ? BoundedNumber(number.value, error: smallest) : number
  }
}
