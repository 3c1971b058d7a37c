import CTesseraKernels

extension WideElement {
  static func exponential(_ x: Self) -> Self { exact(tessera_unary_exponential, x) }
  static func logarithm(_ x: Self) -> Self { exact(tessera_unary_logarithm, x) }

  /// The value of a function of one operand whose results are elements.
  static func exact(_ function: tessera_unary_function, _ x: Self) -> Self {
    if let value = library(function, x) { return value }
    return switch function {
    case tessera_unary_negate: -x
    case tessera_unary_absolute: x.magnitude
    case tessera_unary_squareRoot: x.squareRoot()
    case tessera_unary_sigmoid: x < 0 ? exponential(x) / (1 + exponential(x)) : 1 / (1 + exponential(-x))
    case tessera_unary_relu: x.isNaN ? x : x > 0 ? x : 0
    case tessera_unary_sign: x.isNaN ? x : x > 0 ? 1 : x < 0 ? -1 : 0
    case tessera_unary_floor: x.rounded(.down)
    case tessera_unary_ceiling: x.rounded(.up)
    case tessera_unary_round: x.rounded(.toNearestOrEven)
    case tessera_unary_truncate: x.rounded(.towardZero)
    case tessera_unary_reciprocal: 1 / x
    case tessera_unary_square: x * x
    case tessera_unary_reciprocalSquareRoot: 1 / x.squareRoot()
    case tessera_unary_softplus:
      (x.isNaN || x > 0 ? x : 0) + exact(tessera_unary_logarithmPlusOne, exponential(-x.magnitude))
    case tessera_unary_gelu: x * exact(tessera_unary_complementaryErrorFunction, -x * Self(0.5).squareRoot()) / 2
    case tessera_unary_hardSigmoid: x.isNaN ? x : x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6
    case tessera_unary_hardSwish: x * exact(tessera_unary_hardSigmoid, x)
    case tessera_unary_softsign: x / (1 + x.magnitude)
    default: preconditionFailure("a function without a formula")
    }
  }

  /// The value of a function of two operands; zeros are ordered by their signs.
  static func exact(_ function: tessera_binary_function, _ x: Self, _ y: Self) -> Self {
    if let value = library(function, x, y) { return value }
    return switch function {
    case tessera_binary_add: x + y
    case tessera_binary_subtract: x - y
    case tessera_binary_multiply: x * y
    case tessera_binary_divide: x / y
    case tessera_binary_minimum: x.isNaN || y.isNaN ? .nan : x < y || (x == y && x.sign == .minus) ? x : y
    case tessera_binary_maximum: x.isNaN || y.isNaN ? .nan : x > y || (x == y && x.sign == .plus) ? x : y
    case tessera_binary_leakyRelu: x > 0 ? x : y * x
    case tessera_binary_elu: x > 0 ? x : y * exact(tessera_unary_exponentialMinusOne, x)
    case tessera_binary_truncatedRemainder: x.truncatingRemainder(dividingBy: y)
    case tessera_binary_remainder: x.flooredRemainder(dividingBy: y)
    default: preconditionFailure("a function without a formula")
    }
  }
}

extension BinaryFloatingPoint {
  /// The remainder with the sign of the divisor.
  func flooredRemainder(dividingBy y: Self) -> Self {
    let remainder = truncatingRemainder(dividingBy: y)
    if remainder == 0 { return y.sign == .minus ? -0.0 : 0 }
    return (remainder < 0) == (y < 0) ? remainder : remainder + y
  }

  /// The floored quotient as NumPy computes it in the type itself.
  func flooredQuotient(dividingBy y: Self) -> Self {
    if y == 0 { return self / y }
    let remainder = truncatingRemainder(dividingBy: y)
    var quotient = (self - remainder) / y
    if remainder != 0, (remainder < 0) != (y < 0) { quotient -= 1 }
    if quotient == 0 { return (self / y).sign == .minus ? -0.0 : 0 }
    let floored = quotient.rounded(.down)
    return quotient - floored > 0.5 ? floored + 1 : floored
  }
}
