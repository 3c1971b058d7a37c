import TesseraGraph
import TesseraShapes
import Testing

/// The shape and the element type of what every method beside arithmetic gives, with names where they can be.
@Suite struct ExpressionShapeTests {
  let x = Expression<Float>.input("x", shape: ["batch", 6])
  let cube = Expression<Double>.input("cube", shape: [2, "seq", 4])
  let half = Expression<Float16>.input("half", shape: ["batch", 6])
  let whole = Expression<Int32>.input("whole", shape: ["batch", 6])
  let truth = Expression<Bool>.input("truth", shape: ["batch", 6])
  let indices = Expression<Int64>.input("indices", shape: ["batch", 3])

  @Test func functionsKeepShapeAndType() throws {
    func all<Element: FloatingPointTensorElement>(_ x: Expression<Element>) throws -> [Expression<Element>] {
      try [
        x.sqrt(), x.rsqrt(), x.reciprocal(), x.exp(), x.exp2(), x.expm1(), x.log(), x.log2(), x.log10(), x.log1p(),
        x.sin(),
        x.cos(), x.tan(), x.asin(), x.acos(), x.atan(), x.sinh(), x.cosh(), x.tanh(), x.asinh(), x.acosh(), x.atanh(),
        x.erf(), x.erfc(), x.sigmoid(), x.softplus(), x.relu(), x.floor(), x.ceil(), x.round(), x.truncate(), x.abs(),
        x.sign(), x.square(), -x, x.gelu(), x.gelu(.tanh), x.leakyRelu(), x.elu(), x.celu(), x.selu(), x.softsign(),
        x.silu(), x.mish(), x.hardSigmoid(), x.hardSwish(), x.clamp(0, 1), x.floorDivide(2), x.remainder(2),
        x.truncatedRemainder(2), x.atan2(1), x.hypot(1), x.cumulativeSum(axis: 0), x.cumulativeProduct(axis: -1),
        x.layerNorm(), x.rmsNorm(), x.sort(), x.softmax(axis: 0), x.flip(), x.roll(2, axis: 0), x.lowerTriangle(),
        x.upperTriangle(diagonal: 1),
      ]
    }
    for result in try all(x) { #expect(result.shape == x.shape && result.node.elementType == .float32, "\(result)") }
    for result in try all(half) { #expect(result.shape == x.shape && result.node.elementType == .float16, "\(result)") }
    for result in [whole.abs(), whole.sign(), whole.square(), -whole, try whole.floorDivide(2), whole.clamp(0, 3)] {
      #expect(result.shape == x.shape && result.node.elementType == .int32, "\(result)")
    }
  }

  /// Float16 is stored: what computes with it does so in Float, and rounds once.
  @Test func halvesAreComputedInFloat() throws {
    // The input, and the result of each of the two calls.
    #expect(half.gelu(.tanh).exp().textDump.split(separator: "\n").count { $0.contains(": Float16") } == 3)
    for node in Node.topologicalOrder(of: [try (half + half.layerNorm()).matmul(half.transpose()).node]) {
      for type in node.operands.map(\.elementType) {
        #expect(node.operation.computationType(for: type) == type, "\(node.operation.name) of \(type)")
      }
    }
    for node in Node.topologicalOrder(of: [try whole.cumulativeSum(axis: 0).sum(axis: 1).product().node]) {
      for type in node.operands.map(\.elementType) {
        #expect(node.operation.computationType(for: type) == type, "\(node.operation.name) of \(type)")
      }
    }
  }

  @Test func comparisonsGiveTruthValues() throws {
    for result in try [
      x .== x, x .!= x, x .< 1, x .<= x, 1 .> x, x .>= x, half .< half, whole .== 3, truth .== truth, truth .& truth,
      truth .| truth, truth .^ truth, .!truth, x.isNaN(), half.isInfinite(), x.isFinite(),
    ] {
      #expect(result.shape == x.shape && result.node.elementType == .bool, "\(result)")
    }
    #expect(try Expression.select(truth, x, 0).shape == x.shape)
    #expect(try Expression.select(truth, half, half).node.elementType == .float16)
    #expect(x.cast(to: Int8.self).node.elementType == .int8)
    #expect(x.cast(to: Float.self).node === x.node, "nothing to cast")
  }

  @Test func reductionsDropTheirAxes() throws {
    #expect(try x.product(axis: 0).shape == [6])
    #expect(try x.product(axes: [], keepingDimensions: true).shape == x.shape)
    #expect(try truth.any().shape == .scalar)
    #expect(try truth.all(axis: -1).shape == ["batch"])
    #expect(try truth.any(axes: [0, -1], keepingDimensions: true).shape == [1, 1])
    #expect(try cube.variance(axes: [1]).shape == [2, 4])
    #expect(try cube.standardDeviation(axes: [0, -1], correction: 1, keepingDimensions: true).shape == [1, "seq", 1])
    #expect(try cube.logSumExp(axes: [-1]).shape == [2, "seq"])
    #expect(try cube.logSumExp(keepingDimensions: true).shape == [1, 1, 1])
    for order in NormOrder.allCases { #expect(try cube.norm(order, axes: [0]).shape == ["seq", 4]) }
    #expect(try whole.sum(axis: 0).node.elementType == .int32)
    #expect(try whole.product().node.elementType == .int32)
    #expect(try half.mean().node.elementType == .float16)
    #expect(try x.argmin(axis: 1).shape == ["batch"])
    #expect(try half.argmax(axis: 0).node.elementType == .int64)
  }

  @Test func sortsKeepAndCut() throws {
    #expect(try x.argsort(axis: 0).shape == x.shape)
    #expect(try x.argsort().node.elementType == .int64)
    #expect(try whole.sort(descending: true).node.elementType == .int32)
    let (values, positions) = try half.topK(2)
    #expect(values.shape == ["batch", 2] && positions.shape == ["batch", 2])
    #expect(values.node.elementType == .float16 && positions.node.elementType == .int64)
    #expect(try x.topK(2, axis: 0).values.shape.resolved(with: ["batch": 5]) == [2, 6])
  }

  @Test func movement() throws {
    #expect(try x.permute([1, 0]).shape == [6, "batch"])
    #expect(try cube.flatten().shape.description == "[8 * seq]")
    #expect(try Expression<Float>.input("s", shape: []).flatten().shape == [1])
    #expect(try Expression<Float>.input("o", shape: [1, "batch", 1]).squeeze().shape == ["batch"])
    #expect(try Expression<Float>.input("o", shape: [1, "batch", 1]).squeeze(axes: [-1]).shape == [1, "batch"])
    #expect(try x.expandDimensions(axis: 0).shape == [1, "batch", 6])
    #expect(try x.expandDimensions(axis: -1).shape == ["batch", 6, 1])
    #expect(try x.slice([.all, AxisRange(from: 1, to: -1, by: 2)]).shape == ["batch", 2])
    #expect(try x.slice(axis: 1, 3).shape == ["batch", 1])
    #expect(try x.slice([AxisRange(from: 1)]).shape.resolved(with: ["batch": 4]) == [3, 6])
    #expect(try x.slice([AxisRange(by: -1), AxisRange(by: -4)]).shape == ["batch", 2])
  }

  @Test func joining() throws {
    #expect(try Expression.concatenate([x, x, x]).shape.description == "[3 * batch, 6]")
    #expect(
      try Expression.concatenate([x, Expression.input("y", shape: ["batch", 2])], axis: -1).shape == ["batch", 8])
    #expect(try Expression.concatenate([x, Expression.input("y", shape: [5, 2])], axis: 1).shape == [5, 8])
    #expect(try Expression.stack([x, x], axis: -1).shape == ["batch", 6, 2])
    #expect(try x.split(into: 3, axis: 1).map(\.shape) == [["batch", 2], ["batch", 2], ["batch", 2]])
    #expect(try x.split(at: [1, 4], axis: -1).map(\.shape) == [["batch", 1], ["batch", 3], ["batch", 2]])
    #expect(try x.pad([(1, 0), (2, 3)], .constant(0)).shape.description == "[batch + 1, 11]")
    #expect(try x.pad([(0, 0), (5, 5)], .reflect).shape == ["batch", 16])
    #expect(try x.tile([2, 1]).shape.description == "[2 * batch, 6]")
    #expect(try x.repeat(0, axis: 1).shape == ["batch", 0])
    #expect(try truth.roll(-1, axis: 1).node.elementType == .bool)
  }

  @Test func indexing() throws {
    let table = Expression<Float16>.input("table", shape: [100, "width"])
    #expect(try table.gather(indices).shape == ["batch", 3, "width"])
    #expect(try table.gather(indices, axis: -1).shape == [100, "batch", 3])
    #expect(try Expression.embedding(table, indices).node.elementType == .float16)
    #expect(try x.takeAlongAxis(indices, axis: 1).shape == ["batch", 3])
    #expect(try cube.gatherND(Expression.input("i", shape: ["n", 2])).shape == ["n", 4])
    #expect(try cube.gatherND(Expression.input("i", shape: [0])).shape == cube.shape)
    #expect(try x.scatter(Expression.input("u", shape: ["batch", 3]), at: indices, axis: 1).shape == x.shape)
    #expect(
      try half.scatterAdding(Expression.input("u", shape: ["batch", 3]), at: indices, axis: 1).node.elementType
        == .float16)
    #expect(Expression.indices(of: "n").shape == ["n"])
    #expect(try indices.oneHot(depth: "classes", as: UInt8.self).shape == ["batch", 3, "classes"])
    #expect(try Expression<Bool>.lowerTriangle(rows: "t", columns: "s").shape == ["t", "s"])
  }

  @Test func layers() throws {
    let weight = Expression<Float>.input("w", shape: [3, 6])
    #expect(try x.linear(weight: weight, bias: Expression.input("b", shape: [3])).shape == ["batch", 3])
    #expect(try x.layerNorm(weight: Expression.input("g", shape: [6])).shape == x.shape)
    let channels = Expression<Double>.input("c", shape: ["seq"])
    #expect(
      try cube.batchNorm(mean: channels, variance: channels, weight: channels, bias: channels).shape == cube.shape)
    let query = Expression<Float>.input("q", shape: ["batch", 2, "t", 8])
    let key = Expression<Float>.input("k", shape: ["batch", 2, "s", 8])
    let value = Expression<Float>.input("v", shape: ["batch", 2, "s", 5])
    let mask = Expression<Bool>.input("m", shape: ["batch", 1, 1, "s"])
    for isCausal in [false, true] {
      #expect(
        try Expression.scaledDotProductAttention(query: query, key: key, value: value, mask: mask, isCausal: isCausal)
          .shape.resolved(with: ["batch": 3, "t": 4, "s": 7]) == [3, 2, 4, 5])
    }
    let tokens = Expression<Float>.input("tokens", shape: ["batch", "t", 6])
    let layer = LinearParameters(weight: Expression<Float>.input("w", shape: [6, 6]))
    #expect(
      try tokens.multiHeadAttention(heads: 3, query: layer, key: layer, value: layer, output: layer).shape
        .resolved(with: ["batch": 3, "t": 4]) == [3, 4, 6])
  }
}
