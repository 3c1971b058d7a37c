import Tessera
import TesseraGraph

/// The activations that are composed of the functions of the tables.
enum Activations {
  static let all: [String: @Sendable (Expression<Float>) -> Expression<Float>] = [
    "gelu": { $0.gelu() }, "geluTanh": { $0.gelu(.tanh) }, "leakyRelu": { $0.leakyRelu() }, "elu": { $0.elu() },
    "celu": { $0.celu() }, "selu": { $0.selu() }, "softsign": { $0.softsign() }, "silu": { $0.silu() },
    "mish": { $0.mish() }, "hardSigmoid": { $0.hardSigmoid() }, "hardSwish": { $0.hardSwish() },
  ]
}

extension WorkloadBuilder {
  /// An elementwise function by the name that the tables give it.
  func function() throws -> any Side {
    let name = try required(parameters.function, "function")
    if workload.inputs.count == 2 { return try binary(name) }
    if let activation = Activations.all[name] { return try evaluation { activation($0) } }
    guard let function = UnaryFunction.allCases.first(where: { $0.name == name }) else {
      throw WorkloadError.missing("the function \(name)", kind: workload.kind)
    }
    return switch function.resultType(of: .float32) {
    case .bool: try evaluation { x in Expression<Bool>(node: x.node.applying(function, at: nil)) }
    default: try evaluation { x in Expression<Float>(node: x.node.applying(function, at: nil)) }
    }
  }

  private func binary(_ name: String) throws -> any Side {
    let (lhs, rhs) = (try input("x"), try input("y"))
    guard let function = BinaryFunction.allCases.first(where: { $0.name == name }) else {
      throw WorkloadError.missing("the function \(name)", kind: workload.kind)
    }
    let left = Expression<Float>.input("x", shape: lhs.shape)
    let right = Expression<Float>.input("y", shape: rhs.shape)
    let node = try Node.applying(.binary(function), [left.node, right.node], at: nil)
    return try Evaluation(
      of: Expression<Float>(node: node), threads: threads, left.bound(to: lhs), right.bound(to: rhs))
  }
}
