import Tessera
import Testing

/// Numbers of a batch that contradict each other are told by the inputs that gave them, however the inputs were given.
@Suite struct DimensionErrorTests {
  private let x = Expression<Float>.input("x", shape: ["batch", "tokens", 4])
  private let mask = Expression<Float>.input("mask", shape: ["batch", "tokens"])
  private let square = Expression<Float>.input("square", shape: ["side", "side"])

  private static func ones(_ extents: Int...) throws -> Tensor<Float> { try .ones(shape: Shape(extents: extents)) }

  @Test func inputsThatDisagreeAreNamed() throws {
    let program = try Program(x.sum(axis: 2) * mask)
    let evaluator = Evaluator()
    let expected = """
      evaluate: dimension "batch" must have one extent; input "x" has 32 on axis 0, input "mask" has 31 on axis 0
      """
    let byExpression = message {
      _ = try evaluator.evaluate(program, x.bound(to: Self.ones(32, 7, 4)), mask.bound(to: Self.ones(31, 7)))
    }
    #expect(byExpression == expected)
    let inOtherOrder = message {
      _ = try evaluator.evaluate(program, mask.bound(to: Self.ones(31, 7)), x.bound(to: Self.ones(32, 7, 4)))
    }
    #expect(inOtherOrder == expected)
    let byName = message {
      _ = try evaluator.evaluate(program, ["x": Self.ones(32, 7, 4), "mask": Self.ones(31, 7)])
    }
    #expect(byName == expected)
    let second = message {
      _ = try evaluator.evaluate(program, ["x": Self.ones(32, 7, 4), "mask": Self.ones(32, 8)])
    }
    #expect(
      second == """
        evaluate: dimension "tokens" must have one extent; input "x" has 7 on axis 1, input "mask" has 8 on axis 1
        """)
  }

  @Test func oneInputMayContradictItself() throws {
    let program = try Program(square)
    let evaluator = Evaluator()
    let text = message { _ = try evaluator.evaluate(program, square.bound(to: Self.ones(3, 4))) }
    #expect(
      text == """
        evaluate: dimension "side" must have one extent; input "square" has 3 on axis 0, input "square" has 4 on axis 1
        """)
  }

  @Test func anExtentThatFollowsFromNamesTellsWhoGaveThem() throws {
    let flat = Expression<Float>.input("flat", shape: try mask.flatten().shape)
    let program = try Program(mask, flat)
    let evaluator = Evaluator()
    let text = message { _ = try evaluator.evaluate(program, ["mask": Self.ones(2, 3), "flat": Self.ones(7)]) }
    #expect(
      text == """
        evaluate: input flat: Float [batch * tokens] was given shape [7]; axis 0 must be batch * tokens = 6, where batch \
        is 2 in input "mask", tokens is 3 in input "mask"
        """)
    let alone = try Program(flat)
    let unknown = message { _ = try evaluator.evaluate(alone, flat.bound(to: Self.ones(7))) }
    #expect(
      unknown == """
        evaluate: input flat: Float [batch * tokens] was given shape [7]; axis 0 must be batch * tokens, which has no \
        number
        """)
  }

  @Test func preparingNeedsEveryName() throws {
    let program = try Program(x.sum(axis: 2) * mask)
    var evaluator = Evaluator()
    let missing = message { try evaluator.prepare(for: program, ["batch": 2, "token": 3]) }
    #expect(
      missing == """
        plan: dimension "tokens" of input x: Float [batch, tokens, 4] needs an extent; only "batch", "token" got one
        """)
    let none = message { try evaluator.prepare(for: program) }
    #expect(
      none == "plan: dimension \"batch\" of input x: Float [batch, tokens, 4] needs an extent; none was given")
    let negative = message { try evaluator.prepare(for: program, ["batch": -2, "tokens": 3]) }
    #expect(negative == "plan: the extent of dimension \"batch\" must not be negative; got -2")
    let large = message {
      _ = try Program(Expression<Float>.input("flat", shape: mask.flatten().shape)).plan(
        for: ["batch": .max, "tokens": 3])
    }
    #expect(
      large == """
        plan: axis 0 of input flat: Float [batch * tokens] must have an extent; batch * tokens has none for the given ones
        """)
    try evaluator.prepare(for: program, ["batch": 2, "tokens": 3])
  }

  /// Two names that an operation needs to agree on are told by the operation, with the lines of what has them.
  @Test func namesThatAnOperationNeedsToAgreeAreToldWithTheirLines() throws {
    let (rows, rowsLine) = (Expression<Float>.input("rows", shape: ["n", 4]), #line)
    let (others, othersLine) = (Expression<Float>.input("others", shape: ["m", 4]), #line)
    let (largest, line) = (try rows.maximum(others), #line)
    let (scores, scoresLine) = (try largest.softmax(axis: -1), #line)
    let program = try Program(outputs: ["first": rows, "scores": scores])
    var evaluator = Evaluator()
    let file = "DimensionErrorTests.swift"
    let expected = """
      maximum: shapes must broadcast (equal extents, or 1); lhs [3, 4] and rhs [2, 4] have 3 and 2 on axis -2 (at \
      \(file):\(line); lhs: input "rows" at \(file):\(rowsLine), rhs: input "others" at \(file):\(othersLine); for output \
      1 "scores" at \(file):\(scoresLine))
      """
    let byName = message {
      _ = try evaluator.evaluate(program, ["rows": Self.ones(3, 4), "others": Self.ones(2, 4)])
    }
    #expect(byName == expected)
    let prepared = message { try evaluator.prepare(for: program, ["n": 3, "m": 2]) }
    #expect(prepared == expected)
    let planned = message { _ = try program.plan(for: ["n": 3, "m": 2]) }
    #expect(planned == expected)
  }
}
