import TesseraGraph
import TesseraShapes
import TesseraTestSupport
import Testing

/// The oracle itself, against values worked out by hand.
@Suite struct ReferenceEvaluatorTests {
  func value<Element>(_ expression: Expression<Element>, _ inputs: [String: ReferenceValue] = [:]) throws
    -> ReferenceValue
  {
    try #require(ReferenceEvaluator().evaluate([expression.node], inputs: inputs).first)
  }

  func tensor(_ shape: Shape, _ elements: [Float]) throws -> Expression<Float> {
    try Tensor(shape: shape, elements: elements).expression
  }

  @Test func arithmeticBroadcasts() throws {
    let column = try tensor([2, 1], [1, 2])
    let row = try tensor([3], [10, 20, 30])
    let sum = try value(column + row)
    #expect(sum.extents == [2, 3])
    #expect(sum.values == [11, 21, 31, 12, 22, 32])
    #expect(try value(row - column).values == [9, 19, 29, 8, 18, 28])
    #expect(try value(column * row).values == [10, 20, 30, 20, 40, 60])
    #expect(try value(row / column).values == [10, 20, 30, 5, 10, 15])
    #expect(try value(row.pow(column)).values == [10, 20, 30, 100, 400, 900])
    #expect(try value(row.minimum(column * 15)).values == [10, 15, 15, 10, 20, 30])
    #expect(try value(row.maximum(column * 15)).values == [15, 20, 30, 30, 30, 30])
  }

