import TesseraShapes

// Elementwise functions of floating-point numbers: the shape stays, each costs one pass, which is fused with its neighbours, and none
// throws. Those without a bound are exact or correctly rounded; the bounds are units in the last place (ULP) of the result, for Float and
// Double, measured over all exponents by the kernels' tests. Float16 is computed in Float and rounded once.

extension Expression where Element: FloatingPointTensorElement {
  /// The square root, correctly rounded; NaN below 0, and -0 for -0.
  public func sqrt(file: String = #fileID, line: Int = #line) -> Expression { unary(.squareRoot, file, line) }

  /// 1 / sqrt(x); infinity for 0, NaN below 0.
  ///
  /// Within 2 ULP; the largest error measured is 1.49 for Float and 1.50 for Double.
  public func rsqrt(file: String = #fileID, line: Int = #line) -> Expression {
    unary(.reciprocalSquareRoot, file, line)
  }

  /// 1 / x, correctly rounded; an infinity for 0.
  public func reciprocal(file: String = #fileID, line: Int = #line) -> Expression { unary(.reciprocal, file, line) }

  /// e^x; infinity where it overflows, subnormals and 0 where it underflows.
  ///
  /// Within 2 ULP; the largest error measured is 1.02 for Float and 0.97 for Double.
  public func exp(file: String = #fileID, line: Int = #line) -> Expression { unary(.exponential, file, line) }

  /// 2^x; exact for whole numbers in range.
  ///
  /// Within 2 ULP; the largest error measured is 0.85 for Float and 0.79 for Double.
  public func exp2(file: String = #fileID, line: Int = #line) -> Expression { unary(.exponential2, file, line) }

  /// e^x - 1 without cancellation near 0; -1 for -infinity.
  ///
  /// Within 2 ULP; the largest error measured is 1.58 for Float and 1.07 for Double.
  public func expm1(file: String = #fileID, line: Int = #line) -> Expression { unary(.exponentialMinusOne, file, line) }

  /// The natural logarithm; -infinity for 0, NaN below 0.
  ///
  /// Within 2 ULP; the largest error measured is 0.85 for Float and 0.76 for Double.
  public func log(file: String = #fileID, line: Int = #line) -> Expression { unary(.logarithm, file, line) }

  /// The logarithm to base 2; -infinity for 0, NaN below 0.
  ///
  /// Within 2 ULP; the largest error measured is 1.58 for Float and 0.50 for Double.
  public func log2(file: String = #fileID, line: Int = #line) -> Expression { unary(.logarithm2, file, line) }

  /// The logarithm to base 10; -infinity for 0, NaN below 0.
  ///
  /// Within 2 ULP; the largest error measured is 1.65 for Float and 0.50 for Double.
  public func log10(file: String = #fileID, line: Int = #line) -> Expression { unary(.logarithm10, file, line) }

  /// log(1 + x) without cancellation near 0; -infinity for -1, NaN below -1.
  ///
  /// Within 2 ULP; the largest error measured is 1.43 for Float and 0.82 for Double.
  public func log1p(file: String = #fileID, line: Int = #line) -> Expression { unary(.logarithmPlusOne, file, line) }

  /// The sine of x in radians, with the argument reduced exactly; NaN for infinities.
  ///
  /// Within 2 ULP; the largest error measured is 1.52 for Float and 0.73 for Double.
  public func sin(file: String = #fileID, line: Int = #line) -> Expression { unary(.sine, file, line) }

  /// The cosine of x in radians, with the argument reduced exactly; NaN for infinities.
  ///
  /// Within 2 ULP; the largest error measured is 1.54 for Float and 0.74 for Double.
  public func cos(file: String = #fileID, line: Int = #line) -> Expression { unary(.cosine, file, line) }

  /// The tangent of x in radians, with the argument reduced exactly; NaN for infinities.
  ///
  /// Within 2 ULP; the largest error measured is 0.50 for Float and 0.88 for Double.
  public func tan(file: String = #fileID, line: Int = #line) -> Expression { unary(.tangent, file, line) }

  /// The arc sine, in -pi/2 ... pi/2; NaN outside of -1 ... 1.
  ///
  /// Within 2 ULP; the largest error measured is 1.17 for Float and 0.61 for Double.
  public func asin(file: String = #fileID, line: Int = #line) -> Expression { unary(.arcSine, file, line) }

  /// The arc cosine, in 0 ... pi; NaN outside of -1 ... 1.
  ///
  /// Within 2 ULP; the largest error measured is 1.16 for Float and 0.60 for Double.
  public func acos(file: String = #fileID, line: Int = #line) -> Expression { unary(.arcCosine, file, line) }

  /// The arc tangent, in -pi/2 ... pi/2.
  ///
  /// Within 2 ULP; the largest error measured is 1.19 for Float and 0.61 for Double.
  public func atan(file: String = #fileID, line: Int = #line) -> Expression { unary(.arcTangent, file, line) }

  /// The hyperbolic sine, also precise near 0.
  ///
  /// Within 2 ULP; the largest error measured is 1.62 for Float and 0.78 for Double.
  public func sinh(file: String = #fileID, line: Int = #line) -> Expression { unary(.hyperbolicSine, file, line) }

  /// The hyperbolic cosine.
  ///
  /// Within 2 ULP; the largest error measured is 1.35 for Float and 0.88 for Double.
  public func cosh(file: String = #fileID, line: Int = #line) -> Expression { unary(.hyperbolicCosine, file, line) }

  /// The hyperbolic tangent, also precise near 0; -1 and 1 for infinities.
  ///
  /// Within 2 ULP; the largest error measured is 1.93 for Float and 1.38 for Double.
  public func tanh(file: String = #fileID, line: Int = #line) -> Expression { unary(.hyperbolicTangent, file, line) }

  /// The inverse hyperbolic sine, also precise near 0.
  ///
  /// Within 2 ULP; the largest error measured is 1.67 for Float and 0.98 for Double.
  public func asinh(file: String = #fileID, line: Int = #line) -> Expression {
    unary(.inverseHyperbolicSine, file, line)
  }

  /// The inverse hyperbolic cosine; NaN below 1.
  ///
  /// Within 2 ULP; the largest error measured is 1.45 for Float and 0.98 for Double.
  public func acosh(file: String = #fileID, line: Int = #line) -> Expression {
    unary(.inverseHyperbolicCosine, file, line)
  }

  /// The inverse hyperbolic tangent; infinities for -1 and 1, NaN beyond.
  ///
  /// Within 2 ULP; the largest error measured is 1.67 for Float and 0.78 for Double.
  public func atanh(file: String = #fileID, line: Int = #line) -> Expression {
    unary(.inverseHyperbolicTangent, file, line)
  }

  /// The error function, 2/sqrt(pi) times the integral of e^(-t^2) from 0 to x.
  ///
  /// Within 2 ULP; the largest error measured is 1.93 for Float and 0.91 for Double.
  public func erf(file: String = #fileID, line: Int = #line) -> Expression { unary(.errorFunction, file, line) }

  /// 1 - erf(x) without cancellation for large x.
  ///
  /// Within 2 ULP; the largest error measured is 1.62 for Float and 1.17 for Double.
  public func erfc(file: String = #fileID, line: Int = #line) -> Expression {
    unary(.complementaryErrorFunction, file, line)
  }

  /// 1 / (1 + e^-x), also precise where it is tiny; 0 and 1 for infinities.
  ///
  /// Within 2 ULP; the largest error measured is 1.66 for Float and 1.42 for Double.
  public func sigmoid(file: String = #fileID, line: Int = #line) -> Expression { unary(.sigmoid, file, line) }

  /// log(1 + e^x) without overflow, also precise where it is tiny.
  ///
  /// Within 2 ULP; the largest error measured is 1.92 for Float and 1.12 for Double.
  public func softplus(file: String = #fileID, line: Int = #line) -> Expression { unary(.softplus, file, line) }

  /// max(x, 0); NaN stays NaN.
  public func relu(file: String = #fileID, line: Int = #line) -> Expression { unary(.relu, file, line) }

  /// The largest whole number that is not above x.
  public func floor(file: String = #fileID, line: Int = #line) -> Expression { unary(.floor, file, line) }

  /// The smallest whole number that is not below x.
  public func ceil(file: String = #fileID, line: Int = #line) -> Expression { unary(.ceiling, file, line) }

  /// The nearest whole number, ties to the even one (NumPy, IEEE 754).
  public func round(file: String = #fileID, line: Int = #line) -> Expression { unary(.round, file, line) }

  /// The whole number next to x towards 0.
  public func truncate(file: String = #fileID, line: Int = #line) -> Expression { unary(.truncate, file, line) }
}

extension Expression where Element: FloatingPointTensorElement {
  /// Whether each element is NaN.
  public func isNaN(file: String = #fileID, line: Int = #line) -> Expression<Bool> { unary(.isNaN, file, line) }

  /// Whether each element is an infinity.
  public func isInfinite(file: String = #fileID, line: Int = #line) -> Expression<Bool> {
    unary(.isInfinite, file, line)
  }

  /// Whether each element is neither NaN nor an infinity.
  public func isFinite(file: String = #fileID, line: Int = #line) -> Expression<Bool> { unary(.isFinite, file, line) }
}

extension Expression where Element: NumericTensorElement {
  /// |x|; NaN stays NaN, and the least whole number stays itself.
  public func abs(file: String = #fileID, line: Int = #line) -> Expression { unary(.absolute, file, line) }

  /// -1, 0 or 1 as x is below, equal to or above 0, and +0 for both zeros; NaN stays NaN.
  public func sign(file: String = #fileID, line: Int = #line) -> Expression { unary(.sign, file, line) }

  /// x * x.
  public func square(file: String = #fileID, line: Int = #line) -> Expression { unary(.square, file, line) }
}
