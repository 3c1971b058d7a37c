import Tessera
import TesseraTestSupport
import Testing

/// Matrix products of every layout against the reference evaluator.
@Suite struct MatrixProductTests {
  /// How an operand of shape [batch..., rows, columns] comes to be.
  enum Form: CaseIterable {
    /// Dense in memory.
    case dense
    /// The last two axes swapped.
    case transposed
    /// The batch axes behind the matrix's in memory.
    case interleaved
    /// One row repeated.
    case repeatedRows
    /// One column repeated.
    case repeatedColumns
    /// Reshaped from one axis.
    case reshaped
    /// Rows in reverse nesting: reshaped from a transposed matrix, which needs a copy.
    case reshapedFromTransposed
  }

  private func operand<Element: FloatingPointTensorElement>(
    _ name: String, _ form: Form, batch: [Int], rows: Int, columns: Int, using generator: inout SeededGenerator,
    into inputs: inout [String: any TensorValue], as element: Element.Type = Element.self
  ) throws -> Expression<Element> {
    func input(_ extents: [Int]) throws -> Expression<Element> {
      let tensor: Tensor<Element> = try randomTensor(extents, using: &generator)
      inputs[name] = tensor
      return .input(name, shape: tensor.shape)
    }
    let extents = batch + [rows, columns]
    let rank = extents.count
    switch form {
    case .dense: return try input(extents)
    case .transposed:
      return try input(batch + [columns, rows]).transpose(Array(0..<rank - 2) + [rank - 1, rank - 2])
    case .interleaved:
      return try input([rows] + batch + [columns]).transpose(Array(1...batch.count + 1).dropLast() + [0, rank - 1])
    case .repeatedRows: return try input(batch + [1, columns]).broadcast(to: Shape(extents: extents))
    case .repeatedColumns: return try input(batch + [rows, 1]).broadcast(to: Shape(extents: extents))
    case .reshaped: return try input([extents.reduce(1, *)]).reshape(Shape(extents: extents))
    case .reshapedFromTransposed:
      return try input(extents.reversed()).transpose().reshape([-1]).reshape(Shape(extents: extents))
    }
  }

  private func expectAgreement<Element: FloatingPointTensorElement>(
    _ element: Element.Type, _ lhsForm: Form, _ rhsForm: Form
  ) throws {
    let batches: [([Int], [Int])] = [
      ([], []), ([3], []), ([], [3]), ([3], [3]), ([3], [1]), ([2, 1], [1, 3]), ([2, 3], [3]), ([1], [2, 2]), ([0], []),
    ]
    let sizes = [(1, 1, 1), (1, 5, 3), (4, 1, 3), (4, 5, 1), (4, 5, 3), (3, 4, 0), (0, 2, 3), (17, 9, 33)]
    try withSeed { generator in
      for (lhsBatch, rhsBatch) in batches {
        for (rows, columns, inner) in sizes {
          var inputs: [String: any TensorValue] = [:]
          let lhs: Expression<Element> = try operand(
            "lhs", lhsForm, batch: lhsBatch, rows: rows, columns: inner, using: &generator, into: &inputs)
          let rhs: Expression<Element> = try operand(
            "rhs", rhsForm, batch: rhsBatch, rows: inner, columns: columns, using: &generator, into: &inputs)
          let difference = try disagreement(of: lhs.matmul(rhs), inputs)
          #expect(
            difference == nil,
            "\(lhs.shape) x \(rhs.shape), lhs \(lhsForm), rhs \(rhsForm), \(difference ?? "") (\(generator))")
        }
      }
    }
  }

  @Test(arguments: Form.allCases, Form.allCases)
  func everyLayoutInFloat(lhs: Form, rhs: Form) throws { try expectAgreement(Float.self, lhs, rhs) }

  @Test(arguments: Form.allCases)
  func everyLayoutInDouble(form: Form) throws {
    try expectAgreement(Double.self, form, .transposed)
    try expectAgreement(Double.self, .dense, form)
  }

  @Test func vectorsAreRowsOnTheLeftAndColumnsOnTheRight() throws {
    let vector = try Tensor<Float>(shape: [3], elements: [1, 2, 3])
    let matrix = try Tensor<Float>(shape: [3, 2], elements: [1, 0, 0, 1, 1, 1])
    let x = Expression<Float>.input("x", shape: [3])
    let inputs = ["x": vector]
    #expect(try values(of: x.matmul(matrix), inputs) == [4, 5])
    #expect(try values(of: x.matmul(x), inputs) == [14])
    #expect(try x.matmul(x).shape == .scalar)
    #expect(try values(of: matrix.expression.transpose().matmul(x), inputs) == [4, 5])
    // A vector against a batch of matrices, on either side.
    let stack = try Tensor<Float>(shape: [2, 3, 2], elements: (0..<12).map(Float.init)).expression
    #expect(try values(of: x.matmul(stack), inputs) == [16, 22, 52, 58])
    #expect(try values(of: stack.transpose([0, 2, 1]).matmul(x), inputs) == [16, 22, 52, 58])
    // One number repeated to a vector.
    let ones = try Expression<Float>.scalar(1).broadcast(to: [3])
    #expect(try values(of: ones.matmul(x), inputs) == [6])
    #expect(try values(of: x.matmul(ones), inputs) == [6])
  }

  @Test func anOperandOnBothSides() throws {
    try withSeed { generator in
      let x = Expression<Float>.input("x", shape: ["rows", 7])
      for rows in [0, 1, 5, 40] {
        let inputs: [String: any TensorValue] = [
          "x": try randomTensor([rows, 7], using: &generator) as Tensor<Float>
        ]
        #expect(try disagreement(of: x.matmul(x.transpose()), inputs) == nil, "\(generator)")
        #expect(try disagreement(of: x.transpose().matmul(x), inputs) == nil, "\(generator)")
      }
    }
  }

  @Test func nothingThatWasInTheMemoryBeforeReachesTheResult() throws {
    // NaN in the output of a product must not survive a factor of 0.
    let x = Expression<Float>.input("x", shape: ["rows", 4])
    let poison = try x * Expression.scalar(.nan)
    let product = try (x.matmul(Tensor<Float>.ones(shape: [4, 4])) + 1).matmul(Tensor<Float>.ones(shape: [4, 4]))
    let (first, second) = (try Program(poison), try Program(product))
    var evaluator = Evaluator()
    for _ in 0..<3 {
      do { _ = try evaluator.evaluate(first, x.bound(to: .ones(shape: [64, 4]))) }
      evaluator.reset()
      let results = try evaluator.evaluate(second, x.bound(to: .ones(shape: [8, 4])))
      let elements = try results[product].copy().elements
      #expect(elements == Array(repeating: 20, count: 32))
      evaluator.reset()
    }
  }
}
