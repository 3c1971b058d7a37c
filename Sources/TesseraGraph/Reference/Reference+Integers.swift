import TesseraShapes

// Functions of two integers or truth values, exact at the width of the element type, and comparisons of numbers.

extension BinaryFunction {
  /// The function of integers, which wrap around; what is divided by 0 gives 0.
  func reference(_ x: Int64, _ y: Int64, in elementType: ElementType) -> Int64 {
    switch self {
    case .add: elementType.wrapped(x &+ y)
    case .subtract: elementType.wrapped(x &- y)
    case .multiply: elementType.wrapped(x &* y)
    case .power: elementType.wrapped(wholePower(x, y))
    case .minimum: Swift.min(x, y)
    case .maximum: Swift.max(x, y)
    case .floorDivide: elementType.wrapped(floorDivision(x, y).quotient)
    case .remainder: floorDivision(x, y).remainder
    case .truncatedRemainder: y == 0 ? 0 : x.remainderReportingOverflow(dividingBy: y).partialValue
    case .equal: x == y ? 1 : 0
    case .notEqual: x != y ? 1 : 0
    case .less: x < y ? 1 : 0
    case .lessOrEqual: x <= y ? 1 : 0
    case .greater: x > y ? 1 : 0
    case .greaterOrEqual: x >= y ? 1 : 0
    case .logicalAnd: x & y
    case .logicalOr: x | y
    case .logicalExclusiveOr: x ^ y
    case .divide, .arcTangent2, .hypotenuse, .leakyRelu, .elu:
      preconditionFailure("BinaryFunction: not defined for integers")
    }
  }

  /// The outcome of a comparison of numbers that may lie anywhere within their bounds; 1 is true.
  func compared(_ x: BoundedNumber, _ y: BoundedNumber) -> PossibleInteger {
    let value = reference(x.value, y.value) == 1
    if x.isUnknown || y.isUnknown { return PossibleInteger(value, isCertain: false) }
    // A NaN that is certain decides every comparison.
    if x.value.isNaN || y.value.isNaN { return PossibleInteger(value, isCertain: true) }
    // Certain when the bounds do not touch, or when both numbers are certain.
    let isApart = x.ends.upper < y.ends.lower || y.ends.upper < x.ends.lower
    return PossibleInteger(value, isCertain: isApart || x.isCertain && y.isCertain)
  }
}

/// base^exponent modulo 2^64; a negative exponent gives the fraction rounded towards 0, and 0 for the base 0.
private func wholePower(_ base: Int64, _ exponent: Int64) -> Int64 {
  if exponent < 0 { return base == 1 ? 1 : base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0 }
  var (result, square, left) = (Int64(1), base, exponent)
  while left > 0 {
    if left % 2 == 1 { result = result &* square }
    square = square &* square
    left /= 2
  }
  return result
}

/// The quotient rounded down, modulo 2^64, and the rest with the sign of the divisor; 0 and 0 for a division by 0.
private func floorDivision(_ x: Int64, _ y: Int64) -> (quotient: Int64, remainder: Int64) {
  if y == 0 { return (0, 0) }
  let quotient = x.dividedReportingOverflow(by: y).partialValue
  let remainder = x.remainderReportingOverflow(dividingBy: y).partialValue
  return remainder != 0 && (remainder < 0) != (y < 0) ? (quotient - 1, remainder + y) : (quotient, remainder)
}
