import TesseraShapes

// Activations: the shape stays, they run as one group with their neighbours, and none throws. Those that take little time have kernels of
// their own, the others are composed. Float16 is computed in Float and rounded once.

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

  /// x times the normal distribution function at x, the exact form within 6 units in the last place; NaN for -infinity.
  public func gelu(_ form: GeluForm = .exact, file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in
      switch form {
      case .exact: x(.gelu)
      // (1 + tanh(u)) / 2 = sigmoid(2 u), which does not cancel for negative x.
      case .tanh: x * (x * (x(.square) * 0.07135481627260025 + 1.5957691216057308))(.sigmoid)
      }
    }
  }

  /// x above 0, slope * x elsewhere.
  public func leakyRelu(slope: Double = 0.01, file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in x(.leakyRelu, slope) }
  }

  /// x above 0, alpha * (e^x - 1) elsewhere, within 3 units in the last place (Clevert et al. 2015).
  public func elu(alpha: Double = 1, file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in x(.elu, alpha) }
  }

  /// x above 0, alpha * (e^(x / alpha) - 1) elsewhere (Barron 2017).
  public func celu(alpha: Double = 1, file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in
      alpha == 1 ? x(.elu, 1) : x.whereItIsPositive(else: (x / alpha)(.exponentialMinusOne) * alpha)
    }
  }

  /// scale * x above 0, scale * alpha * (e^x - 1) elsewhere, with scale 1.0507... and alpha 1.6732... (Klambauer et al. 2017).
  public func selu(file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in x(.elu, 1.6732632423543772) * 1.0507009873554805 }
  }

  /// x / (1 + |x|), within 2 units in the last place; NaN for infinities.
  public func softsign(file: String = #fileID, line: Int = #line) -> Expression { unary(.softsign, file, line) }

  /// x * sigmoid(x), also called swish; NaN for -infinity.
  public func silu(file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in x * x(.sigmoid) }
  }

  /// x * tanh(softplus(x)) (Misra 2019); NaN for -infinity.
  public func mish(file: String = #fileID, line: Int = #line) -> Expression {
    formula(file, line) { x in
      // tanh(log(1 + e)) = n / (n + 2) for e = exp(x), n = e (e + 2); from 20 on it is 1 in every type.
      let e = x.atMost(20)(.exponential), n = e * (e + 2)
      return x * (n / (n + 2))
    }
  }

  /// (x + 3) / 6 kept between 0 and 1, within 2 units in the last place.
  public func hardSigmoid(file: String = #fileID, line: Int = #line) -> Expression { unary(.hardSigmoid, file, line) }

  /// x * hardSigmoid(x), within 3 units in the last place (Howard et al. 2019); NaN for -infinity.
  public func hardSwish(file: String = #fileID, line: Int = #line) -> Expression { unary(.hardSwish, file, line) }
}
