import Tessera
import Testing

/// What a caller can get wrong is thrown as one sentence, and the evaluator works on afterwards.
@Suite struct WrongInputTests {
  private let x = Expression<Float>.input("x", shape: ["batch", 3])
  private let y = Expression<Float>.input("y", shape: ["batch"])
  private let good: [String: any TensorValue]
  private let program: Program
  private let output: Expression<Float>

  init() throws {
    output = try x.sum(axis: 1) + y
    program = try Program(output)
    good = [
      "x": try Tensor<Float>(shape: [2, 3], elements: [1, 2, 3, 4, 5, 6]),
      "y": try Tensor<Float>(shape: [2], elements: [10, 20]),
    ]
  }

  private static func ones(_ extents: Int...) throws -> Tensor<Float> { try .ones(shape: Shape(extents: extents)) }

  @Test func wrongInputsByNameAreNamed() throws {
    let wrong: [([String: any TensorValue], String)] = [
      (
        ["x": try Self.ones(2, 3)],
        "evaluate: input \"y\" was not given; the program expects x: Float [batch, 3], y: Float [batch]"
      ),
      ([:], "evaluate: input \"x\" was not given; the program expects x: Float [batch, 3], y: Float [batch]"),
      (
        ["x": try Self.ones(2, 3), "z": try Self.ones(2)],
        "evaluate: there is no input \"z\"; the program expects x: Float [batch, 3], y: Float [batch]"
      ),
      (
        ["x": try Tensor<Double>.ones(shape: [2, 3]), "y": try Self.ones(2)],
        "evaluate: input x: Float [batch, 3] was given elements of type Double"
      ),
      (
        ["x": try Self.ones(2, 4), "y": try Self.ones(2)],
        "evaluate: input x: Float [batch, 3] was given shape [2, 4], which differs on axis 1"
      ),
      (
        ["x": try Self.ones(2, 3, 1), "y": try Self.ones(2)],
        "evaluate: input x: Float [batch, 3] has 2 axes; the given shape [2, 3, 1] has 3"
      ),
      (
        ["x": try Self.ones(3), "y": try Self.ones(2)],
        "evaluate: input x: Float [batch, 3] has 2 axes; the given shape [3] has 1"
      ),
      (
        ["x": try Self.ones(2, 3), "y": try Self.ones(3)],
        """
        evaluate: dimension "batch" must have one extent; input "x" has 2 on axis 0, input "y" has 3 on axis 0
        """
      ),
      (
        // An extent of 1 is not broadcast where a name must have one number.
        ["x": try Self.ones(2, 3), "y": try Self.ones(1)],
        """
        evaluate: dimension "batch" must have one extent; input "x" has 2 on axis 0, input "y" has 1 on axis 0
        """
      ),
    ]
    var evaluator = Evaluator()
    for (inputs, expected) in wrong {
      let error = message { _ = try evaluator.evaluate(program, inputs) }
      #expect(error == expected)
      evaluator.reset()
      let result = try values(of: output, in: program, good, by: evaluator)
      #expect(result == [16, 35], "after \(expected)")
    }
  }

