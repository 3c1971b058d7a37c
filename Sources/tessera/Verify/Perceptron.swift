import Tessera
import TesseraRandom

/// The network that is always verified: 784-512-256-10 with bias, relu and softmax, its numbers made up.
struct Perceptron {
  private static let widths = [784, 512, 256, 10]

  let rowBits: RowBits
  /// What it is, in a line.
  let content = widths.map(String.init).joined(separator: "-") + ", bias, relu, softmax"

  init() throws {
    var generator = SeededGenerator(seed: 1)
    func random(_ shape: [Int], scale: Float) throws -> Tensor<Float> {
      let elements = (0..<shape.reduce(1, *)).map { _ in Float.random(in: -scale...scale, using: &generator) }
      return try Tensor(shape: Shape(extents: shape), elements: elements)
    }
    let pixels = Expression<Float>.input("pixels", shape: ["batch", .fixed(Self.widths[0])])
    var values = pixels
    for (inner, columns) in zip(Self.widths, Self.widths.dropFirst()) {
      let weights = try random([inner, columns], scale: (3 / Float(inner)).squareRoot())
      values = try values.matmul(weights) + random([columns], scale: 0.1)
      if columns != Self.widths.last { values = values.relu() }
    }
    let batch = try random([64, Self.widths[0]], scale: 1).elements
    rowBits = RowBits(program: try Program(values.softmax(axis: -1))) { rows in
      let width = Self.widths[0]
      let elements = rows.flatMap { batch[$0 * width..<($0 + 1) * width] }
      return ["pixels": try Tensor<Float>(shape: [.fixed(rows.count), .fixed(width)], elements: elements)]
    }
  }
}
