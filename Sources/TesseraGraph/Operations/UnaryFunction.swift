/// The elementwise functions of one operand; a case a row of the kernels' table, in its order.
package enum UnaryFunction: Int, CaseIterable, Hashable, Sendable {
  case negate, absolute, squareRoot, exponential, logarithm, hyperbolicTangent, sigmoid, relu

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
    }
  }
}
