import TesseraGraph
import TesseraShapes
import TesseraTestSupport
import Testing

/// The bounds that the oracle gives with its values: wide enough for what Float arithmetic does, and no wider.
@Suite struct ReferenceBoundsTests {
  func numbers<Element>(_ expression: Expression<Element>) throws -> [BoundedNumber] {
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

  /// The same numbers, except for what two functions may round.
  func rounded(_ elements: [Float]) throws -> Expression<Float> { try tensor(elements).exp().log() }

  @Test func correctlyRoundedOperationsHaveOneResult() throws {
    #expect(try numbers(tensor([1]) / 3) == [BoundedNumber(Double(Float(1) / 3))])
    #expect(try numbers(tensor([2]).sqrt()) == [BoundedNumber(Double(Float(2).squareRoot()))])
    #expect(try numbers(tensor([3e38]) + 3e38) == [BoundedNumber(.infinity)])
    #expect(try numbers(tensor([1e-30]) * 1e-12) == [BoundedNumber(Double(Float(1e-30) * 1e-12))])
    #expect(
      try numbers(tensor([0.1, 0.2, 0.3]).cumulativeSum(axis: 0))[2] == BoundedNumber(Double(Float(0.1) + 0.2 + 0.3)))
  }

  @Test func oneOperationIsWithinItsUnits() throws {
    let exponential = try #require(numbers(tensor([1]).exp()).first)
    #expect(exponential.error <= 4 * Double(Float(2.7).ulp))
    #expect(exponential.error >= 2 * Double(Float(2.7).ulp))
    #expect(exponential.accepts(Double(Float(2.7182817))))
    #expect(!exponential.accepts(Double(Float(2.7182817)) + 8 * Double(Float(2.7).ulp)))
  }

  @Test func cancellationWidensTheBound() throws {
    let number = try #require(numbers(rounded([1]) - 1).first)
    #expect(number.error > 1e-8 && number.error < 1e-6)
  }

  @Test func discontinuitiesWithinReachAreUnknown() throws {
    let zero = try rounded([1]) - 1
    #expect(try numbers(1 / zero)[0].isUnknown)
    #expect(try numbers(zero.reciprocal())[0].isUnknown)
    #expect(try numbers(zero.log())[0].isUnknown)
    #expect(try numbers((zero - 1e-9).sqrt())[0].isUnknown)
    #expect(try numbers((zero - 1).log1p())[0].isUnknown)
    #expect(try numbers((zero + 2).asin())[0].value.isNaN)
    #expect(try numbers((zero + 1).asin())[0].isUnknown)
    #expect(try numbers((zero + Expression.scalar(.pi / 2)).tan())[0].isUnknown)
    #expect(try numbers(zero.atan2(-1))[0].isUnknown)
    #expect(try !numbers(zero.atan2(1))[0].isUnknown)
    #expect(try numbers(zero.pow(-1))[0].isUnknown)
    #expect(try numbers(Expression(1).remainder(zero))[0].isUnknown)
    #expect(try numbers(rounded([88]).exp() * 3)[0].isUnknown, "more than a Float holds")
    #expect(try numbers(tensor([3e38, 3e38, -3e38]).sum())[0].isUnknown, "the order decides")
    #expect(try numbers(tensor([3e38, 3e38, 1e-38]).product())[0].isUnknown, "the order decides")
    #expect(try !numbers(1 / tensor([0]))[0].isUnknown)
  }

  @Test func stepsWithinReachAreAsHighAsTheStep() throws {
    let two = try rounded([2])
    #expect(try numbers(two.floor())[0].accepts(1) && numbers(two.floor())[0].accepts(2))
    #expect(try !numbers(two.floor())[0].accepts(3.5))
    #expect(try numbers((two + 0.25).floor()) == [BoundedNumber(2)])
    #expect(try numbers((two + 0.5).round())[0].accepts(3) && numbers((two + 0.5).round())[0].accepts(2))
    #expect(try numbers((two - 2).sign())[0].accepts(-1) && numbers((two - 2).sign())[0].accepts(1))
    #expect(try numbers(two.remainder(2))[0].accepts(0) && numbers(two.remainder(2))[0].accepts(1.9999999))
    #expect(try numbers((two + 1).remainder(2))[0].error < 1e-5)
    #expect(try integers(two.cast(to: Int32.self))[0].alternatives.count == 1)
    #expect(try integers((two + 0.25).cast(to: Int8.self)) == [PossibleInteger(2)])
    #expect(try integers((two - 2).cast(to: Bool.self))[0].alternatives.count == 1)
  }

  @Test func softmaxOfHugeNumbersHasABound() throws {
    let huge = try tensor([-1e38, 0, 1]) - tensor([1e38, 0.1, 0.2])
    for numbers in try [numbers(huge.softmax(axis: 0)), numbers(huge.logSoftmax(axis: 0))] {
      #expect(numbers.allSatisfy { !$0.error.isNaN })
      #expect(numbers.dropFirst().allSatisfy { $0.error < 1e-5 })
    }
  }

