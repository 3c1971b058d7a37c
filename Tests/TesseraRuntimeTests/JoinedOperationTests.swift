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

  /// Every kind of product and of row; the widths are a part of a panel, and panels with a part.
  @Test(arguments: [1, 7, 200]) func sumsOfProductsAndRowsHaveTheBitsOfTwoPasses(rows: Int) throws {
    try withSeed { generator in
      for columns in [2, 5, 16, 37, 128] {
        var inputs: [String: any TensorValue] = [:]
        func input(_ name: String, _ extents: [Int]) throws -> Expression<Float> {
          let tensor: Tensor<Float> = try randomTensor(extents, using: &generator)
          inputs[name] = tensor
          return .input(name, shape: tensor.shape)
        }
        let left = try input("left", [rows, 9])
        let (right, heads) = try (input("right", [9, columns]), input("heads", [3, rows, 9]))
        let constant = try Expression<Float>.constant(randomTensor([9, columns], using: &generator))
        let second = AxisRange(from: 1, to: 2)
        let table = try input("table", [columns, 4])
        let product = try left.matmul(right)
        let forms = try [
          (left.matmul(constant), input("row", [columns])), (product, input("wide", [1, columns])),
          (heads.matmul(constant), input("cube", [1, 1, columns])),
          (heads.matmul(right), table.transpose().slice(axis: 0, second)),
          (left.matmul(constant), product.sum(axis: 0).exp()),
          (left.sum(axis: 0).matmul(right), table.sum(axis: 1)),
          (product, input("rows", [3, columns]).slice(axis: 0, second)),
          (product.relu().matmul(input("square", [columns, columns])), input("last", [columns])),
        ]
        for (product, row) in forms {
          let sum = try product + row
          let apart = try Program(product, sum)
          let evaluator = Evaluator()
          let needed = inputs.filter { input in apart.inputs.contains { $0.name == input.key } }
          let expected = try values(of: sum, in: apart, needed, by: evaluator)
          let shapes = "\(product.shape), \(row.shape), \(generator)"
          #expect(try values(of: sum, needed) == expected, "\(shapes)")
          #expect(try values(of: row + product, needed) == expected, "\(shapes)")
        }
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
