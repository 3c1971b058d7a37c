import CTesseraKernels
import Glibc

#if arch(x86_64)
  /// What Double is compared with.
  typealias Widest = Float80
#else
  /// What Double is compared with where nothing is wider: the library's own error, below 1 ULP, counts as ours.
  typealias Widest = Double
#endif

/// A type whose kernels one of the tables holds.
protocol TableElement: BitwiseCopyable, Equatable, Sendable {
  static var element: tessera_element { get }
}

/// A floating-point type that the kernels compute in.
protocol KernelElement: TableElement, BinaryFloatingPoint where RawSignificand: FixedWidthInteger {
  associatedtype Wide: WideElement
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
      Self(0.55).nextUp, 8.66, 9.02, 19.06, 1e-8, 88.7, 89, 104, 709.8, 745.2, 1e30, 2.5, 0.75, 4, 26.5, 710.4, 1023.5,
      1e22, 1_572_864,
    ]
    return positive + positive.map { -$0 } + [.nan]
  }
}
