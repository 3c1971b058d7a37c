import COpenBLAS
import Tessera

/// Numbers between -0.5 and 0.5 that every run repeats.
func repeatedValues(_ extents: [Int]) throws -> Tensor<Float> {
  let count = extents.reduce(1, *)
  return try Tensor(shape: Shape(extents: extents), elements: (0..<count).map { Float($0 * 7919 % 1009) / 1009 - 0.5 })
}

/// A multilayer perceptron: products with bias and relu, softmax at the end.
struct Network {
  let layers: [Int]
  let input: Expression<Float>
  let output: Expression<Float>
  let program: Program

  init(layers: [Int]) throws {
    self.layers = layers
    input = .input("rows", shape: ["batch", .fixed(layers[0])])
    var values = input
    for layer in 1..<layers.count {
      let weights = try benchmarkWeights(layers[layer - 1], layers[layer])
      let sums = try values.matmul(weights.matrix) + weights.bias
      values = layer + 1 < layers.count ? sums.relu() : try sums.softmax(axis: -1)
    }
    output = values
    program = try Program(output)
  }
}

private func benchmarkWeights(_ rows: Int, _ columns: Int) throws -> (matrix: Tensor<Float>, bias: Tensor<Float>) {
  (try repeatedValues([rows, columns]), try repeatedValues([columns]))
}

extension Evaluator {
  /// Evaluates a batch and reads one element.
  fileprivate borrowing func firstElement(
    of output: Expression<Float>, _ program: Program, _ input: Binding<Float>
  ) throws -> Float {
    let results = try evaluate(program, input)
    return results[output].span[0]
  }
}

/// A program, an evaluator and a batch: what a batch loop repeats.
final class NetworkRunner {
  private let network: Network
  private let batch: Tensor<Float>
  private var evaluator: Evaluator? = Evaluator()
  /// Something of the results, so that they are read.
  private(set) var checksum: Float = 0

  init(_ network: Network, rows: Int) throws {
    self.network = network
    batch = try repeatedValues([rows, network.layers[0]])
  }

  func run() throws {
    // Results borrow the evaluator, which a property of a class cannot lend: it is taken out for the time of a batch.
    var evaluator = self.evaluator.take() ?? Evaluator()
    evaluator.reset()
    checksum += try evaluator.firstElement(of: network.output, network.program, network.input.bound(to: batch))
    self.evaluator = consume evaluator
  }
}

/// One matrix product with a constant.
final class ProductRunner {
  private let input: Expression<Float>
  private let output: Expression<Float>
  private let program: Program
  private let batch: Tensor<Float>
  private var evaluator: Evaluator? = Evaluator()
  private(set) var checksum: Float = 0

  init(rows: Int, columns: Int, inner: Int) throws {
    input = .input("rows", shape: ["batch", .fixed(inner)])
    output = try input.matmul(repeatedValues([inner, columns]))
    program = try Program(output)
    batch = try repeatedValues([rows, inner])
  }

  func run() throws {
    var evaluator = self.evaluator.take() ?? Evaluator()
    evaluator.reset()
    checksum += try evaluator.firstElement(of: output, program, input.bound(to: batch))
    self.evaluator = consume evaluator
  }
}

/// Calls of `cblas_sgemm` and nothing else: the products of a network whose layers have nothing between them.
final class BareProducts {
  private let rows: Int
  private let layers: [Int]
  private let weights: [Tensor<Float>]
  private let values: [UnsafeMutableBufferPointer<Float>]

  init(rows: Int, layers: [Int]) throws {
    self.rows = rows
    self.layers = layers
    weights = try (1..<layers.count).map { try benchmarkWeights(layers[$0 - 1], layers[$0]).matrix }
    values = try layers.map { columns in
      // 64-byte aligned, as the library's buffers are.
      let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: rows * columns * 4, alignment: 64)
      let elements = memory.bindMemory(to: Float.self)
      _ = elements.initialize(from: try repeatedValues([rows, columns]).elements)
      return elements
    }
  }

  deinit { for buffer in values { UnsafeMutableRawBufferPointer(buffer).deallocate() } }

  func run() {
    for (layer, matrix) in weights.enumerated() {
      let (inner, columns) = (Int32(layers[layer]), Int32(layers[layer + 1]))
      matrix.span.withUnsafeBufferPointer { matrix in
        cblas_sgemm(
          CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(rows), columns, inner, 1, values[layer].baseAddress, inner,
          matrix.baseAddress, columns, 0, values[layer + 1].baseAddress, columns)
      }
    }
  }
}