  @Test func wrongBindingsAreNamed() throws {
    let evaluator = Evaluator()
    let rows = try Self.ones(2, 3)
    let column = try Self.ones(2)
    let stranger = Expression<Float>.input("stranger", shape: [2])

    let missing = message { _ = try evaluator.evaluate(program, x.bound(to: rows)) }
    #expect(
      missing == "evaluate: input \"y\" was not given; the program expects x: Float [batch, 3], y: Float [batch]")
    let none = message { _ = try evaluator.evaluate(program) }
    #expect(none == "evaluate: input \"x\" was not given; the program expects x: Float [batch, 3], y: Float [batch]")
    let twice = message {
      _ = try evaluator.evaluate(program, x.bound(to: rows), y.bound(to: column), x.bound(to: rows))
    }
    #expect(twice == "evaluate: input \"x\" was given twice")
    let unknown = message {
      _ = try evaluator.evaluate(program, x.bound(to: rows), y.bound(to: column), stranger.bound(to: column))
    }
    #expect(
      unknown
        == "evaluate: there is no input \"stranger\"; the program expects x: Float [batch, 3], y: Float [batch]")
    let notAnInput = message { _ = try evaluator.evaluate(program, output.bound(to: column)) }
    #expect(
      notAnInput == "evaluate: there is no input \"+\"; the program expects x: Float [batch, 3], y: Float [batch]")
    let shape = message { _ = try evaluator.evaluate(program, x.bound(to: column), y.bound(to: column)) }
    #expect(shape == "evaluate: input x: Float [batch, 3] has 2 axes; the given shape [2] has 1")

    let results = try evaluator.evaluate(program, x.bound(to: rows), y.bound(to: column))
    let result = try results[output].copy().elements
    #expect(result == [4, 4])
  }

  @Test func anEqualDeclarationIsTheSameInput() throws {
    let evaluator = Evaluator()
    let again = Expression<Float>.input("x", shape: ["batch", 3])
    let results = try evaluator.evaluate(
      program, again.bound(to: Self.ones(2, 3)), y.bound(to: Self.ones(2)))
    let result = try results[output].copy().elements
    #expect(result == [4, 4])

    let other = Expression<Float>.input("x", shape: ["rows", 3])
    let error = message {
      _ = try evaluator.evaluate(program, other.bound(to: Self.ones(2, 3)), y.bound(to: Self.ones(2)))
    }
    #expect(error != nil)
  }

  @Test func shapesThatWereLeftOpenAreCheckedWithTheBatch() throws {
    let five = try Tensor<Float>(shape: [5], elements: [1, 2, 3, 4, 5])
    let (sum, line) = (try y + five, #line)
    let program = try Program(sum)
    let evaluator = Evaluator()
    let error = message { _ = try evaluator.evaluate(program, y.bound(to: Self.ones(4))) }
    let rule = "+: shapes must broadcast (equal extents, or 1); lhs [4] and rhs [5] have 4 and 5 on axis -1"
    let operands =
      "lhs: input \"y\" at WrongInputTests.swift:7, rhs: constant at WrongInputTests.swift:\(line - 1); for output 0"
    let place = "at WrongInputTests.swift:\(line)"
    // An optimised build merges operators, which have no line then.
    let expected = ["\(rule) (\(place); \(operands) \(place))", "\(rule) (\(operands))"]
    #expect(expected.contains(error ?? ""), "\(error ?? "nothing was thrown")")
    let result = try values(of: sum, in: program, ["y": Self.ones(5)], by: evaluator)
    #expect(result == [2, 3, 4, 5, 6])
  }

  @Test func outputsThatAreNotThereAreNamed() throws {
    let evaluator = Evaluator()
    let results = try evaluator.evaluate(program, good)
    let unknown = message { _ = try results["probabilities", as: Float.self].count }
    #expect(unknown == "results: there is no output \"probabilities\"; the program gives output: Float [batch]")
    let type = message { _ = try results["output", as: Double.self].count }
    #expect(type == "results: output output: Float [batch] was read as elements of type Double")
    let count = try results["output", as: Float.self].count
    #expect(count == 2)
  }

  @Test func programsThatCannotBeAreNamed() throws {
    let double = Expression<Double>.input("x", shape: ["batch", 3])
    let line = #line - 1
    let conflict = message { _ = try Program(x, double.exp()) }
    #expect(
      conflict == """
        Program: inputs with one name must agree; got x: Float [batch, 3] and x: Double [batch, 3] (at \
        WrongInputTests.swift:6 and WrongInputTests.swift:\(line); for output 1 at WrongInputTests.swift:\(line + 2))
        """)
    let negative = Expression<Float>.input("z", shape: [-2, 3])
    let invalid = message { _ = try Program(outputs: ["sum": y, "scores": negative]) }
    #expect(
      invalid == """
        Program: input "z" cannot be; input: extents must not be negative; [-2, 3] has -2 on axis 0 (at \
        WrongInputTests.swift:\(line + 8); for output 1 "scores" at WrongInputTests.swift:\(line + 8))
        """)
    let none = message { _ = try Program(outputs: [:]) }
    #expect(none == "Program: at least one output is needed; got none")
    let twice = message { _ = try Program(outputs: ["a": x, "a": y]) }
    #expect(
      twice == """
        Program: names of outputs must differ; "a" was given twice (output 0 at WrongInputTests.swift:6, output 1 at \
        WrongInputTests.swift:7)
        """)
  }
}
