import Glibc
import TesseraShapes

// Functions of one element. The bounds are those of their documentation: none for what never rounds, half a unit in the last place for what is
// correctly rounded, 2 for the others.

extension UnaryFunction {
  /// The function in Double. Truth values as results and operands are computed apart.
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
    case .sign: x.isNaN ? x : x > 0 ? 1 : x < 0 ? -1 : 0
    case .floor: x.rounded(.down)
    case .ceiling: x.rounded(.up)
    case .round: x.rounded(.toNearestOrEven)
    case .truncate: x.rounded(.towardZero)
    case .reciprocal: 1 / x
    case .square: x * x
    case .reciprocalSquareRoot: 1 / x.squareRoot()
    case .exponential2: exp2(x)
    case .exponentialMinusOne: expm1(x)
    case .logarithm2: log2(x)
    case .logarithm10: log10(x)
    case .logarithmPlusOne: log1p(x)
    case .sine: Angle(x).sine
    case .cosine: Angle(x).cosine
    case .tangent: Angle(x).tangent
    case .arcSine: asin(x)
    case .arcCosine: acos(x)
    case .arcTangent: atan(x)
    case .hyperbolicSine: sinh(x)
    case .hyperbolicCosine: cosh(x)
    case .inverseHyperbolicSine: asinh(x)
    case .inverseHyperbolicCosine: acosh(x)
    case .inverseHyperbolicTangent: atanh(x)
    case .errorFunction: erf(x)
    case .complementaryErrorFunction: erfc(x)
    case .softplus: x.isNaN ? x : Swift.max(x, 0) + log1p(exp(-Swift.abs(x)))
    case .gelu: normalDistributionProduct(x)
    case .hardSigmoid: x.isNaN ? x : Swift.min(Swift.max((x + 3) / 6, 0), 1)
    case .hardSwish: x * UnaryFunction.hardSigmoid.reference(x)
    case .softsign: x / (1 + Swift.abs(x))
    case .isNaN: x.isNaN ? 1 : 0
    case .isInfinite: x.isInfinite ? 1 : 0
    case .isFinite: x.isFinite ? 1 : 0
    case .logicalNot: x == 0 ? 1 : 0
    }
  }

  /// The error in the element type and here (that of the GNU C library's manual), in units in the last place of each.
  var ulps: (computed: Double, reference: Double) {
    switch self {
    case .negate, .absolute, .relu, .sign, .floor, .ceiling, .round, .truncate, .isNaN, .isInfinite, .isFinite,
      .logicalNot:
      (0, 0)
    case .squareRoot, .reciprocal, .square: (0.5, 0.5)
    case .exponential, .exponential2, .logarithm, .sine, .cosine, .arcSine, .arcCosine, .arcTangent, .logarithm2,
      .errorFunction:
      (2, 1)
    case .reciprocalSquareRoot, .hyperbolicTangent, .exponentialMinusOne, .logarithm10, .logarithmPlusOne, .tangent,
      .hyperbolicSine, .hyperbolicCosine, .inverseHyperbolicSine, .inverseHyperbolicCosine, .inverseHyperbolicTangent:
      (2, 2)
    case .sigmoid, .softplus: (2, 3)
    case .gelu: (6, 6)
    case .hardSigmoid, .softsign: (2, 2)
    case .hardSwish: (3, 2)
    case .complementaryErrorFunction: (2, 5)
    }
  }

  /// The function of a number that may lie anywhere within its bound.
  func reference(_ x: BoundedNumber, _ precision: Precision) -> BoundedNumber {
    if x.isUnknown { return .unknown }
    let value = reference(x.value)
    // The limit at an infinity, when it is a whole number, and the zero of 0 are not rounded.
    if x.value.isInfinite && value == value.rounded() || x.isCertain && x.value == 0 && value == 0 {
      return BoundedNumber(value)
    }
    guard let corners = corners(x) else { return .unknown }
    if !x.isCertain, self == .sine || self == .cosine {
      // Neither changes faster than its argument.
      return precision.rounded(
        value, spread: Swift.min(x.error, 2), ulps: ulps.computed, referenceULPs: ulps.reference)
    }
    // A NaN here is a certain one: NaN has no ends.
    return precision.spanning(value, corners: corners, ulps: ulps.computed, referenceULPs: ulps.reference)
  }

  /// The values at the ends of what the operand may be, and at 0 where it may be 0; nil when a pole lies between them.
  ///
  /// Between these all functions but sine and cosine are monotone or convex, and convex ones move less inwards than outwards.
  private func corners(_ x: BoundedNumber) -> [Double]? {
    if x.isCertain { return [] }
    let (lower, upper) = x.ends
    switch self {
    case .reciprocal: if x.mayBeZero { return nil }
    case .tangent: if x.error > 0.5 || cos(lower) * cos(upper) <= 0 { return nil }
    case .negate, .absolute, .squareRoot, .exponential, .logarithm, .hyperbolicTangent, .sigmoid, .relu, .sign, .floor,
      .ceiling, .round, .truncate, .square, .reciprocalSquareRoot, .exponential2, .exponentialMinusOne, .logarithm2,
      .logarithm10, .logarithmPlusOne, .sine, .cosine, .arcSine, .arcCosine, .arcTangent, .hyperbolicSine,
      .hyperbolicCosine, .inverseHyperbolicSine, .inverseHyperbolicCosine, .inverseHyperbolicTangent, .errorFunction,
      .complementaryErrorFunction, .softplus, .gelu, .hardSigmoid, .hardSwish, .softsign, .isNaN, .isInfinite,
      .isFinite,
      .logicalNot:
      break
    }
    return [reference(lower), reference(upper)] + (x.mayBeZero ? [reference(0)] : [])
  }

  /// What a number is found to be; 1 is true.
  fileprivate func test(_ x: BoundedNumber) -> PossibleInteger {
    x.isUnknown
      ? PossibleInteger(self == .isFinite, isCertain: false) : PossibleInteger(reference(x.value) == 1, isCertain: true)
  }

  /// The function of integers, which wrap around, or of truth values. Others are not defined for them.
  func reference(_ x: Int64, in elementType: ElementType) -> Int64 {
    switch self {
    case .negate: elementType.wrapped(0 &- x)
    case .absolute: elementType.wrapped(x < 0 ? 0 &- x : x)
    case .sign: x.signum()
    case .square: elementType.wrapped(x &* x)
    case .logicalNot: 1 - x
    case .relu, .floor, .ceiling, .round, .truncate, .squareRoot, .exponential, .logarithm, .hyperbolicTangent,
      .sigmoid,
      .reciprocal, .reciprocalSquareRoot, .exponential2, .exponentialMinusOne, .logarithm2, .logarithm10,
      .logarithmPlusOne, .sine, .cosine, .tangent, .arcSine, .arcCosine, .arcTangent, .hyperbolicSine,
      .hyperbolicCosine,
      .inverseHyperbolicSine, .inverseHyperbolicCosine, .inverseHyperbolicTangent, .errorFunction,
      .complementaryErrorFunction, .softplus, .gelu, .hardSigmoid, .hardSwish, .softsign, .isNaN, .isInfinite,
      .isFinite:
      preconditionFailure("UnaryFunction: not defined for integers")
    }
  }
}

