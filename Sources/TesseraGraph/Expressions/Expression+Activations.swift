import TesseraShapes

// Activations composed of primitives: the shape stays, they run as one group with their neighbours, and none throws. Float16 is computed
// in Float and rounded once.

/// Which formula `gelu` uses.
public enum GeluForm: Hashable, Sendable {
  /// x * Phi(x) with the exact normal distribution function Phi (Hendrycks and Gimpel 2016).
  case exact
  /// The approximation x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))) of the same source.
  case tanh
}

extension Expression where Element: FloatingPointTensorElement {
  private func formula(_ file: String, _ line: Int, _ body: (Formula) -> Formula) -> Expression {
    Expression(node: Formula.apply(to: node, at: CallSite(file: file, line: line), body))
  }

  /// x times the normal distribution function at x; NaN for -infinity.
  public func gelu(_ form: GeluForm = .exact, file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in
      switch form {
      // Phi(x) = erfc(-x / sqrt 2) / 2, which does not cancel for negative x.
      case .exact: x * ((x * -0.7071067811865476)(.complementaryErrorFunction) * 0.5)
      case .tanh: x * ((((x + x * x * x * 0.044715) * 0.7978845608028654)(.hyperbolicTangent) + 1) * 0.5)
      }
    }
  }

  /// x above 0, slope * x elsewhere.
  public func leakyRelu(slope: Double = 0.01, file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in x.whereItIsPositive(else: x * slope) }
  }

  /// x above 0, alpha * (e^x - 1) elsewhere (Clevert et al. 2015).
  public func elu(alpha: Double = 1, file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in x.whereItIsPositive(else: x(.exponentialMinusOne) * alpha) }
  }

  /// x above 0, alpha * (e^(x / alpha) - 1) elsewhere (Barron 2017).
  public func celu(alpha: Double = 1, file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in x.whereItIsPositive(else: (x / alpha)(.exponentialMinusOne) * alpha) }
  }

  /// scale * x above 0, scale * alpha * (e^x - 1) elsewhere, with scale 1.0507... and alpha 1.6732... (Klambauer et al. 2017).
  public func selu(file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in
      x.whereItIsPositive(else: x(.exponentialMinusOne) * 1.6732632423543772) * 1.0507009873554805
    }
  }

  /// x / (1 + |x|); NaN for infinities.
  public func softsign(file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in x / (x(.absolute) + 1) }
  }

  /// x * sigmoid(x), also called swish; NaN for -infinity.
  public func silu(file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in x * x(.sigmoid) }
  }

  /// x * tanh(softplus(x)) (Misra 2019); NaN for -infinity.
  public func mish(file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in x * x(.softplus)(.hyperbolicTangent) }
  }

  /// x / 6 + 1 / 2, kept between 0 and 1.
  public func hardSigmoid(file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in (x / 6 + 0.5).clamped(0, 1) }
  }

  /// x * hardSigmoid(x) (Howard et al. 2019); NaN for -infinity.
  public func hardSwish(file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in x * (x / 6 + 0.5).clamped(0, 1) }
  }
}
