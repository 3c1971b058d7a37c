import Tessera
import TesseraShapes
import TesseraTestSupport
import Testing

/// Reductions of rows that are long enough to be reduced in parts.
@Suite struct LongReductionTests {
  private let x = Expression<Float>.input("x", shape: ["n", "m"])

  /// A length of equal parts, and one whose last part is longer.
  @Test(arguments: [32768, 49157]) func agreesWithTheReference(length: Int) throws {
    try withSeed { generator in
      let rows: Tensor<Float> = try randomTensor([2, length], using: &generator)
      let columns: Tensor<Float> = try randomTensor([length, 2], using: &generator)
      for (input, axis) in [(rows, 1), (columns, 0)] {
        let outputs = try [
          x.sum(axis: axis), x.mean(axis: axis), x.max(axis: axis), x.min(axis: axis),
          x.variance(axes: [axis], correction: 1), (x * 0.001 + 1).product(axis: axis), x.sum(),
        ]
        for output in outputs {
          #expect(try disagreement(of: output, ["x": input]) == nil, "\(generator)")
        }
      }
      let integers = Expression<Int64>.input("i", shape: ["n"])
      let elements = (0..<length).map { _ in Int64.random(in: .min ... .max, using: &generator) }
      let line = try Tensor<Int64>(shape: [.fixed(length)], elements: elements)
      #expect(try values(of: integers.sum(), ["i": line]) == [elements.reduce(0, &+)], "\(generator)")
      #expect(try values(of: integers.max(), ["i": line]) == [elements.max()], "\(generator)")
    }
  }

  /// What only the end of the last part holds is found.
  @Test(arguments: [Float.nan, .infinity, 7]) func theLastElementCounts(last: Float) throws {
    let length = 49153
    var elements = [Float](repeating: 0, count: length)
    elements[length - 1] = last
    let input: [String: any TensorValue] = ["x": try Tensor<Float>(shape: [1, .fixed(length)], elements: elements)]
    for output in try [x.sum(), x.max(), x.mean() * Float(length)] {
      let found = try values(of: output, input)[0]
      #expect(last.isNaN ? found.isNaN : found == last || abs(found - last) < 1e-5)
    }
  }

  /// The result of a row depends on neither the other rows nor the number of workers.
  @Test func theBitsOfARow() throws {
    let length = 50001
    try withSeed { generator in
      let batch: Tensor<Float> = try randomTensor([3, length], using: &generator)
      let program = try Program(x.sum(axis: 1), x.variance(axes: [1]))
      func bits(_ input: Tensor<Float>, workers: Int) throws -> [[UInt8]] {
        let evaluator = Evaluator(workers: workers)
        return try evaluator.evaluate(program, ["x": input]).bytes(of: program)
      }
      let whole = try bits(batch, workers: 1)
      for workers in 1...3 {
        #expect(try bits(batch, workers: workers) == whole, "\(generator)")
        for row in 0..<3 {
          let elements = Array(batch.elements[row * length..<(row + 1) * length])
          let alone = try bits(Tensor(shape: [1, .fixed(length)], elements: elements), workers: workers)
          #expect(alone == whole.map { Array($0[row * 4..<row * 4 + 4]) }, "\(generator)")
        }
      }
    }
  }
}
