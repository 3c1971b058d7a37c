import TesseraGraph
import TesseraShapes
import Testing

/// Operands made in lines of their own, a call that must fail, and what the sentence says of these lines.
struct OperandRow: Sendable, CustomTestStringConvertible {
  /// The sentence up to the places.
  let message: String
  /// The places, with lines counted from that of the row.
  let places: String
  let line: Int
  let call: @Sendable () throws -> Void

  init(_ message: String, _ places: String, line: Int = #line, _ call: @escaping @Sendable () throws -> Void) {
    self.message = message
    self.places = places
    self.line = line
    self.call = call
  }

  var testDescription: String { message }

  /// The places with the lines of the file.
  var expected: String {
    places.replacing(#/at (\d+)/#) { match in
      "at OperandLineTests.swift:\(line + (Int(match.output.1) ?? 0))"
    }
  }
}

/// The lines at which operands were made, word for word.
@Suite struct OperandLineTests {
  @Test(arguments: methods + compositions + several)
  func theSentenceNamesTheLinesOfTheOperands(_ row: OperandRow) {
    let error = #expect(throws: ShapeError.self) { try row.call() }
    #expect(error?.description == "\(row.message) \(row.expected)")
  }

  static let methods: [OperandRow] = [
    OperandRow(
      "matmul: columns of lhs must equal rows of rhs; lhs [batch, 784] has 784, rhs [128, 10] has 128",
      "(at 6; lhs: input \"pixels\" at 4, rhs: input \"weights\" at 5)"
    ) {
      let x = Expression<Float>.input("pixels", shape: ["batch", 784])
      let w = Expression<Float>.input("weights", shape: [128, 10])
      _ = try x.matmul(w)
    },
    OperandRow(
      "matmul: columns of lhs must equal rows of rhs; lhs [batch, 784] has 784, rhs [128, 10] has 128",
      "(at 6; lhs: relu at 5, rhs: constant at 4)"
    ) {
      let w = Expression.constant(try Tensor<Float>.zeros(shape: [128, 10]))
      let h = Expression<Float>.input("pixels", shape: ["batch", 784]).relu()
      _ = try h.matmul(w)
    },
    OperandRow(
      // A tensor is a constant that was made where the tensor was.
      "maximum: shapes must broadcast (equal extents, or 1); lhs [3] and rhs [4] have 3 and 4 on axis -1",
      "(at 7; lhs: input \"x\" at 6, rhs: constant at 5)"
    ) {
      let bound = try Tensor<Float>.ones(shape: [4])
      let x = input([3])
      _ = try x.maximum(bound)
    },
    OperandRow(
      "matmul: both operands must have at least one axis, and rhs is a scalar; lhs [3], rhs []; use * to scale",
      "(at 5; lhs: input \"x\" at 4, rhs: scalar 2.0)"
    ) {
      let x = input([3])
      _ = try x.matmul(2)
    },
    OperandRow(
      "sum: axis must be in -2...1 for shape [2, 3]; got 2",
      "(at 5; operand: exp at 4)"
    ) {
      let x = input([2, 3]).exp()
      _ = try x.sum(axis: 2)
    },
    OperandRow(
      "reshape: the number of elements must stay the same; [2, 3] has 6, target [4] has 4",
      "(at 5; operand: input \"x\" at 4)"
    ) {
      let x = input([2, 3])
      _ = try x.reshape([4])
    },
    OperandRow(
      "split: axis 0 of shape [7] cannot be cut into 2 equal sections",
      "(at 5; operand: input \"x\" at 4)"
    ) {
      let x = input([7])
      _ = try x.split(into: 2)
    },
    OperandRow(
      "map: shapes must broadcast (equal extents, or 1); lhs [3] and rhs [4] have 3 and 4 on axis -1",
      "(at 6; lhs: input \"x\" at 4, rhs: map at 5)"
    ) {
      let x = input([3])
      let y = input([4]).map { $0 + 1 }
      _ = try x.map(with: y) { $0 + $1 }
    },
    OperandRow(
      // What was made in the line of the call is told by what it is made of.
      "matmul: columns of lhs must equal rows of rhs; lhs [2, 3] has 3, rhs [4, 5] has 4",
      "(at 7; lhs: relu of input \"x\" at 5, rhs: transpose of input \"x\" at 6)"
    ) {
      let x = input([2, 3])
      let w = input([5, 4])
      _ = try x.relu().matmul(w.transpose())
    },
    OperandRow(
      // So is what Float16 is widened to.
      "matmul: columns of lhs must equal rows of rhs; lhs [2, 3] has 3, rhs [4, 5] has 4",
      "(at 7; lhs: input \"h\" at 5, rhs: sqrt at 6)"
    ) {
      let h = Expression<Float16>.input("h", shape: [2, 3])
      let w = Expression<Float16>.input("w", shape: [4, 5]).sqrt()
      _ = try h.matmul(w)
    },
  ]

