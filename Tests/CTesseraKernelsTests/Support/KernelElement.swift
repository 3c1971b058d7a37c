import CTesseraKernels
import Glibc

#if arch(x86_64)
  /// What Double is compared with.
  typealias Widest = Float80
#else
  /// What Double is compared with where nothing is wider: the library's own error, below 1 ULP, counts as ours.
  typealias Widest = Double
#endif

/// A type that the kernels compute in.
protocol KernelElement: BinaryFloatingPoint, Sendable where RawSignificand: FixedWidthInteger {
  associatedtype Wide: WideElement
  static var element: tessera_element { get }
  init(_ wide: Wide)
  /// A value with its sign, exponent and significand spread over all of theirs as `index` counts up to 2^32.
  init(spread index: UInt32)
}

extension Float: KernelElement {
  typealias Wide = Double
  static var element: tessera_element { tessera_float32 }
  init(spread index: UInt32) { self.init(bitPattern: index) }
}

extension Double: KernelElement {
  typealias Wide = Widest
  static var element: tessera_element { tessera_float64 }
  init(spread index: UInt32) {
    // The high half counts; the low half is a mixture of it.
    self.init(bitPattern: UInt64(index) << 32 | UInt64(index &* 0x9E37_79B9))
  }
}

/// The functions of the tables in a wider type.
protocol WideElement: BinaryFloatingPoint {
  static func exponential(_ x: Self) -> Self
  static func logarithm(_ x: Self) -> Self
  static func hyperbolicTangent(_ x: Self) -> Self
  static func power(_ x: Self, _ y: Self) -> Self
}

extension Double: WideElement {
  static func exponential(_ x: Double) -> Double { exp(x) }
  static func logarithm(_ x: Double) -> Double { log(x) }
  static func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
  static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
}

#if arch(x86_64)
  extension Float80: WideElement {
    static func exponential(_ x: Float80) -> Float80 { exp(x) }
    static func logarithm(_ x: Float80) -> Float80 { log(x) }
    static func hyperbolicTangent(_ x: Float80) -> Float80 { tanh(x) }
    static func power(_ x: Float80, _ y: Float80) -> Float80 { pow(x, y) }
  }
#endif

extension WideElement {
  /// The value of a function of one operand.
  static func exact(_ function: tessera_unary_function, _ x: Self) -> Self {
    switch function {
    case tessera_unary_negate: -x
    case tessera_unary_absolute: x.magnitude
    case tessera_unary_squareRoot: x.squareRoot()
    case tessera_unary_exponential: exponential(x)
    case tessera_unary_logarithm: logarithm(x)
    case tessera_unary_hyperbolicTangent: hyperbolicTangent(x)
    case tessera_unary_sigmoid: x < 0 ? exponential(x) / (1 + exponential(x)) : 1 / (1 + exponential(-x))
    case tessera_unary_relu: x.isNaN ? x : x > 0 ? x : 0
    default: preconditionFailure("a function without a formula")
    }
  }

  /// The value of a function of two operands; zeros are ordered by their signs.
  static func exact(_ function: tessera_binary_function, _ x: Self, _ y: Self) -> Self {
    switch function {
    case tessera_binary_add: x + y
    case tessera_binary_subtract: x - y
    case tessera_binary_multiply: x * y
    case tessera_binary_divide: x / y
    case tessera_binary_power: power(x, y)
    case tessera_binary_minimum: x.isNaN || y.isNaN ? .nan : x < y || (x == y && x.sign == .minus) ? x : y
    case tessera_binary_maximum: x.isNaN || y.isNaN ? .nan : x > y || (x == y && x.sign == .plus) ? x : y
    default: preconditionFailure("a function without a formula")
    }
  }
}

extension KernelElement {
  /// The distance to the exact value in units in its last place; infinite when one alone is NaN or the two differ in
  /// being infinite (a neighbour of infinity counts by its distance to the largest finite number).
  func error(exact: Wide) -> Double {
    if isNaN || exact.isNaN { return isNaN && exact.isNaN ? 0 : .infinity }
    let nearest = Self(exact)
    if isInfinite || nearest.isInfinite {
      if self == nearest { return 0 }
      let finite = isInfinite ? nearest : self
      return finite.magnitude == .greatestFiniteMagnitude && (finite < 0) == (self < 0) ? 1 : .infinity
    }
    return Double((Wide(self) - exact).magnitude / Wide(nearest.ulp))
  }

  /// Whether the two are the same number with the same sign, or both NaN.
  func isSame(as other: Self) -> Bool { (isNaN && other.isNaN) || (self == other && sign == other.sign) }

  /// Zeros, infinities, NaN, the ends of the normal and subnormal numbers, and where formulas change.
  static var specialValues: [Self] {
    let positive: [Self] = [
      0, 1, 2, 3, 0.5, 1.5, .infinity, .leastNonzeroMagnitude, .leastNonzeroMagnitude * 5, .leastNormalMagnitude,
      .leastNormalMagnitude - .leastNonzeroMagnitude, .greatestFiniteMagnitude, Self(1).nextUp, Self(1).nextDown,
      1 / Self.ulpOfOne, 2 / Self.ulpOfOne, 2 / Self.ulpOfOne - 1, 4 / Self.ulpOfOne, 1 / Self.ulpOfOne + 1, 0.55,
      Self(0.55).nextUp, 8.66, 9.02, 19.06, 1e-8, 88.7, 89, 104, 709.8, 745.2, 1e30,
    ]
    return positive + positive.map { -$0 } + [.nan]
  }
}
