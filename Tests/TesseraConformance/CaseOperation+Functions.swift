import TesseraGraph

extension CaseOperation {
  /// Elementwise functions of floating-point numbers.
  enum FloatingFunction: String, CaseIterable {
    case squareRoot, exponential, logarithm, hyperbolicTangent, sigmoid, relu
    case floor, ceil, round, truncate, reciprocal, rsqrt
    case exp2, expm1, log2, log10, log1p
    case sin, cos, tan, asin, acos, atan, sinh, cosh, asinh, acosh, atanh
    case erf, erfc, softplus
    case isNaN, isInfinite, isFinite
  }

  func node<Element: FloatingPointTensorElement>(
    of function: FloatingFunction, _ type: Element.Type
  ) throws -> Node {
    let x = try only(type)
    return switch function {
    case .squareRoot: x.sqrt().node
    case .exponential: x.exp().node
    case .logarithm: x.log().node
    case .hyperbolicTangent: x.tanh().node
    case .sigmoid: x.sigmoid().node
    case .relu: x.relu().node
    case .floor: x.floor().node
    case .ceil: x.ceil().node
    case .round: x.round().node
    case .truncate: x.truncate().node
    case .reciprocal: x.reciprocal().node
    case .rsqrt: x.rsqrt().node
    case .exp2: x.exp2().node
    case .expm1: x.expm1().node
    case .log2: x.log2().node
    case .log10: x.log10().node
    case .log1p: x.log1p().node
    case .sin: x.sin().node
    case .cos: x.cos().node
    case .tan: x.tan().node
    case .asin: x.asin().node
    case .acos: x.acos().node
    case .atan: x.atan().node
    case .sinh: x.sinh().node
    case .cosh: x.cosh().node
    case .asinh: x.asinh().node
    case .acosh: x.acosh().node
    case .atanh: x.atanh().node
    case .erf: x.erf().node
    case .erfc: x.erfc().node
    case .softplus: x.softplus().node
    case .isNaN: x.isNaN().node
    case .isInfinite: x.isInfinite().node
    case .isFinite: x.isFinite().node
    }
  }

  /// Functions of one operand that are composed of others.
  enum Activation: String, CaseIterable {
    case softsign, silu, mish, selu, hardSigmoid, hardSwish, leakyRelu, elu, celu, gelu
  }

  func node<Element: FloatingPointTensorElement>(of activation: Activation, _ type: Element.Type) throws -> Node {
    let x = try only(type)
    switch activation {
    case .softsign: return x.softsign().node
    case .silu: return x.silu().node
    case .mish: return x.mish().node
    case .selu: return x.selu().node
    case .hardSigmoid: return x.hardSigmoid().node
    case .hardSwish: return x.hardSwish().node
    case .leakyRelu: return x.leakyRelu(slope: try required(\.slope, "slope")).node
    case .elu: return x.elu(alpha: try required(\.alpha, "alpha")).node
    case .celu: return x.celu(alpha: try required(\.alpha, "alpha")).node
    case .gelu:
      switch try required(\.form, "form") {
      case .exact: return x.gelu(.exact).node
      case .tanh: return x.gelu(.tanh).node
      }
    }
  }

  /// Functions of two floating-point operands.
  enum FloatingBinary: String, CaseIterable {
    case divide, atan2, hypot, matmul
  }

  func node<Element: FloatingPointTensorElement>(of function: FloatingBinary, _ type: Element.Type) throws -> Node {
    let (x, y) = try pair(type)
    return switch function {
    case .divide: try (x / y).node
    case .atan2: try x.atan2(y).node
    case .hypot: try x.hypot(y).node
    case .matmul: try x.matmul(y).node
    }
  }
}