  static let compositions: [OperandRow] = [
    OperandRow(
      "matmul: columns of lhs must equal rows of rhs; lhs [2, 3] has 3, rhs [5, 4] has 5",
      "(at 6; lhs: input \"x\" at 4, rhs: transpose of input \"x\" at 5)"
    ) {
      let x = input([2, 3])
      let weight = input([4, 5])
      _ = try x.linear(weight: weight)
    },
    OperandRow(
      "+: shapes must broadcast (equal extents, or 1); lhs [2, 4] and rhs [5] have 4 and 5 on axis -1",
      "(at 7; lhs: matmul of input \"x\" at 4 and input \"x\" at 5, rhs: input \"x\" at 6)"
    ) {
      let x = input([2, 3])
      let weight = input([4, 3])
      let bias = input([5])
      _ = try x.linear(weight: weight, bias: bias)
    },
    OperandRow(
      "linear: at least 2 axes are needed; shape [3] has 1",
      "(at 6; weight: input \"x\" at 5)"
    ) {
      let x = input([2, 3])
      let weight = input([3])
      _ = try x.linear(weight: weight)
    },
    OperandRow(
      "*: shapes must broadcast (equal extents, or 1); lhs [2, 3] and rhs [4] have 3 and 4 on axis -1",
      "(at 6; lhs: layerNorm of input \"x\" at 4, rhs: input \"x\" at 5)"
    ) {
      let x = input([2, 3])
      let weight = input([4])
      _ = try x.layerNorm(weight: weight)
    },
    OperandRow(
      "variance: axis must be in -1...0 for shape [3]; got 1",
      "(at 5; operand: input \"x\" at 4)"
    ) {
      let x = input([3])
      _ = try x.variance(axes: [1])
    },
    OperandRow(
      #"einsum: the equation "ij,jk->ik" does not fit; an axis has extent 3 in one operand and 4 in another"#,
      "(at 6; operand 0: input \"x\" at 4, operand 1: input \"x\" at 5)"
    ) {
      let a = input([2, 3])
      let b = input([4, 5])
      _ = try Expression.einsum("ij,jk->ik", a, b)
    },
    OperandRow(
      "scaledDotProductAttention: at least 2 axes are needed; shape [3] has 1",
      "(at 6; key: input \"x\" at 5)"
    ) {
      let query = input([2, 3])
      let key = input([3])
      _ = try Expression.scaledDotProductAttention(query: query, key: key, value: query)
    },
  ]

