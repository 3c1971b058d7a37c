// Elementwise functions, each with the bounds and the special values of the function of `Expression` that has its name: the shape stays.

extension StaticTensor where Element: FloatingPointTensorElement {
  /// The square root, correctly rounded; NaN below 0, and -0 for -0.
  public func sqrt(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.sqrt(file: file, line: line))
  }

  /// 1 / sqrt(x); infinity for 0, NaN below 0.
  public func rsqrt(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.rsqrt(file: file, line: line))
  }

  /// 1 / x, correctly rounded; an infinity for 0.
  public func reciprocal(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.reciprocal(file: file, line: line))
  }

  /// e^x; infinity where it overflows, subnormals and 0 where it underflows.
  public func exp(file: String = #fileID, line: Int = #line) -> Self { wrapped(expression.exp(file: file, line: line)) }

  /// 2^x; exact for whole numbers in range.
  public func exp2(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.exp2(file: file, line: line))
  }

  /// e^x - 1 without cancellation near 0; -1 for -infinity.
  public func expm1(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.expm1(file: file, line: line))
  }

  /// The natural logarithm; -infinity for 0, NaN below 0.
  public func log(file: String = #fileID, line: Int = #line) -> Self { wrapped(expression.log(file: file, line: line)) }

  /// The logarithm to base 2; -infinity for 0, NaN below 0.
  public func log2(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.log2(file: file, line: line))
  }

  /// The logarithm to base 10; -infinity for 0, NaN below 0.
  public func log10(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.log10(file: file, line: line))
  }

  /// log(1 + x) without cancellation near 0; -infinity for -1, NaN below -1.
  public func log1p(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.log1p(file: file, line: line))
  }

  /// The sine of x in radians, with the argument reduced exactly; NaN for infinities.
  public func sin(file: String = #fileID, line: Int = #line) -> Self { wrapped(expression.sin(file: file, line: line)) }

  /// The cosine of x in radians, with the argument reduced exactly; NaN for infinities.
  public func cos(file: String = #fileID, line: Int = #line) -> Self { wrapped(expression.cos(file: file, line: line)) }

  /// The tangent of x in radians, with the argument reduced exactly; NaN for infinities.
  public func tan(file: String = #fileID, line: Int = #line) -> Self { wrapped(expression.tan(file: file, line: line)) }

  /// The arc sine, in -pi/2 ... pi/2; NaN outside of -1 ... 1.
  public func asin(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.asin(file: file, line: line))
  }

  /// The arc cosine, in 0 ... pi; NaN outside of -1 ... 1.
  public func acos(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.acos(file: file, line: line))
  }

  /// The arc tangent, in -pi/2 ... pi/2.
  public func atan(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.atan(file: file, line: line))
  }

  /// The hyperbolic sine, also precise near 0.
  public func sinh(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.sinh(file: file, line: line))
  }

  /// The hyperbolic cosine.
  public func cosh(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.cosh(file: file, line: line))
  }

  /// The hyperbolic tangent, also precise near 0; -1 and 1 for infinities.
  public func tanh(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.tanh(file: file, line: line))
  }

  /// The inverse hyperbolic sine, also precise near 0.
  public func asinh(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.asinh(file: file, line: line))
  }

  /// The inverse hyperbolic cosine; NaN below 1.
  public func acosh(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.acosh(file: file, line: line))
  }

  /// The inverse hyperbolic tangent; infinities for -1 and 1, NaN beyond.
  public func atanh(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.atanh(file: file, line: line))
  }

  /// The error function, 2/sqrt(pi) times the integral of e^(-t^2) from 0 to x.
  public func erf(file: String = #fileID, line: Int = #line) -> Self { wrapped(expression.erf(file: file, line: line)) }

  /// 1 - erf(x) without cancellation for large x.
  public func erfc(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.erfc(file: file, line: line))
  }

  /// 1 / (1 + e^-x), also precise where it is tiny; 0 and 1 for infinities.
  public func sigmoid(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.sigmoid(file: file, line: line))
  }

  /// log(1 + e^x) without overflow, also precise where it is tiny.
  public func softplus(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.softplus(file: file, line: line))
  }

  /// max(x, 0); NaN stays NaN.
  public func relu(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.relu(file: file, line: line))
  }

  /// The largest whole number that is not above x.
  public func floor(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.floor(file: file, line: line))
  }

  /// The smallest whole number that is not below x.
  public func ceil(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.ceil(file: file, line: line))
  }

  /// The nearest whole number, ties to the even one (NumPy, IEEE 754).
  public func round(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.round(file: file, line: line))
  }

  /// The whole number next to x towards 0.
  public func truncate(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.truncate(file: file, line: line))
  }

  /// Whether each element is NaN.
  public func isNaN(file: String = #fileID, line: Int = #line) -> Mask {
    wrapped(expression.isNaN(file: file, line: line))
  }

  /// Whether each element is an infinity.
  public func isInfinite(file: String = #fileID, line: Int = #line) -> Mask {
    wrapped(expression.isInfinite(file: file, line: line))
  }

  /// Whether each element is neither NaN nor an infinity.
  public func isFinite(file: String = #fileID, line: Int = #line) -> Mask {
    wrapped(expression.isFinite(file: file, line: line))
  }
}

extension StaticTensor where Element: NumericTensorElement {
  /// |x|; NaN stays NaN, and the least whole number stays itself.
  public func abs(file: String = #fileID, line: Int = #line) -> Self { wrapped(expression.abs(file: file, line: line)) }

  /// -1, 0 or 1 as x is below, equal to or above 0, and +0 for both zeros; NaN stays NaN.
  public func sign(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.sign(file: file, line: line))
  }

  /// x * x.
  public func square(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.square(file: file, line: line))
  }

  /// Each element kept between two bounds; NaN stays NaN.
  public func clamp(_ lower: Element, _ upper: Element, file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.clamp(lower, upper, file: file, line: line))
  }
}
