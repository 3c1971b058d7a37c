package import TesseraShapes

/// The elementwise functions of one operand; a case a row of the kernels' table, in its order.
package enum UnaryFunction: Int, CaseIterable, Hashable, Sendable {
  case negate, absolute, squareRoot, exponential, logarithm, hyperbolicTangent, sigmoid, relu
  case sign, floor, ceiling, round, truncate, reciprocal, square, reciprocalSquareRoot
  case exponential2, exponentialMinusOne, logarithm2, logarithm10, logarithmPlusOne
  case sine, cosine, tangent, arcSine, arcCosine, arcTangent
  case hyperbolicSine, hyperbolicCosine, inverseHyperbolicSine, inverseHyperbolicCosine, inverseHyperbolicTangent
  case errorFunction, complementaryErrorFunction, softplus, gelu, hardSigmoid, hardSwish, softsign
  case isNaN, isInfinite, isFinite
  case logicalNot

  /// What the user calls it.
  package var name: String {
    switch self {
    case .negate: "-"
    case .absolute: "abs"
    case .squareRoot: "sqrt"
    case .exponential: "exp"
    case .logarithm: "log"
    case .hyperbolicTangent: "tanh"
    case .sigmoid: "sigmoid"
    case .relu: "relu"
    case .sign: "sign"
    case .floor: "floor"
    case .ceiling: "ceil"
    case .round: "round"
    case .truncate: "truncate"
    case .reciprocal: "reciprocal"
    case .square: "square"
    case .reciprocalSquareRoot: "rsqrt"
    case .exponential2: "exp2"
    case .exponentialMinusOne: "expm1"
    case .logarithm2: "log2"
    case .logarithm10: "log10"
    case .logarithmPlusOne: "log1p"
    case .sine: "sin"
    case .cosine: "cos"
    case .tangent: "tan"
    case .arcSine: "asin"
    case .arcCosine: "acos"
    case .arcTangent: "atan"
    case .hyperbolicSine: "sinh"
    case .hyperbolicCosine: "cosh"
    case .inverseHyperbolicSine: "asinh"
    case .inverseHyperbolicCosine: "acosh"
    case .inverseHyperbolicTangent: "atanh"
    case .errorFunction: "erf"
    case .complementaryErrorFunction: "erfc"
    case .softplus: "softplus"
    case .gelu: "gelu"
    case .hardSigmoid: "hardSigmoid"
    case .hardSwish: "hardSwish"
    case .softsign: "softsign"
    case .isNaN: "isNaN"
    case .isInfinite: "isInfinite"
    case .isFinite: "isFinite"
    case .logicalNot: ".!"
    }
  }

  /// Which elements it takes.
  package var domain: ElementDomain {
    switch self {
    case .negate, .absolute, .sign, .square: .numbers
    case .logicalNot: .truthValues
    case .squareRoot, .exponential, .logarithm, .hyperbolicTangent, .sigmoid, .relu, .floor, .ceiling, .round,
      .truncate,
      .reciprocal, .reciprocalSquareRoot, .exponential2, .exponentialMinusOne, .logarithm2, .logarithm10,
      .logarithmPlusOne, .sine, .cosine, .tangent, .arcSine, .arcCosine, .arcTangent, .hyperbolicSine,
      .hyperbolicCosine,
      .inverseHyperbolicSine, .inverseHyperbolicCosine, .inverseHyperbolicTangent, .errorFunction,
      .complementaryErrorFunction, .softplus, .gelu, .hardSigmoid, .hardSwish, .softsign, .isNaN, .isInfinite,
      .isFinite:
      .floatingPoint
    }
  }

  /// What it gives for elements of a type.
  package func resultType(of operand: ElementType) -> ElementType {
    switch self {
    case .isNaN, .isInfinite, .isFinite: .bool
    case .negate, .absolute, .squareRoot, .exponential, .logarithm, .hyperbolicTangent, .sigmoid, .relu, .sign, .floor,
      .ceiling, .round, .truncate, .reciprocal, .square, .reciprocalSquareRoot, .exponential2, .exponentialMinusOne,
      .logarithm2, .logarithm10, .logarithmPlusOne, .sine, .cosine, .tangent, .arcSine, .arcCosine, .arcTangent,
      .hyperbolicSine, .hyperbolicCosine, .inverseHyperbolicSine, .inverseHyperbolicCosine, .inverseHyperbolicTangent,
      .errorFunction, .complementaryErrorFunction, .softplus, .gelu, .hardSigmoid, .hardSwish, .softsign, .logicalNot:
      operand
    }
  }
}

/// The element types that a function of the table has kernels for.
package enum ElementDomain: Hashable, Sendable {
  /// Float and Double.
  case floatingPoint
  /// Float, Double and the integers.
  case numbers
  /// Bool.
  case truthValues
  /// Every type that is computed with: numbers and Bool.
  case everything

  /// Whether there are kernels for a type; Float16 is widened to Float first.
  package func contains(_ elementType: ElementType) -> Bool {
    switch (self, elementType) {
    case (_, .float16): false
    case (.floatingPoint, .float32), (.floatingPoint, .float64): true
    case (.floatingPoint, _): false
    case (.numbers, .bool): false
    case (.truthValues, .bool): true
    case (.truthValues, _): false
    case (.numbers, _), (.everything, _): true
    }
  }
}