  @Test func comparisonsWithinReachAreOpen() throws {
    let (two, exact) = try (rounded([2]), tensor([2]))
    #expect(try integers(two .< exact)[0].alternatives.count == 1)
    #expect(try integers(two .== exact)[0].alternatives.count == 1)
    #expect(try integers(exact .== exact) == [PossibleInteger(1)])
    #expect(try integers(two .< exact + 1) == [PossibleInteger(1)])
    #expect(try integers(two .!= tensor([.nan])) == [PossibleInteger(1)])
    let chosen = try numbers(Expression.select(two .< exact, tensor([10]), tensor([20])))[0]
    #expect(chosen.accepts(10) && chosen.accepts(20) && !chosen.accepts(40))
    #expect(try numbers(Expression.select(two .< exact + 1, tensor([10]), tensor([20]))) == [BoundedNumber(10)])
    #expect(try integers((two .< exact).any())[0].alternatives.count == 1)
    #expect(try integers((two .< exact).all())[0].alternatives.count == 1)
    #expect(try integers(((two .< exact) .| (exact .== exact)).any()) == [PossibleInteger(1)])
  }

  @Test func castsRoundVisibly() throws {
    let x = try tensor([1.0001, 70000, 65519.9, 65520])
    #expect(try numbers(x.cast(to: Float16.self)) == [1, .infinity, 65504, .infinity].map { BoundedNumber($0) })
    let half = try numbers(rounded([1.5]).cast(to: Float16.self))
    #expect(half == [BoundedNumber(1.5)], "a number near one that Float16 holds becomes that one")
    let middle = try rounded([1 + 0x1p-11]).cast(to: Float16.self)
    #expect(try numbers(middle)[0].accepts(1) && numbers(middle)[0].accepts(1 + 0x1p-10))
  }

  @Test func certainInfinitiesStayCertain() throws {
    let x = try tensor([.infinity, 1])
    #expect(try numbers(x + 1) == [BoundedNumber(.infinity), BoundedNumber(2, error: numbers(x + 1)[1].error)])
    #expect(try numbers(x.sum()) == [BoundedNumber(.infinity)])
    #expect(try numbers(x - x)[0].value.isNaN)
  }

  func integers<Element>(_ expression: Expression<Element>) throws -> [PossibleInteger] {
    try #require(ReferenceEvaluator().evaluate([expression.node]).first).possibleIntegers
  }

  @Test func argumentsOfAlmostEqualElementsAreAlternatives() throws {
    let third = try rounded([0.3, 0.3])
    let close = try third + tensor([0, 3e-8])
    #expect(try integers(close.argmax()) == [PossibleInteger(1, alternatives: [0])])
    #expect(try integers(close.argmin()) == [PossibleInteger(0, alternatives: [1])])
    #expect(try integers(tensor([1, 2, 2]).argmax()) == [PossibleInteger(1)])
    #expect(try integers(tensor([2, 1, 1]).argmin()) == [PossibleInteger(1)])
    #expect(try integers(close.argmax().map { $0 &* 10 }) == [PossibleInteger(10, alternatives: [0])])
    #expect(try integers((third + tensor([0, 1])).argmax()) == [PossibleInteger(1)])
    #expect(
      try integers(Tensor<Int64>(shape: [3], elements: [.min, .max, .min]).expression.argmin()) == [PossibleInteger(0)])
  }

  @Test func sortsOfAlmostEqualElementsAreAlternatives() throws {
    #expect(try integers(tensor([2, .nan, 1, 2]).argsort()).map(\.value) == [2, 0, 3, 1])
    #expect(try integers(tensor([2, .nan, 1, 2]).argsort(descending: true)).map(\.value) == [0, 3, 2, 1])
    #expect(try integers(tensor([2, 1, 2]).argsort()).allSatisfy(\.isCertain))
    let close = try rounded([0.3, 0.3, 5])
    let order = try integers(close.argsort())
    #expect(order[2] == PossibleInteger(2))
    #expect(order[0].accepts(0) && order[0].accepts(1) && !order[0].accepts(2))
    #expect(try numbers(close.sort()).allSatisfy { $0.error < 1e-5 }, "whichever it is, it is about as large")
  }

  @Test func indicesThatRoundingChoosesReachEither() throws {
    let table = try tensor([10, 20, 30])
    let index = try rounded([1]).cast(to: Int64.self)
    let number = try numbers(table.gather(index))[0]
    #expect(number.accepts(10) && number.accepts(20) && !number.accepts(31))
    let scattered = try numbers(table.scatter(tensor([0]), at: index, axis: 0))
    #expect(scattered[0].accepts(0) && scattered[0].accepts(10) && scattered[1].accepts(0) && scattered[1].accepts(20))
    #expect(scattered[2] == BoundedNumber(30))
    #expect(throws: ReferenceError.uncertainIndex("gather")) { try numbers(table.gather(index + 2)) }
    #expect(throws: ReferenceError.index(operation: "gather", index: -4, position: 1, extent: 3)) {
      try numbers(table.gather(Tensor<Int64>(shape: [2], elements: [0, -4]).expression))
    }
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
