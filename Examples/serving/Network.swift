import Tessera

/// A small classifier with made-up weights; a trained one would come from a file, as in the digit classifier.
struct Network: Sendable {
  /// The numbers that come in and go out for a row.
  static let (width, classCount) = (64, 10)

  let rows: Expression<Float>
  let probabilities: Expression<Float>
  let program: Program

  init() throws {
    rows = Expression<Float>.input("rows", shape: ["batch", .fixed(Self.width)])
    let hidden = try (rows.matmul(Self.weights(Self.width, 128)) + 0.1).gelu()
    probabilities = try hidden.matmul(Self.weights(128, Self.classCount)).softmax(axis: -1)
    program = try Program(probabilities)
  }

  /// A model that computes this network; any number of them share the program and its weights.
  func model() -> Model<Float, Float> { Model(program, from: rows, to: probabilities) }

  /// A batch of made-up rows.
  static func batch(_ number: Int, rows: Int) throws -> Tensor<Float> {
    let elements = (0..<rows * width).map { index in Float((index &* 37 &+ number &* 101) % 256) / 128 - 1 }
    return try Tensor(shape: [.fixed(rows), .fixed(width)], elements: elements)
  }

  private static func weights(_ inner: Int, _ outer: Int) throws -> Tensor<Float> {
    let elements = (0..<inner * outer).map { index in
      (Float((index &* 73) % 199) / 199 - 0.5) / Float(inner).squareRoot()
    }
    return try Tensor(shape: [.fixed(inner), .fixed(outer)], elements: elements)
  }
}
