import Tessera
import Testing

/// Elements of all types, alone and mixed in one group.
@Suite struct ElementTypeTests {
  private let x = Expression<Float>.input("x", shape: ["n"])

  @Test(arguments: [1, 7, 2048, 5000])
  func castsOfEveryWidthRunInOneGroup(count: Int) throws {
    // 4 bytes to 8, to 1, to 2 and back to 4: the tiles of a group hold elements of different sizes.
    let whole = x.cast(to: Int64.self)
    let remainder = try whole.remainder(Expression<Int64>.scalar(7)).cast(to: Int8.self)
    let half = try remainder.cast(to: Float16.self) / Expression<Float16>.scalar(2)
    let isLarge = try half .> Expression<Float16>.scalar(1)
    let output = try Expression.select(isLarge, half.cast(to: Float.self) + x, -x).cast(to: Double.self)
    let inputs = ["x": try Tensor<Float>.arange(to: Float(count))]
    let expected = (0..<count).map { index in
      let half = Double(index % 7) / 2
      return half > 1 ? half + Double(index) : -Double(index)
    }
    #expect(try values(of: output, inputs) == expected)
    let plan = try Program(output).plan(for: ["n": count])
    #expect(plan.stepCount == 1, "\(plan)")
  }

  @Test func aSelectionTakesNumbersOnEitherSide() throws {
    let inputs = ["x": try Tensor<Float>(shape: [3], elements: [-1, .nan, 2])]
    let isPositive = try x .> 0
    #expect(try values(of: Expression.select(isPositive, 1, 0), inputs) == [0, 0, 1] as [Float])
    #expect(try values(of: Expression.select(isPositive, x, 0), inputs) == [0, 0, 2])
    let always = Expression<Bool>.scalar(true)
    #expect(try values(of: Expression.select(always, 5, x), inputs) == [5, 5, 5])
    let row = try Expression.select(isPositive.reshape([-1, 1]), x, -1)
    let chosen = try values(of: row, inputs)
    #expect(chosen[..<6].allSatisfy { $0 == -1 })
    #expect(chosen[6] == -1 && chosen[7].isNaN && chosen[8] == 2)
  }

  @Test func halvesAreComputedInFloatAndRoundedEachTime() throws {
    let h = Expression<Float16>.input("h", shape: ["n"])
    let inputs = ["h": try Tensor<Float16>(shape: [3], elements: [2048, 65504, 0x1p-24])]
    // 2048 + 1 lies between two numbers; after rounding back it stays 2048.
    #expect(try values(of: h + 1 + 1, inputs) == [2048, 65504, 2])
    #expect(try values(of: h * 2 / 2, inputs) == [2048, .infinity, 0x1p-24])
    #expect(try values(of: h.sum(), inputs) == [.infinity])
    #expect(try values(of: h.slice(axis: 0, AxisRange(to: 1)).broadcast(to: [1000]).mean(), inputs) == [2048])
    #expect(try values(of: h.argmax(), inputs) == [1])
    let product = try h.reshape([1, -1]).matmul(
      Expression.constant(Tensor<Float16>(shape: [3, 1], elements: [1, 0, 0])))
    #expect(try values(of: product, inputs) == [2048])
  }

  @Test func wholeNumbersWrapAround() throws {
    func check<Element: IntegerTensorElement>(_ type: Element.Type) throws {
      let i = Expression<Element>.input("i", shape: ["n"])
      let (least, largest) = (Element.min, Element.max)
      let inputs = ["i": try Tensor<Element>(shape: [3], elements: [least, largest, 3])]
      #expect(try values(of: i + 1, inputs) == [least &+ 1, least, 4])
      #expect(try values(of: i - 1, inputs) == [largest, largest &- 1, 2])
      #expect(try values(of: i * i, inputs) == [least &* least, largest &* largest, 9])
      #expect(try values(of: -i, inputs) == [0 &- least, 0 &- largest, 0 &- 3])
      #expect(try values(of: i.sum(), inputs) == [least &+ largest &+ 3])
      #expect(try values(of: i.product(), inputs) == [least &* largest &* 3])
      #expect(try values(of: i.cumulativeSum(axis: 0), inputs) == [least, least &+ largest, least &+ largest &+ 3])
      #expect(try values(of: i.floorDivide(0), inputs) == [0, 0, 0])
      #expect(try values(of: i.remainder(0), inputs) == [0, 0, 0])
    }
    try check(Int64.self)
    try check(Int32.self)
    try check(Int8.self)
    try check(UInt8.self)
  }

  @Test func sumsOfInt32AreFormedAlongEveryAxis() throws {
    let i = Expression<Int32>.input("i", shape: ["n", 3])
    let inputs = ["i": try Tensor<Int32>(shape: [2, 3], elements: [.max, 1, 2, 3, 4, .min])]
    #expect(try values(of: i.sum(axis: 0), inputs) == [.max &+ 3, 5, .min + 2])
    #expect(try values(of: i.sum(axis: 1), inputs) == [.max &+ 3, 7 &+ .min])
    #expect(try values(of: i.transpose().sum(axis: 0), inputs) == [.max &+ 3, 7 &+ .min])
    #expect(try values(of: i.sum(axes: []), inputs) == [.max, 1, 2, 3, 4, .min])
    #expect(try values(of: i.slice([AxisRange(from: 2)]).sum(axis: 0), inputs) == [0, 0, 0])
  }

  @Test func indicesOfANamedDimensionFollowTheBatch() throws {
    let positions = Expression<Int64>.indices(of: "n")
    let output = try x * positions.cast(to: Float.self)
    let program = try Program(output)
    var evaluator = Evaluator()
    for count in [3, 0, 5000, 3] {
      evaluator.reset()
      let ones = ["x": try Tensor<Float>.ones(shape: Shape(extents: [count]))]
      let products = try values(of: output, in: program, ones, by: evaluator)
      #expect(products == (0..<count).map { Float($0) })
    }
    let mask = try x.broadcast(to: ["n", "n"]).lowerTriangle(diagonal: -1)
    #expect(
      try values(of: mask, ["x": try Tensor<Float>(shape: [3], elements: [1, 2, 3])]) == [0, 0, 0, 1, 0, 0, 1, 2, 0])
  }
}
