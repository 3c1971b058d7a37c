import CTesseraKernels
import Glibc

/// A type that is wider than one of the kernels', with the C library's functions.
protocol WideElement: BinaryFloatingPoint {
  /// The library's function of a row of the tables; nil where there is none.
  static func library(_ function: tessera_unary_function, _ x: Self) -> Self?
  static func library(_ function: tessera_binary_function, _ x: Self, _ y: Self) -> Self?
}

extension Double: WideElement {
  static func library(_ function: tessera_unary_function, _ x: Double) -> Double? {
    switch function {
    case tessera_unary_exponential: exp(x)
    case tessera_unary_logarithm: log(x)
    case tessera_unary_hyperbolicTangent: tanh(x)
    case tessera_unary_exponential2: exp2(x)
    case tessera_unary_exponentialMinusOne: expm1(x)
    case tessera_unary_logarithm2: log2(x)
    case tessera_unary_logarithm10: log10(x)
    case tessera_unary_logarithmPlusOne: log1p(x)
    case tessera_unary_sine: sin(x)
    case tessera_unary_cosine: cos(x)
    case tessera_unary_tangent: tan(x)
    case tessera_unary_arcSine: asin(x)
    case tessera_unary_arcCosine: acos(x)
    case tessera_unary_arcTangent: atan(x)
    case tessera_unary_hyperbolicSine: sinh(x)
    case tessera_unary_hyperbolicCosine: cosh(x)
    case tessera_unary_inverseHyperbolicSine: asinh(x)
    case tessera_unary_inverseHyperbolicCosine: acosh(x)
    case tessera_unary_inverseHyperbolicTangent: atanh(x)
    case tessera_unary_errorFunction: erf(x)
    case tessera_unary_complementaryErrorFunction: erfc(x)
    default: nil
    }
  }

  static func library(_ function: tessera_binary_function, _ x: Double, _ y: Double) -> Double? {
    switch function {
    case tessera_binary_power: pow(x, y)
    case tessera_binary_arcTangent2: atan2(x, y)
    case tessera_binary_hypotenuse: hypot(x, y)
    default: nil
    }
  }
}

#if arch(x86_64)
  extension Float80: WideElement {
    static func library(_ function: tessera_unary_function, _ x: Float80) -> Float80? {
      switch function {
      case tessera_unary_exponential: exp(x)
      case tessera_unary_logarithm: log(x)
      case tessera_unary_hyperbolicTangent: tanh(x)
      case tessera_unary_exponential2: exp2(x)
      case tessera_unary_exponentialMinusOne: expm1(x)
      case tessera_unary_logarithm2: log2(x)
      case tessera_unary_logarithm10: log10(x)
      case tessera_unary_logarithmPlusOne: log1p(x)
      case tessera_unary_sine: sin(x)
      case tessera_unary_cosine: cos(x)
      case tessera_unary_tangent: tan(x)
      case tessera_unary_arcSine: asin(x)
      case tessera_unary_arcCosine: acos(x)
      case tessera_unary_arcTangent: atan(x)
      case tessera_unary_hyperbolicSine: sinh(x)
      case tessera_unary_hyperbolicCosine: cosh(x)
      case tessera_unary_inverseHyperbolicSine: asinh(x)
      case tessera_unary_inverseHyperbolicCosine: acosh(x)
      case tessera_unary_inverseHyperbolicTangent: atanh(x)
      case tessera_unary_errorFunction: erf(x)
      case tessera_unary_complementaryErrorFunction: erfc(x)
      default: nil
      }
    }

    static func library(_ function: tessera_binary_function, _ x: Float80, _ y: Float80) -> Float80? {
      switch function {
      case tessera_binary_power: pow(x, y)
      case tessera_binary_arcTangent2: atan2(x, y)
      case tessera_binary_hypotenuse: hypot(x, y)
      default: nil
      }
    }
  }
#endif
