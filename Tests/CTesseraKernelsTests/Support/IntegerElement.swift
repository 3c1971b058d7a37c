import CTesseraKernels
import TesseraTestSupport

/// An integer type that the kernels compute in.
protocol IntegerElement: TableElement, FixedWidthInteger {}

extension Int64: IntegerElement {
  static var element: tessera_element { tessera_int64 }
}
extension Int32: IntegerElement {
  static var element: tessera_element { tessera_int32 }
}
extension Int8: IntegerElement {
  static var element: tessera_element { tessera_int8 }
}
extension UInt8: IntegerElement {
  static var element: tessera_element { tessera_uint8 }
}

/// Bool as the kernels see it.
struct Truth: TableElement {
  var byte: UInt8
  static var element: tessera_element { tessera_bool }
  init(_ value: Bool) { byte = value ? 1 : 0 }
  var value: Bool { byte != 0 }
}

extension FixedWidthInteger {
  /// The value of a function of one operand.
  static func exact(_ function: tessera_unary_function, _ x: Self) -> Self {
    switch function {
    case tessera_unary_negate: 0 &- x
    case tessera_unary_absolute: x < 0 ? 0 &- x : x
    case tessera_unary_sign: Self(x.signum())
    case tessera_unary_square: x &* x
    default: preconditionFailure("a function without a formula")
    }
  }

  /// The value of a function of two operands.
  static func exact(_ function: tessera_binary_function, _ x: Self, _ y: Self) -> Self {
    let (quotient, remainder) =
      y == 0
      ? (0, 0)
      : (x.dividedReportingOverflow(by: y).partialValue, x.remainderReportingOverflow(dividingBy: y).partialValue)
    let crossesZero = remainder != 0 && (remainder < 0) != (y < 0)
    return switch function {
    case tessera_binary_add: x &+ y
    case tessera_binary_subtract: x &- y
    case tessera_binary_multiply: x &* y
    case tessera_binary_power: power(x, y)
    case tessera_binary_minimum: Swift.min(x, y)
    case tessera_binary_maximum: Swift.max(x, y)
    case tessera_binary_floorDivide: crossesZero ? quotient &- 1 : quotient
    case tessera_binary_remainder: crossesZero ? remainder &+ y : remainder
    case tessera_binary_truncatedRemainder: remainder
    default: preconditionFailure("a function without a formula")
    }
  }

  /// Square by square from the highest bit; a negative exponent gives the truncated inverse, and 0 of 0.
  private static func power(_ x: Self, _ y: Self) -> Self {
    if y < 0 { return x == 1 ? 1 : 0 &- x == 1 ? (y & 1 == 0 ? 1 : 0 &- 1) : 0 }
    var result: Self = 1
    for bit in (0..<Self.bitWidth).reversed() {
      result = result &* result
      if y >> bit & 1 == 1 { result = result &* x }
    }
    return result
  }

  /// The ends of the range, what is near 0, and powers of two.
  static var specialValues: [Self] {
    [
      .min, .min &+ 1, .max, .max &- 1, 0, 1, 2, 3, 5, 7, 10, 63, 100, 0 &- 1, 0 &- 2, 0 &- 3, 0 &- 7, 64,
      1 << (bitWidth / 2),
    ]
  }
}

extension SeededGenerator {
  /// Integers of all magnitudes, special ones among them.
  mutating func integers<Element: IntegerElement>(_ count: Int) -> [Element] {
    (0..<count).map { _ in
      if chance(0.3) { return pick(Element.specialValues) }
      return Element(truncatingIfNeeded: Int64(truncatingIfNeeded: next()) >> Int64.random(in: 0..<64, using: &self))
    }
  }
}
