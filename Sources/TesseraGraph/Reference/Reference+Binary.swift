import Glibc
import TesseraShapes

// Functions of two elements that are numbers. The bounds are those of their documentation: half a unit in the last place for arithmetic, none
// for what never rounds, 2 for the others.

extension BinaryFunction {
  /// The function in Double; a comparison gives 1 or 0.
  func reference(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .power: pow(x, y)
    case .minimum: smaller(x, y)
    case .maximum: -smaller(-x, -y)
    case .floorDivide: floorDivision(x, y).quotient
    case .remainder: floorDivision(x, y).remainder
    case .truncatedRemainder: fmod(x, y)
    case .arcTangent2: atan2(x, y)
    case .hypotenuse: hypot(x, y)
    case .leakyRelu: x > 0 ? x : y * x
    case .elu: x > 0 ? x : y * expm1(x)
    case .equal: x == y ? 1 : 0
    case .notEqual: x != y ? 1 : 0
    case .less: x < y ? 1 : 0
    case .lessOrEqual: x <= y ? 1 : 0
    case .greater: x > y ? 1 : 0
    case .greaterOrEqual: x >= y ? 1 : 0
    case .logicalAnd: x != 0 && y != 0 ? 1 : 0
    case .logicalOr: x != 0 || y != 0 ? 1 : 0
    case .logicalExclusiveOr: (x != 0) != (y != 0) ? 1 : 0
    }
  }

  /// The error in the element type and here, in units in the last place of each.
  private var ulps: (computed: Double, reference: Double) {
    switch self {
    case .add, .subtract, .multiply, .divide, .remainder: (0.5, 0.5)
    case .power, .arcTangent2, .hypotenuse: (2, 1)
    case .leakyRelu: (0.5, 0.5)
    case .elu: (3, 2)
    case .minimum, .maximum, .floorDivide, .truncatedRemainder, .equal, .notEqual, .less, .lessOrEqual, .greater,
      .greaterOrEqual, .logicalAnd, .logicalOr, .logicalExclusiveOr:
      (0, 0)
    }
  }

  /// The function of numbers that may lie anywhere within their bounds.
  func reference(_ x: BoundedNumber, _ y: BoundedNumber, _ precision: Precision) -> BoundedNumber {
    if x.isUnknown || y.isUnknown { return .unknown }
    if self == .floorDivide { return flooredQuotient(x, y, precision) }
    if self == .remainder || self == .truncatedRemainder, !x.isCertain || !y.isCertain {
      return remainder(x, y, precision)
    }
    guard let corners = corners(x, y) else { return .unknown }
    return precision.spanning(
      reference(x.value, y.value), corners: corners, ulps: ulps.computed, referenceULPs: ulps.reference)
  }

  /// The values at the ends of what the operands may be; nil when a discontinuity lies between them.
  private func corners(_ x: BoundedNumber, _ y: BoundedNumber) -> [Double]? {
    if x.isCertain, y.isCertain { return [] }
    let all = [x.ends.lower, x.ends.upper].flatMap { left in
      [y.ends.lower, y.ends.upper].map { right in reference(left, right) }
    }
    switch self {
    case .add, .subtract, .multiply, .minimum, .maximum, .hypotenuse: return all
    case .divide, .floorDivide: return y.mayBeZero ? nil : all
    case .leakyRelu, .elu:
      // Between these they are monotone, but for a bend at 0.
      guard x.mayBeZero else { return all }
      return y.value.isFinite ? all + [0] : nil
    case .power:
      if x.ends.lower > 0 || x.value.isNaN || y.value.isNaN { return all }
      // Of a base that may be negative only a certain exponent has a power.
      guard y.isCertain else { return nil }
      if Swift.abs(x.value) > x.error { return all }
      return y.value >= 0 ? all + [0] : nil
    case .arcTangent2:
      // The angle jumps where the first number changes its sign beside a second one that is not above 0.
      let changesSign = x.mayBeZero || x.value == 0
      return changesSign && y.ends.lower <= 0 ? nil : all
    case .remainder, .truncatedRemainder: return nil
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .logicalAnd, .logicalOr,
      .logicalExclusiveOr:
      return nil
    }
  }

  /// A quotient rounded down: exact as long as the quotient has fewer digits than the element type.
  private func flooredQuotient(_ x: BoundedNumber, _ y: BoundedNumber, _ precision: Precision) -> BoundedNumber {
    guard let corners = corners(x, y) else { return .unknown }
    let quotient = reference(x.value, y.value)
    let isLarge = quotient.isFinite && Swift.abs(quotient) * precision.unit >= 0.25
    let result = precision.spanning(quotient, corners: corners, ulps: isLarge ? 2 : 0, referenceULPs: isLarge ? 2 : 0)
    return isLarge && !result.isUnknown ? BoundedNumber(result.value, error: result.error + 1) : result
  }

  /// A remainder of numbers that are not certain: as precise as the quotient when all quotients round to the same, otherwise anything up to the
  /// divisor.
  private func remainder(_ x: BoundedNumber, _ y: BoundedNumber, _ precision: Precision) -> BoundedNumber {
    let value = reference(x.value, y.value)
    guard x.value.isFinite, y.value.isFinite, !y.mayBeZero, y.value != 0 else { return .unknown }
    let isFloored = self == .remainder
    func quotient(_ x: Double, _ y: Double) -> Double {
      isFloored ? floorDivision(x, y).quotient : (x / y).rounded(.towardZero)
    }
    let center = quotient(x.value, y.value)
    let corners = [x.ends.lower, x.ends.upper].flatMap { left in
      [y.ends.lower, y.ends.upper].map { quotient(left, $0) }
    }
    let isSame = corners.allSatisfy { $0 == center } && Swift.abs(center) < 0x1p50 && (isFloored || !x.mayBeZero)
    let spread =
      isSame ? x.error + Swift.abs(center) * y.error : Swift.abs(y.value) + y.error + (isFloored ? 0 : Swift.abs(value))
    return precision.rounded(value, spread: spread, ulps: 0.5, referenceULPs: 2)
  }
}