  @Test func functionsHaveTheirValues() throws {
    let x = try tensor([4], [-1, 0, 1, 4])
    #expect(try value(-x).values == [1, 0, -1, -4])
    #expect(try value(x.abs()).values == [1, 0, 1, 4])
    #expect(try value(x.relu()).values == [0, 0, 1, 4])
    let root = try value(x.sqrt()).values
    #expect(root[0].isNaN && root.dropFirst() == [0, 1, 2])
    #expect(try value(x.exp()).values == [0.36787944117144233, 1, 2.718281828459045, 54.598150033144236])
    let logarithm = try value(x.log()).values
    #expect(logarithm[0].isNaN && logarithm.dropFirst() == [-.infinity, 0, 1.3862943611198906])
    #expect(try value(x.tanh()).values == [-0.7615941559557649, 0, 0.7615941559557649, 0.999329299739067])
    let sigmoid = try value(x.sigmoid()).values
    #expect(
      zip(sigmoid, [0.2689414213699951, 0.5, 0.7310585786300049, 0.9820137900379085]).allSatisfy {
        abs($0 - $1) < 1e-15
      })
    #expect(try value(tensor([2], [-.infinity, .infinity]).sigmoid()).values == [0, 1])
  }

  @Test func notANumberIsPassedOn() throws {
    let x = try tensor([2], [.nan, 1])
    for result in try [x.relu(), x.maximum(0), x.minimum(0), x.max(), x.min(), x.sum(), x.mean(), x.softmax(axis: 0)] {
      let number = try #require(value(result).numbers.first)
      #expect(number.value.isNaN && number.error == 0, "\(result)")
    }
    #expect(try value(tensor([3], [1, .nan, 7]).argmax()).integers == [1])
  }

  @Test func matrixProductsOfEveryRank() throws {
    let a = try tensor([2, 3], [1, 2, 3, 4, 5, 6])
    let b = try tensor([3, 2], [1, 0, 0, 1, 2, 2])
    let v = try tensor([3], [1, 10, 100])
    #expect(try value(a.matmul(b)).values == [7, 8, 16, 17])
    #expect(try value(a.matmul(v)).values == [321, 654])
    #expect(try value(v.matmul(b)).values == [201, 210])
    #expect(try value(v.matmul(v)).values == [10101])
    #expect(try value(v.matmul(v)).extents == [])
    let stack = try value(a.reshape([2, 1, 3]).matmul(b.broadcast(to: [2, 3, 2])))
    #expect(stack.extents == [2, 1, 2])
    #expect(stack.values == [7, 8, 16, 17])
    let pairs = try value(a.reshape([2, 1, 1, 3]).matmul(tensor([2, 3, 1], [1, 1, 1, 0, 0, 1])))
    #expect(pairs.extents == [2, 2, 1, 1])
    #expect(pairs.values == [6, 3, 15, 6])
    let empty = try value(tensor([2, 0], []).matmul(tensor([0, 2], [])))
    #expect(empty.values == [0, 0, 0, 0])
  }

  @Test func reductionsOverAnyAxes() throws {
    let x = try tensor([2, 3], [1, 5, 3, 4, 2, 6])
    #expect(try value(x.sum()).values == [21])
    #expect(try value(x.sum(axis: 0)).values == [5, 7, 9])
    #expect(try value(x.sum(axis: -1, keepingDimensions: true)).extents == [2, 1])
    #expect(try value(x.mean(axes: [0, 1])).values == [3.5])
    #expect(try value(x.max(axis: 1)).values == [5, 6])
    #expect(try value(x.min(axis: 0)).values == [1, 2, 3])
    #expect(try value(x.sum(axes: [])).values == [1, 5, 3, 4, 2, 6])
    #expect(try value(x.argmax(axis: 1)).integers == [1, 2])
    #expect(try value(x.argmax(axis: 0, keepingDimensions: true)).extents == [1, 3])
    #expect(try value(x.argmax()).integers == [5])
    let cube = try Tensor<Float>.arange(to: 24).expression.reshape([2, 3, 4])
    #expect(try value(cube.sum(axes: [0, 2])).values == [60, 92, 124])
    let none = try tensor([0, 2], [])
    #expect(try value(none.sum(axis: 0)).values == [0, 0])
    #expect(try value(none.mean(axis: 0)).values.allSatisfy(\.isNaN))
    #expect(try value(none.max(axis: 1)).values == [])
  }

  @Test func softmaxIsSafe() throws {
    let row = try value(tensor([1, 3], [1000, 1000, -.infinity]).softmax(axis: 1))
    #expect(row.values == [0.5, 0.5, 0])
    let logarithm = try value(tensor([3], [0, 0, -.infinity]).logSoftmax(axis: 0))
    #expect(logarithm.values == [-0.6931471805599453, -0.6931471805599453, -.infinity])
    #expect(try value(tensor([2], [.infinity, 1]).softmax(axis: 0)).values.allSatisfy(\.isNaN))
    #expect(try value(tensor([2], [-.infinity, -.infinity]).softmax(axis: 0)).values.allSatisfy(\.isNaN))
    let columns = try value(tensor([2, 2], [0, 1, 0, 3]).softmax(axis: 0)).values
    #expect(columns[0] == 0.5 && columns[2] == 0.5 && abs(columns[1] - 0.11920292202211755) < 1e-15)
  }

  @Test func movementKeepsElements() throws {
    let x = try tensor([2, 3], [1, 2, 3, 4, 5, 6])
    #expect(try value(x.transpose()).values == [1, 4, 2, 5, 3, 6])
    #expect(try value(x.reshape([3, -1])).values == [1, 2, 3, 4, 5, 6])
    #expect(try value(x.broadcast(to: [2, 2, 3])).values == [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6])
    let cube = try Tensor<Int64>.arange(to: 6).expression.reshape([1, 2, 3]).transpose([2, 0, 1])
    #expect(try value(cube).integers == [0, 3, 1, 4, 2, 5])
    #expect(try value(cube).extents == [3, 1, 2])
  }

  @Test func closuresRunOnTheElementType() throws {
    let x = try tensor([3], [-2, 0.1, 3])
    #expect(try value(x.map { $0 > 0 ? $0 : 0 }).values == [0, Double(Float(0.1)), 3])
    #expect(try value(x.map(with: tensor([1], [1])) { $0 + $1 }).values == [-1, Double(Float(0.1) + 1), 4])
    let whole = try Tensor<Int64>(shape: [2], elements: [.max, -3]).expression
    #expect(try value(whole.map { $0 &+ 1 }).integers == [.min, -2])
  }

  @Test func namesAreBoundByInputs() throws {
    let x = Expression<Float>.input("x", shape: ["batch", 2])
    let result = try x.reshape(["batch", 1, 2]).broadcast(to: ["batch", 3, 2]).sum(axes: [1, 2])
    let given = try ReferenceValue(Tensor<Float>(shape: [2, 2], elements: [1, 2, 3, 4]))
    #expect(try value(result, ["x": given]).values == [9, 21])
    #expect(throws: ReferenceError.missingInput("x")) { try value(result) }
    let wide = try ReferenceValue(Tensor<Float>.zeros(shape: [2, 3]))
    #expect(throws: ReferenceError.shape(input: "x", declared: ["batch", 2], got: [2, 3])) {
      try value(result, ["x": wide])
    }
    let double = try ReferenceValue(Tensor<Double>.zeros(shape: [2, 2]))
    #expect(throws: ReferenceError.elementType(input: "x", expected: .float32, got: .float64)) {
      try value(result, ["x": double])
    }
    let open = try x.broadcast(to: ["other", "batch", 2])
    #expect(throws: ShapeError("broadcast", .unboundName(["other", "batch", 2], axis: 0))) {
      try value(open, ["x": given])
    }
  }

  @Test func whatDoesNotFitALaterNumberIsRefused() throws {
    let x = Expression<Float>.input("x", shape: ["batch"])
    let sum = try x + tensor([3], [1, 2, 3])
    let four = try ReferenceValue(Tensor<Float>.zeros(shape: [4]))
    #expect(throws: ShapeError("+", .notBroadcastable(lhs: [4], rhs: [3], axis: -1))) { try value(sum, ["x": four]) }
  }

  @Test func integersWrapAtTheirWidth() throws {
    let x = try Tensor<Int8>(shape: [4], elements: [127, -128, -7, 7]).expression
    let y = try Tensor<Int8>(shape: [4], elements: [1, -1, 2, -2]).expression
    #expect(try value(x + y).integers == [-128, 127, -5, 5])
    #expect(try value(x * y).integers == [127, -128, -14, -14])
    #expect(try value(-x).integers == [-127, -128, 7, -7])
    #expect(try value(x.abs()).integers == [127, -128, 7, 7])
    #expect(try value(x.square()).integers == [1, 0, 49, 49])
    #expect(try value(x.floorDivide(y)).integers == [127, -128, -4, -4])
    #expect(try value(x.remainder(y)).integers == [0, 0, 1, -1])
    #expect(try value(x.truncatedRemainder(y)).integers == [0, 0, -1, 1])
    #expect(try value(x.floorDivide(0)).integers == [0, 0, 0, 0])
    #expect(try value(x.remainder(0)).integers == [0, 0, 0, 0])
    #expect(try value(x.pow(2)).integers == [1, 0, 49, 49])
    #expect(try value(y.pow(-1)).integers == [1, -1, 0, 0])
    #expect(try value(x.sum()).integers == [-1])
    #expect(try value(x.cumulativeSum(axis: 0)).integers == [127, -1, -8, -1])
    #expect(try value(x.max()).integers == [127] && value(x.argmin()).integers == [1])
    let bytes = try Tensor<UInt8>(shape: [2], elements: [0, 200]).expression
    #expect(try value(bytes - 1).integers == [255, 199])
    #expect(try value(bytes.cast(to: Int8.self)).integers == [0, -56])
    #expect(try value(bytes.cast(to: Bool.self)).integers == [0, 1])
  }

  @Test func castsSaturateFromNumbers() throws {
    let x = try tensor([6], [1.9, -1.9, 300, -.infinity, .nan, 1e30])
    #expect(try value(x.cast(to: Int8.self)).integers == [1, -1, 127, -128, 0, 127])
    #expect(try value(x.cast(to: UInt8.self)).integers == [1, 0, 255, 0, 0, 255])
    #expect(try value(x.cast(to: Int64.self)).integers == [1, -1, 300, .min, 0, .max])
    #expect(try value(x.cast(to: Bool.self)).integers == [1, 1, 1, 1, 1, 1])
    let large = try Tensor<Int64>(shape: [2], elements: [16_777_217, .max]).expression
    #expect(try value(large.cast(to: Float.self)).values == [16_777_216, 0x1p63])
    #expect(try value(large.cast(to: Float16.self)).values == [.infinity, .infinity])
  }

  @Test func remaindersFollowNumPy() throws {
    // numpy.floor_divide and numpy.remainder of float64.
    let x = try Tensor<Double>(shape: [7], elements: [7, -7, 7, -7, 1, -1, 0]).expression
    let y = try Tensor<Double>(shape: [7], elements: [3, 3, -3, -3, .infinity, .infinity, 5]).expression
    #expect(try value(x.floorDivide(y)).values == [2, -3, -3, 2, 0, -1, 0])
    #expect(try value(x.remainder(y)).values == [1, 2, -2, -1, 1, .infinity, 0])
    #expect(try value(x.truncatedRemainder(y)).values == [1, -1, 1, -1, 1, -1, 0])
    #expect(try value(x.remainder(0)).values.allSatisfy(\.isNaN))
    #expect(try value(x.floorDivide(0)).values[0] == .infinity)
    #expect(
      try value(tensor([1], [1]).floorDivide(0.1)).values == [9], "1 is less than ten times the Float nearest 0.1")
  }

  @Test func elementsAreChosenByIndices() throws {
    let x = try tensor([2, 3], [1, 2, 3, 4, 5, 6])
    func indices(_ shape: Shape, _ elements: [Int64]) throws -> Expression<Int64> {
      try Tensor(shape: shape, elements: elements).expression
    }
    #expect(try value(x.gather(indices([2], [1, -1]), axis: 0)).values == [4, 5, 6, 4, 5, 6])
    #expect(try value(x.gather(indices([], [-3]), axis: 1)).values == [1, 4])
    #expect(try value(x.takeAlongAxis(indices([2, 1], [2, 0]), axis: 1)).values == [3, 4])
    #expect(try value(x.gatherND(indices([2, 2], [0, 1, -1, -1]))).values == [2, 6])
    #expect(try value(x.gatherND(indices([1], [1]))).values == [4, 5, 6])
    let updates = try tensor([2, 2], [10, 20, 30, 40])
    let doubled = try indices([2, 2], [1, 1, 0, -1])
    #expect(try value(x.scatter(updates, at: doubled, axis: 1)).values == [1, 20, 3, 30, 5, 40])
    #expect(try value(x.scatterAdding(updates, at: doubled, axis: 1)).values == [1, 32, 3, 34, 5, 46])
    #expect(try value(indices([2], [1, 3]).oneHot(depth: 3, as: Int8.self)).integers == [0, 1, 0, 0, 0, 0])
  }

  @Test func elementsAreMovedByTheirPositions() throws {
    let x = try tensor([2, 3], [1, 2, 3, 4, 5, 6])
    #expect(try value(x.slice([.all, AxisRange(by: -2)])).values == [3, 1, 6, 4])
    #expect(try value(x.slice([1, AxisRange(from: -2)])).values == [5, 6])
    #expect(try value(x.flip()).values == [6, 5, 4, 3, 2, 1])
    #expect(try value(Expression.concatenate([x, x.slice([.all, 0])], axis: 1)).values == [1, 2, 3, 1, 4, 5, 6, 4])
    #expect(try value(Expression.stack([x, -x], axis: 2)).values == [1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6])
    #expect(try value(x.roll(1, axis: 1)).values == [3, 1, 2, 6, 4, 5])
    #expect(try value(x.pad([(0, 0), (2, 1)], .reflect)).values == [3, 2, 1, 2, 3, 2, 6, 5, 4, 5, 6, 5])
    #expect(try value(x.pad([(1, 0), (0, 0)], .constant(9))).values == [9, 9, 9, 1, 2, 3, 4, 5, 6])
    #expect(try value(x.lowerTriangle()).values == [1, 0, 0, 4, 5, 0])
    #expect(try value(x.upperTriangle(diagonal: 1)).values == [0, 2, 3, 0, 0, 6])
    #expect(try value(x.lowerTriangle(diagonal: .max)).values == [1, 2, 3, 4, 5, 6])
    #expect(try value(Expression.select(x .> 2, x, 0)).values == [0, 0, 3, 4, 5, 6])
    #expect(try value(x.topK(2).values).values == [3, 2, 6, 5])
    #expect(try value(x.topK(2, largest: false).indices).integers == [0, 1, 0, 1])
  }

  @Test func rowsAreNormalised() throws {
    let x = try tensor([1, 4], [1, 2, 3, 4])
    let normal = try value(x.layerNorm(epsilon: 0)).values
    for (number, expected) in zip(normal, [-1.3416407865, -0.4472135955, 0.4472135955, 1.3416407865]) {
      #expect(abs(number - expected) < 1e-9)
    }
    #expect(try value(x.variance(correction: 1)).values == [5.0 / 3])
    #expect(try value(x.variance(correction: 4)).values == [.infinity])
    #expect(try value((x * 0).variance(correction: 5)).values[0].isNaN)
    #expect(try value(x.product()).values == [24])
    #expect(try value(x.norm(.l1)).values == [10])
    #expect(try value((x - x).norm()).values == [0])
    #expect(try value((x * Expression.scalar(-.infinity)).logSumExp()).values == [-.infinity])
  }

  @Test func aLongChainNeedsNoRecursion() throws {
    var x = try tensor([1], [0])
    for _ in 0..<20_000 { x = try x + 1 }
    #expect(try value(x).values == [20_000])
  }
}
