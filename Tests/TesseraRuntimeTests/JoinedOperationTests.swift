import Tessera
import TesseraTestSupport
import Testing

/// Operations that take another one into their pass.
@Suite struct JoinedOperationTests {
  private let x = Expression<Float>.input("x", shape: ["n", 5])
  private let row = Expression<Float>.input("row", shape: [5])

  @Test(arguments: [1, 3, 1000]) func productsAndSumsHaveTheBitsOfTwoPasses(rows: Int) throws {
    try withSeed { generator in
      let inputs: [String: any TensorValue] = [
        "x": try Tensor<Float>(
          shape: [.fixed(rows), 5], elements: (0..<rows * 5).map { _ in .random(in: -1...1, using: &generator) }),
        "row": try Tensor<Float>(shape: [5], elements: (0..<5).map { _ in .random(in: -1...1, using: &generator) }),
      ]
      let number = Expression<Float>.scalar(1.1)
      let forms = try [
        ((x + row) * number, number), (number * x, row), (x * row, number), (row * x, x), (x * x, row),
        (x.exp() * number, row),
      ]
      for (product, term) in forms {
        let sum = try product + term
        // A product that is an output is written, and added in another pass.
        let apart = try Program(product, sum)
        let evaluator = Evaluator()
        #expect(try values(of: sum, inputs) == values(of: sum, in: apart, inputs, by: evaluator), "\(generator)")
        #expect(try values(of: term + product, inputs) == values(of: sum, inputs), "\(generator)")
      }
    }
  }

  @Test(arguments: [1, 3, 1000]) func exponentialsOfNegatedValuesHaveTheBitsOfTwoPasses(rows: Int) throws {
    try withSeed { generator in
      var elements = (0..<rows * 5).map { _ in Float.random(in: -100...100, using: &generator) }
      elements.replaceSubrange(0..<5, with: [.infinity, -.infinity, -0.0, 88.8, -104])
      let inputs: [String: any TensorValue] = ["x": try Tensor<Float>(shape: [.fixed(rows), 5], elements: elements)]
      // A negation that is an output is written.
      let negated = -x
      let exponential = negated.exp()
      let apart = try Program(negated, exponential)
      #expect(
        try values(of: exponential, inputs) == values(of: exponential, in: apart, inputs, by: Evaluator()),
        "\(generator)")
    }
  }
}