/// The smaller number, -0 below +0; NaN when one is NaN.
func smaller(_ x: Double, _ y: Double) -> Double {
  if x.isNaN || y.isNaN { return .nan }
  if x == y { return x.sign == .minus ? x : y }
  return x < y ? x : y
}

/// NumPy's `divmod` of floating-point numbers: the remainder has the sign of the divisor, and the quotient is whole.
private func floorDivision(_ x: Double, _ y: Double) -> (quotient: Double, remainder: Double) {
  if y == 0 { return (x / y, .nan) }
  var remainder = fmod(x, y)
  var quotient = (x - remainder) / y
  if remainder == 0 {
    remainder = y.sign == .minus ? -0.0 : 0
  } else if (y < 0) != (remainder < 0) {
    remainder += y
    quotient -= 1
  }
  if quotient == 0 { return ((x / y).sign == .minus ? -0.0 : 0, remainder) }
  // The quotient is whole but for its rounding.
  return (quotient.rounded(.toNearestOrEven), remainder)
}

extension ReferenceEvaluator {
  func binary(
    _ function: BinaryFunction, _ lhs: ReferenceValue, _ rhs: ReferenceValue, _ result: Result
  ) -> ReferenceValue {
    let precision = Precision(result.elementType)
    let pairs = zip(
      result.space.positions(broadcasting: lhs.space), result.space.positions(broadcasting: rhs.space))
    switch (lhs.elements, rhs.elements) {
    case (.numbers(let left), .numbers(let right)):
      return result.elementType == .bool
        ? result.value(pairs.map { function.compared(left[$0], right[$1]) })
        : result.value(pairs.map { function.reference(left[$0], right[$1], precision) })
    case (.integers(let left), .integers(let right)):
      let operandType = lhs.elementType
      return result.value(
        pairs.map { first, second in
          left[first].combined(with: right[second], in: result.elementType) {
            function.reference($0, $1, in: operandType)
          }
        })
    case (.numbers, .integers), (.integers, .numbers):
      preconditionFailure("BinaryFunction: both operands must have one element type")
    }
  }
}