  static let several: [OperandRow] = [
    OperandRow(
      "concatenate: extents must be equal on axis 1; the first operand [2, 3] has 3, operand 2 [2, 4] has 4",
      "(at 7; first operand: input \"x\" at 4, operand 2: input \"x\" at 6)"
    ) {
      let a = input([2, 3])
      let b = input([5, 3])
      let c = input([2, 4])
      _ = try Expression.concatenate([a, b, c])
    },
    OperandRow(
      "select: shapes must broadcast (equal extents, or 1); lhs [2] and rhs [3] have 2 and 3 on axis -1",
      "(at 7; condition: input \"mask\" at 4, then: input \"x\" at 5, otherwise: scalar 0.0)"
    ) {
      let mask = Expression<Bool>.input("mask", shape: [2])
      let x = input([3])
      let zero = Expression<Float>.scalar(0)
      _ = try Expression.select(mask, x, zero)
    },
    OperandRow(
      "takeAlongAxis: indices must have the axes of [2, 3], equal everywhere but on axis 1; got [3, 1]",
      "(at 6; operand: input \"x\" at 4, indices: input \"places\" at 5)"
    ) {
      let x = input([2, 3])
      let places = Expression<Int64>.input("places", shape: [3, 1])
      _ = try x.takeAlongAxis(places, axis: 1)
    },
    OperandRow(
      "scatter: updates must have the shape of their indices [2, 2]; got [2, 1]",
      "(at 7; operand: input \"x\" at 4, indices: input \"places\" at 5, updates: input \"x\" at 6)"
    ) {
      let x = input([2, 3])
      let places = Expression<Int64>.input("places", shape: [2, 2])
      let updates = input([2, 1])
      _ = try x.scatter(updates, at: places, axis: 1)
    },
    OperandRow(
      "stack: at least one expression is needed; got none",
      "(at 4)"
    ) {
      _ = try Expression<Float>.stack([])
    },
  ]

  #if DEBUG
    private static let isOptimised = false
  #else
    private static let isOptimised = true
  #endif

  /// Operators note where they return to, whose line is looked up. An optimised build merges them, and then they have none.
  @Test(.disabled(if: isOptimised)) func whatAnOperatorMadeHasTheLineOfItsCall() throws {
    let x = input([2, 3])
    let b = try Tensor<Float>.ones(shape: [3])
    let (sum, sumLine) = (try 2 * x * 0.5 + b, #line)
    let product = #expect(throws: ShapeError.self) { try sum.matmul(input([4, 5])) }
    #expect(product?.operands.first?.description == "lhs: + at OperandLineTests.swift:\(sumLine)")
    let (negative, negativeLine) = (-x, #line)
    let reduction = #expect(throws: ShapeError.self) { try negative.sum(axis: 2) }
    #expect(reduction?.operands.first?.description == "operand: - at OperandLineTests.swift:\(negativeLine)")
    let (hits, hitsLine) = (try x .< 0, #line)
    let choice = #expect(throws: ShapeError.self) { try hits.all(axis: 2) }
    #expect(choice?.operands.first?.description == "operand: .< at OperandLineTests.swift:\(hitsLine)")
    let (matrix, matrixLine) = (Matrix<2, 3>.input("x") + 1, #line)
    let dynamic = #expect(throws: ShapeError.self) { try matrix.expression.sum(axis: 2) }
    #expect(dynamic?.operands.first?.description == "operand: + at OperandLineTests.swift:\(matrixLine)")
  }

  /// An operand without a line of its own is told by what it is made of.
  @Test func whatHasNoLineIsToldByItsOperands() throws {
    let (x, xLine) = (input([2, 3]), #line)
    // Not inside of `#expect`: what a macro wrote has lines of its own.
    do throws(ShapeError) { _ = try (x + x).matmul(input([4, 5])) } catch {
      #expect(error.operands.first?.description == "lhs: + of input \"x\" at OperandLineTests.swift:\(xLine)")
    }
    let unknown = Node(.unary(.exponential), [x.node], shape: [2, 3], elementType: .float32, site: nil)
    #expect(
      unknown.named(nil, at: nil).description == "exp of input \"x\" at OperandLineTests.swift:\(xLine)")
    let nowhere = Node(
      .unary(.exponential), [x.node], shape: [2, 3], elementType: .float32, site: .returnAddress(0))
    #expect(
      nowhere.named(nil, at: nil).description == "exp of input \"x\" at OperandLineTests.swift:\(xLine)")
  }

  @Test func theOperandsOfOperatorsAreNamed() throws {
    let (x, xLine) = (input([2, 3]), #line)
    let (y, yLine) = (input([4]), #line)
    do throws(ShapeError) { _ = try x + y } catch {
      let line = #line - 1
      #expect(
        error.description == """
          +: shapes must broadcast (equal extents, or 1); lhs [2, 3] and rhs [4] have 3 and 4 on axis -1 (at \
          OperandLineTests.swift:\(line); lhs: input "x" at OperandLineTests.swift:\(xLine), rhs: input "x" at \
          OperandLineTests.swift:\(yLine))
          """)
    }
  }
}
