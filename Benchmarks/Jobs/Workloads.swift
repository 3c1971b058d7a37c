import SentenceNetwork
import Tessera
import TesseraFormats

/// What the driver's workloads are here.
enum Workloads {
  static func sides(of workload: WorkloadDescription, threads: Int) throws -> [any Side] {
    let builder = WorkloadBuilder(workload: workload, threads: threads)
    return switch workload.kind {
    case "mlp": [try builder.mlp()]
    case "product": try builder.product()
    case "function": [try builder.function()]
    case "chain": [try builder.evaluation { x in try (x * 1.5 + 0.5).tanh() * 2 + (-x).exp() }]
    case "closure": try builder.closure()
    case "softmax": [try builder.evaluation { x in try x.softmax(axis: -1) }]
    case "layerNorm": [try builder.layerNorm()]
    case "reduce": [try builder.reduction()]
    case "transpose": [try builder.transpose()]
    case "minilm": [try builder.minilm()]
    case "small": [try builder.small()]
    case "planning": try builder.planning()
    default: throw WorkloadError.unknown(kind: workload.kind)
    }
  }
}

/// Reads the arrays of a workload and builds its expressions.
struct WorkloadBuilder {
  let workload: WorkloadDescription
  let threads: Int

  var parameters: WorkloadDescription.Parameters { workload.parameters }

  /// An array that arrives with each batch.
  func input<Element>(_ name: String, as type: Element.Type = Float.self) throws -> Tensor<Element> {
    guard let path = workload.inputs[name] else { throw WorkloadError.missing(name, kind: workload.kind) }
    return try Tensor(npy: path)
  }

  /// An array that belongs to the program.
  func constant(_ name: String) throws -> Tensor<Float> {
    guard let path = workload.constants[name] else { throw WorkloadError.missing(name, kind: workload.kind) }
    return try Tensor(npy: path)
  }

  func required<Value>(_ value: Value?, _ name: String) throws -> Value {
    guard let value else { throw WorkloadError.missing(name, kind: workload.kind) }
    return value
  }

  /// An expression of the input `x`, whose first dimension is known only when a batch arrives.
  func evaluation<Output>(
    _ name: String = "Tessera", _ body: (Expression<Float>) throws -> Expression<Output>
  ) throws -> any Side {
    let value = try input("x")
    var shape = value.shape.dimensions
    if shape.count > 1 { shape[0] = "batch" }
    let x = Expression<Float>.input("x", shape: Shape(shape))
    return try Evaluation(of: try body(x), named: name, threads: threads, x.bound(to: value))
  }
}

extension WorkloadBuilder {
  func mlp() throws -> any Side {
    let layers = try required(parameters.layers, "layers")
    return try evaluation { x in
      var values = x
      for layer in 0..<(layers.count - 1) {
        let sums = try values.matmul(constant("weight\(layer)")) + constant("bias\(layer)")
        values = layer + 2 < layers.count ? sums.relu() : try sums.softmax(axis: -1)
      }
      return values
    }
  }

  /// A product beside one bare call of `cblas_sgemm` with the same operands.
  func product() throws -> [any Side] {
    let lhs = try input("lhs")
    let isConstant = parameters.constant == true
    let rhs = isConstant ? try constant("rhs") : try input("rhs")
    let left = Expression<Float>.input("lhs", shape: lhs.shape)
    let own: any Side
    if isConstant {
      own = try Evaluation(of: try left.matmul(rhs), threads: threads, left.bound(to: lhs))
    } else {
      let right = Expression<Float>.input("rhs", shape: rhs.shape)
      own = try Evaluation(of: try left.matmul(right), threads: threads, left.bound(to: lhs), right.bound(to: rhs))
    }
    return [own, try BareProduct(lhs: lhs, rhs: rhs, threads: threads)]
  }

  /// A closure of the user's beside the built-in function that does the same.
  func closure() throws -> [any Side] {
    [
      try evaluation { x in x.map { $0 > 0 ? $0 : 0.01 * $0 } },
      try evaluation("leakyRelu") { x in x.leakyRelu() },
    ]
  }

  func layerNorm() throws -> any Side {
    let (weight, bias) = (try constant("weight").expression, try constant("bias").expression)
    return try evaluation { x in try x.layerNorm(weight: weight, bias: bias, epsilon: 1e-5) }
  }

  func reduction() throws -> any Side {
    let axes = parameters.axis.map { [$0] }
    let function = try required(parameters.function, "function")
    return try evaluation { x in try function == "mean" ? x.mean(axes: axes) : x.sum(axes: axes) }
  }

  func transpose() throws -> any Side {
    let permutation = try required(parameters.permutation, "permutation")
    return try evaluation { x in try x.transpose(permutation) }
  }

  func minilm() throws -> any Side {
    let network = try Network(weights: try required(workload.weights, "weights"))
    return try Evaluation(
      of: network.embeddings, threads: threads, network.tokens.bound(to: try input("tokens", as: Int64.self)),
      network.mask.bound(to: try input("mask", as: Bool.self)))
  }

  /// Multiplications and additions by turns, so few elements that only the cost of an operation counts.
  func small() throws -> any Side {
    let operations = try required(parameters.operations, "operations")
    return try evaluation { x in
      var values = x
      for index in 0..<operations { values = try index % 2 == 0 ? values * 0.5 : values + 1 }
      return values
    }
  }
}