extension ReferenceEvaluator {
  func unary(_ function: UnaryFunction, _ operand: ReferenceValue, _ result: Result) -> ReferenceValue {
    let precision = Precision(result.elementType)
    switch (operand.elements, function) {
    case (.numbers(let numbers), .isNaN), (.numbers(let numbers), .isInfinite), (.numbers(let numbers), .isFinite):
      return result.value(numbers.map(function.test))
    case (.numbers(let numbers), _): return result.value(numbers.map { function.reference($0, precision) })
    case (.integers(let integers), _):
      let type = result.elementType
      return result.value(integers.map { $0.mapped(in: type) { function.reference($0, in: type) } })
    }
  }
}

/// An angle in radians. The C library reduces huge ones with too few bits in Double, by which cos(6381956970095103 * 2^797) is 8 units in the
/// last place off; in extended precision, where there is one, it has enough.
private struct Angle {
  #if arch(x86_64)
    private let radians: Float80
  #else
    private let radians: Double
  #endif

  init(_ radians: Double) { self.radians = .init(radians) }

  var sine: Double { Double(sin(radians)) }
  var cosine: Double { Double(cos(radians)) }
  var tangent: Double { Double(tan(radians)) }
}

/// x times the normal distribution function at x. The product with sqrt(1/2) is rounded: far below 0 this changes the C library's function in
/// Double by hundreds of units in the last place; in extended precision, where there is one, by less than one.
private func normalDistributionProduct(_ x: Double) -> Double {
  #if arch(x86_64)
    let exact = Float80(x)
    return Double(exact * erfc(-exact * Float80(0.5).squareRoot()) / 2)
  #else
    return x * erfc(-x * 0.5.squareRoot()) / 2
  #endif
}
