import TesseraGraph
import TesseraShapes
import TesseraTestSupport
import Testing

/// The bounds that the oracle gives with its values: wide enough for what Float arithmetic does, and no wider.
@Suite struct ReferenceBoundsTests {
  func numbers(_ expression: Expression<Float>) throws -> [BoundedNumber] {
    try #require(ReferenceEvaluator().evaluate([expression.node]).first).numbers
  }

  func tensor(_ elements: [Float]) throws -> Expression<Float> {
    try Tensor(shape: [.fixed(elements.count)], elements: elements).expression
  }

  @Test func whatDoesNotRoundIsExact() throws {
    let x = try tensor([0.1, -7, .leastNonzeroMagnitude * 3])
    for result in try [
      x, -x, x.abs(), x.max(), x.min(), x.reshape([3, 1]), x.sum(axes: []), x.softmax(axis: 0).max() * 0,
    ] {
      #expect(try numbers(result).allSatisfy { $0.error < 1e-40 }, "\(result)")
    }
  }

  @Test func oneOperationIsWithinItsUnits() throws {
    let number = try #require(numbers(tensor([1]) / 3).first)
    #expect(number.accepts(Double(Float(1) / 3)))
    #expect(number.error <= Double(Float(1).ulp) / 3)
    #expect(!number.accepts(Double((Float(1) / 3).nextUp.nextUp)))
    let exponential = try #require(numbers(tensor([1]).exp()).first)
    #expect(exponential.error <= 4 * Double(Float(2.7).ulp))
    #expect(exponential.error >= 2 * Double(Float(2.7).ulp))
  }

  @Test func cancellationWidensTheBound() throws {
    let third = try tensor([1]) / 3
    let number = try #require(numbers(third * 3 - 1).first)
    #expect(number.error > 1e-8 && number.error < 1e-6)
  }

  @Test func discontinuitiesWithinReachAreUnknown() throws {
    let zero = try tensor([1]) / 3 * 3 - 1
    #expect(try numbers(1 / zero)[0].isUnknown)
    #expect(try numbers(zero.log())[0].isUnknown)
    #expect(try numbers((zero - 1e-9).sqrt())[0].isUnknown)
    #expect(try numbers(zero.pow(-1))[0].isUnknown)
    #expect(try numbers(1 / tensor([-1]).relu())[0].isUnknown, "the sign of this zero is open")
    #expect(try numbers(tensor([3e38]) + 3e38)[0].isUnknown, "more than a Float holds")
    #expect(try numbers(tensor([3e38, 3e38, -3e38]).sum())[0].isUnknown, "the order decides")
    #expect(try !numbers(1 / tensor([0]))[0].isUnknown)
  }

  @Test func certainInfinitiesStayCertain() throws {
    let x = try tensor([.infinity, 1])
    #expect(try numbers(x + 1) == [BoundedNumber(.infinity), BoundedNumber(2, error: numbers(x + 1)[1].error)])
    #expect(try numbers(x.sum()) == [BoundedNumber(.infinity)])
    #expect(try numbers(x - x)[0].value.isNaN)
  }

  @Test func argumentsOfAlmostEqualElementsAreAlternatives() throws {
    let third = try tensor([1, 1]) / 3
    let close = try third + tensor([0, 1e-9])
    func integers(_ expression: Expression<Int64>) throws -> PossibleInteger {
      guard case .integers(let integers) = try ReferenceEvaluator().evaluate([expression.node])[0].elements else {
        throw ReferenceError.missingOperand("argmax")
      }
      return integers[0]
    }
    #expect(try integers(close.argmax()) == PossibleInteger(1, alternatives: [0]))
    #expect(try integers(tensor([1, 2, 2]).argmax()) == PossibleInteger(1))
    #expect(try integers(close.argmax().map { $0 &* 10 }) == PossibleInteger(10, alternatives: [0]))
    #expect(try integers((third + tensor([0, 1])).argmax()) == PossibleInteger(1))
  }

  @Test func differencesAreSentences() throws {
    let expected = try ReferenceEvaluator().evaluate([tensor([1, 2]).node])[0]
    #expect(try expected.difference(to: Tensor<Float>(shape: [2], elements: [1, 2])) == nil)
    #expect(
      try expected.difference(to: Tensor<Float>(shape: [2], elements: [1, 3]))
        == "element 1: expected 2.0 within 0.0, got 3.0")
    #expect(
      try expected.difference(to: Tensor<Float>(shape: [1, 2], elements: [1, 2])) == "expected shape [2], got [1, 2]")
    #expect(
      try expected.difference(to: Tensor<Double>(shape: [2], elements: [1, 2]))
        == "expected elements of Float, got Double")
  }

  /// Chains of Float arithmetic, run as a program would, stay within the bounds.
  @Test func floatArithmeticStaysWithin() throws {
    try withSeeds(200) { generator in
      var value = Float.random(in: -2...2, using: &generator)
      var expression = try tensor([value])
      for _ in 0..<12 {
        let operand = Float.random(in: -3...3, using: &generator)
        let scalar = Expression<Float>.scalar(operand)
        switch generator.pick([0, 1, 2, 3, 4, 5]) {
        case 0: (value, expression) = try (value + operand, expression + scalar)
        case 1: (value, expression) = try (value * operand, expression * scalar)
        case 2: (value, expression) = try (value - operand, expression - scalar)
        case 3: (value, expression) = try (value / operand, expression / scalar)
        case 4: (value, expression) = (abs(value), expression.abs())
        default: (value, expression) = try (value * value, expression * expression)
        }
      }
      let number = try #require(numbers(expression).first)
      #expect(number.accepts(Double(value)), "\(number) and \(value), \(generator)")
    }
  }
}
