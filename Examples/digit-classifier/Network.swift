import Tessera

/// A multilayer perceptron with three layers, as an expression and as a program.
struct Network {
  let pixels: Expression<Float>
  let probabilities: Expression<Float>
  let digits: Expression<Int64>
  let program: Program

  /// Loads the layers and builds the expression; its shapes are checked here, before anything is computed.
  init(contentsOf path: String) throws {
    let file = try Safetensors(contentsOf: path)
    let layers = try (1...3).map { number in try Layer(named: "layer\(number)", in: file) }

    let x = Expression<Float>.input("pixels", shape: ["batch", .fixed(DigitImage.pixelCount)])
    let hidden1 = try (x.matmul(layers[0].weight) + layers[0].bias).relu()
    let hidden2 = try (hidden1.matmul(layers[1].weight) + layers[1].bias).relu()
    let y = try (hidden2.matmul(layers[2].weight) + layers[2].bias).softmax(axis: -1)

    guard y.shape == ["batch", 10] else { throw DataError.networkOutput(y.shape, file: path) }
    pixels = x
    probabilities = y
    digits = try y.argmax(axis: -1)
    program = try Program(outputs: ["probabilities": probabilities, "digits": digits])
  }

  private struct Layer {
    let weight: Tensor<Float>
    let bias: Tensor<Float>

    init(named name: String, in file: Safetensors) throws {
      weight = try file.tensor(named: name + ".weight", as: Float.self)
      bias = try file.tensor(named: name + ".bias", as: Float.self)
    }
  }
}
