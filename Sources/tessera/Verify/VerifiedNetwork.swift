import Tessera
import TesseraGraph
import TesseraPlanner
import TesseraRandom

/// A network whose rows must keep their bits, its numbers made up.
struct VerifiedNetwork {
  let name: String
  /// What it is made of, in a line.
  let content: String
  let rowBits: RowBits

  /// A product alone, of a width that leaves tails.
  static func product() throws -> VerifiedNetwork {
    try layers("product", [300, 77]) { $0 }
  }

  /// The usual small network: 784-512-256-10 with bias, relu and softmax.
  static func perceptron() throws -> VerifiedNetwork {
    try layers("perceptron", [784, 512, 256, 10]) { try $0.softmax(axis: -1) }
  }

  /// A random graph of all operations, which the seed repeats.
  static func graph(seed: UInt64) throws -> VerifiedNetwork {
    var generator = SeededGenerator(seed: seed)
    let graph = try RowGraph(using: &generator)
    var names: [String] = []
    for node in Node.topologicalOrder(of: graph.outputs) {
      switch node.operation {
      case .input, .constant, .scalar: continue
      default: if !names.contains(node.operation.name) { names.append(node.operation.name) }
      }
    }
    return VerifiedNetwork(
      name: "graph \(seed)", content: names.joined(separator: " "),
      rowBits: RowBits(program: try Program(nodes: graph.outputs), batch: graph.batch))
  }

  /// Products with bias, with relu between them and something at the end.
  private static func layers(
    _ name: String, _ widths: [Int], _ last: (Expression<Float>) throws -> Expression<Float>
  ) throws -> VerifiedNetwork {
    var generator = SeededGenerator(seed: 1)
    func random(_ shape: [Int], scale: Float) throws -> Tensor<Float> {
      let elements = (0..<shape.reduce(1, *)).map { _ in Float.random(in: -scale...scale, using: &generator) }
      return try Tensor(shape: Shape(extents: shape), elements: elements)
    }
    var values = Expression<Float>.input("rows", shape: ["batch", .fixed(widths[0])])
    for layer in 1..<widths.count {
      let (inner, columns) = (widths[layer - 1], widths[layer])
      if layer > 1 { values = values.relu() }
      values = try values.matmul(random([inner, columns], scale: (3 / Float(inner)).squareRoot()))
      values = try values + random([columns], scale: 0.1)
    }
    let (width, whole) = (widths[0], RowBits.batches.max() ?? 1)
    let table = try random([whole, width], scale: 1).elements
    let bits = RowBits(program: try Program(last(values))) { rows in
      let elements = rows.flatMap { table[$0 * width..<($0 + 1) * width] }
      return ["rows": try Tensor<Float>(shape: [.fixed(rows.count), .fixed(width)], elements: elements)]
    }
    let content = widths.map(String.init).joined(separator: "-") + " with biases"
    return VerifiedNetwork(name: name, content: content, rowBits: bits)
  }
}
