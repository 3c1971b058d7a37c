import Tessera

/// The tensors of a file whose names share a beginning.
struct Weights {
  private let file: Safetensors
  private let path: String
  private let prefix: String

  init(file: Safetensors, path: String) { self.init(file: file, path: path, prefix: "") }

  private init(file: Safetensors, path: String, prefix: String) {
    self.file = file
    self.path = path
    self.prefix = prefix
  }

  func within(_ name: String) -> Weights { Weights(file: file, path: path, prefix: prefix + name + ".") }

  func tensor(_ name: String, _ expected: Shape) throws -> Tensor<Float> {
    let tensor = try file.tensor(named: prefix + name, as: Float.self)
    guard tensor.shape == expected else {
      throw WeightError(name: prefix + name, shape: tensor.shape, expected: expected, file: path)
    }
    return tensor
  }

  func expression(_ name: String, _ expected: Shape) throws -> Expression<Float> {
    try tensor(name, expected).expression
  }

  /// A linear layer from `inputs` numbers to `outputs`; the file holds a row an output.
  func linear(_ name: String, _ inputs: Int, _ outputs: Int) throws -> LinearParameters<Float> {
    let layer = within(name)
    return LinearParameters(
      weight: try layer.expression("weight", [.fixed(outputs), .fixed(inputs)]),
      bias: try layer.expression("bias", [.fixed(outputs)]))
  }
}

/// A weight that does not fit the network.
struct WeightError: Error, CustomStringConvertible {
  let name: String
  let shape: Shape
  let expected: Shape
  let file: String

  var description: String { "\(file): \(name) needs shape \(expected); it has \(shape)" }
}
