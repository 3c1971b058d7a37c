import Glibc
import TesseraShapes

// Functions of one and two elements. The bounds are those of their documentation: half a unit in the last place for arithmetic and the square
// root, 2 for the others.

extension UnaryFunction {
  /// The function in Double.
  func reference(_ x: Double) -> Double {
    switch self {
    case .negate: -x
    case .absolute: Swift.abs(x)
    case .squareRoot: x.squareRoot()
    case .exponential: exp(x)
    case .logarithm: log(x)
    case .hyperbolicTangent: tanh(x)
    case .sigmoid:
      // The exponential of a positive number could overflow.
      x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x))
    case .relu: x.isNaN || x > 0 ? x : 0
    }
  }

  /// The error in the element type and here, in units in the last place of each.
  var ulps: (computed: Double, reference: Double) {
    switch self {
    case .negate, .absolute, .relu: (0, 0)
    case .squareRoot: (0.5, 0.5)
    case .exponential, .logarithm, .hyperbolicTangent: (2, 1)
    case .sigmoid: (2, 3)
    }
  }

  /// The function of a number that may lie anywhere within its bound. All are monotone, or fold at 0, where the bound holds as well.
  func reference(_ x: BoundedNumber, _ precision: Precision) -> BoundedNumber {
    if x.isUnknown { return .unknown }
    let corners = x.error == 0 ? [] : [reference(x.ends.lower), reference(x.ends.upper)]
    // A NaN here is a certain one: NaN has no ends.
    let result = precision.spanning(
      reference(x.value), corners: corners, ulps: ulps.computed, referenceULPs: ulps.reference)
    return self == .relu ? precision.withOpenSign(result) : result
  }
}

extension BinaryFunction {
  /// The function in Double.
  func reference(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .power: pow(x, y)
    case .minimum: x.isNaN || y.isNaN ? .nan : x < y ? x : y
    case .maximum: x.isNaN || y.isNaN ? .nan : x > y ? x : y
    }
  }

  /// The error in the element type and here, in units in the last place of each.
  var ulps: (computed: Double, reference: Double) {
    switch self {
    case .add, .subtract, .multiply, .divide: (0.5, 0.5)
    case .power: (2, 1)
    case .minimum, .maximum: (0, 0)
    }
  }

  /// The function of numbers that may lie anywhere within their bounds.
  func reference(_ x: BoundedNumber, _ y: BoundedNumber, _ precision: Precision) -> BoundedNumber {
    if x.isUnknown || y.isUnknown { return .unknown }
    guard let corners = corners(x, y) else { return .unknown }
    let result = precision.spanning(
      reference(x.value, y.value), corners: corners, ulps: ulps.computed, referenceULPs: ulps.reference)
    switch self {
    case .minimum, .maximum: return precision.withOpenSign(result)
    case .add, .subtract:
      // A sum below the normal numbers, and one that is 0, is exact.
      return result.value == 0 && x.error == 0 && y.error == 0 ? BoundedNumber(result.value) : result
    case .multiply, .divide, .power: return result
    }
  }

  /// The values at the ends of what the operands may be; nil when a discontinuity lies between them.
  private func corners(_ x: BoundedNumber, _ y: BoundedNumber) -> [Double]? {
    if x.error == 0, y.error == 0 { return [] }
    let all = [x.ends.lower, x.ends.upper].flatMap { left in
      [y.ends.lower, y.ends.upper].map { right in reference(left, right) }
    }
    switch self {
    case .add, .subtract, .multiply, .minimum, .maximum: return all
    case .divide: return y.error > 0 && Swift.abs(y.value) <= y.error ? nil : all
    case .power:
      if x.ends.lower > 0 || x.value.isNaN || y.value.isNaN { return all }
      // Of a base that may be negative only a certain exponent has a power.
      guard y.error == 0 else { return nil }
      if Swift.abs(x.value) > x.error { return all }
      return y.value >= 0 ? all + [0] : nil
    }
  }
}

extension ReferenceEvaluator {
  func unary(_ function: UnaryFunction, _ operand: ReferenceValue, _ result: Result) -> ReferenceValue {
    let precision = Precision(result.elementType)
    return result.value(operand.numbers.map { function.reference($0, precision) })
  }

  func binary(
    _ function: BinaryFunction, _ lhs: ReferenceValue, _ rhs: ReferenceValue, _ result: Result
  ) -> ReferenceValue {
    let precision = Precision(result.elementType)
    let left = result.space.positions(broadcasting: lhs.space)
    let right = result.space.positions(broadcasting: rhs.space)
    return result.value(
      zip(left, right).map { function.reference(lhs.numbers[$0], rhs.numbers[$1], precision) })
  }
}
