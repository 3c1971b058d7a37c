// Activations, as those of `Expression` that have their names: the shape stays.

extension StaticTensor where Element: FloatingPointTensorElement {
  /// x times the normal distribution function at x; NaN for -infinity.
  public func gelu(_ form: GeluForm = .exact, file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.gelu(form, file: file, line: line))
  }

  /// x above 0, slope * x elsewhere.
  public func leakyRelu(slope: Double = 0.01, file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.leakyRelu(slope: slope, file: file, line: line))
  }

  /// x above 0, alpha * (e^x - 1) elsewhere (Clevert et al. 2015).
  public func elu(alpha: Double = 1, file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.elu(alpha: alpha, file: file, line: line))
  }

  /// x above 0, alpha * (e^(x / alpha) - 1) elsewhere (Barron 2017).
  public func celu(alpha: Double = 1, file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.celu(alpha: alpha, file: file, line: line))
  }

  /// scale * x above 0, scale * alpha * (e^x - 1) elsewhere, with scale 1.0507... and alpha 1.6732... (Klambauer et al. 2017).
  public func selu(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.selu(file: file, line: line))
  }

  /// x / (1 + |x|); NaN for infinities.
  public func softsign(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.softsign(file: file, line: line))
  }

  /// x * sigmoid(x), also called swish; NaN for -infinity.
  public func silu(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.silu(file: file, line: line))
  }

  /// x * tanh(softplus(x)) (Misra 2019); NaN for -infinity.
  public func mish(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.mish(file: file, line: line))
  }

  /// x / 6 + 1 / 2, kept between 0 and 1.
  public func hardSigmoid(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.hardSigmoid(file: file, line: line))
  }

  /// x * hardSigmoid(x) (Howard et al. 2019); NaN for -infinity.
  public func hardSwish(file: String = #fileID, line: Int = #line) -> Self {
    wrapped(expression.hardSwish(file: file, line: line))
  }
}
