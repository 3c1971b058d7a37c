import TesseraGraph
import TesseraShapes
import Testing

/// The shape of what every method gives; values are the reference evaluator's matter.
@Suite struct ExpressionTests {
  let x = Expression<Float>.input("x", shape: ["batch", 784])
  let cube = Expression<Double>.input("cube", shape: [2, "seq", 4])

  @Test func leaves() throws {
    #expect(x.shape == ["batch", 784])
    #expect(Expression<Float>.scalar(2).shape == .scalar)
    #expect(try Tensor<Int64>.zeros(shape: [2, 3]).expression.shape == [2, 3])
    let literal: Expression<Float> = 1.5
    #expect(literal.node.operation == .scalar(Scalar(Float(1.5))))
    let whole: Expression<Int64> = 7
    #expect(whole.node.operation == .scalar(Scalar(Int64(7))))
    let rounded: Expression<Float> = 16_777_217
    #expect(rounded.node.operation == .scalar(Scalar(Float(16_777_216))))
    let wrapped: Expression<UInt8> = 300
    #expect(wrapped.node.operation == .scalar(Scalar(UInt8(44))))
  }

  @Test func elementwiseFunctionsKeepTheShape() {
    for result in [x.abs(), x.sqrt(), x.exp(), x.log(), x.tanh(), x.sigmoid(), x.relu(), -x, x.map { $0 + 1 }] {
      #expect(result.shape == x.shape)
      #expect(result.node.elementType == .float32)
    }
    #expect(x.relu().node.operation == .unary(.relu))
    #expect((-x).node.operation == .unary(.negate))
  }

  @Test func arithmeticBroadcasts() throws {
    let bias = try Tensor<Float>.zeros(shape: [784])
    for result in try [
      x + bias, x - bias, x * bias, x / bias, bias + x, bias - x, bias * x, bias / x, x + x, x - x, x * x, x / x, x + 1,
      2 * x, x.pow(2), x.pow(bias), x.minimum(0), x.minimum(bias), x.maximum(0), x.maximum(bias),
      x.map(with: bias) { $0 + $1 }, x.map(with: x) { $0 * $1 },
    ] {
      #expect(result.shape == x.shape)
      #expect(result.node.operands.count == 2)
    }
    #expect(try (cube * Expression.input("row", shape: ["seq", 1])).shape == [2, "seq", 4])
    #expect(try (x - bias).node.operation == .binary(.subtract))
    #expect(try (bias - x).node.operands[1] === x.node)
  }

  @Test func matrixProducts() throws {
    #expect(try x.matmul(Tensor<Float>.zeros(shape: [784, 10])).shape == ["batch", 10])
    #expect(try x.matmul(Expression.input("v", shape: [784])).shape == ["batch"])
    #expect(try cube.matmul(Expression.input("w", shape: [4, 3])).shape == [2, "seq", 3])
  }

  @Test func reductions() throws {
    #expect(try x.sum().shape == .scalar)
    #expect(try x.sum(axis: 0).shape == [784])
    #expect(try x.mean(axis: -1).shape == ["batch"])
    #expect(try x.mean(axes: [0, 1], keepingDimensions: true).shape == [1, 1])
    #expect(try x.max(axes: []).shape == x.shape)
    #expect(try x.min(keepingDimensions: true).shape == [1, 1])
    #expect(try cube.sum(axes: [-1, 0]).shape == ["seq"])
    #expect(try cube.min(axis: 1).shape == [2, 4])
    #expect(try cube.max(axis: 1, keepingDimensions: true).shape == [2, 1, 4])
    #expect(try x.sum(axes: [1, 0]).node.operation == x.sum().node.operation, "the order of axes does not matter")
    #expect(try x.argmax().shape == .scalar)
    #expect(try x.argmax(axis: -1).shape == ["batch"])
    #expect(try x.argmax(keepingDimensions: true).shape == [1, 1])
    #expect(try cube.argmax(axis: 1, keepingDimensions: true).shape == [2, 1, 4])
    #expect(try x.argmax(axis: 0).node.elementType == .int64)
    #expect(try Expression<Float>.scalar(1).argmax().shape == .scalar)
    #expect(try x.softmax(axis: -1).shape == x.shape)
    #expect(try x.logSoftmax(axis: 0).shape == x.shape)
  }

  @Test func emptyReductionsThatGiveNothingAreFine() throws {
    let empty = Expression<Float>.input("empty", shape: [0, 3])
    #expect(try empty.max(axis: 1).shape == [0])
    #expect(try empty.sum(axis: 0).shape == [3])
    #expect(try Expression<Float>.input("open", shape: ["batch", 0]).max(axis: 1).shape == ["batch"])
  }

  @Test func movement() throws {
    #expect(try x.reshape(["batch", 28, 28]).shape == ["batch", 28, 28])
    #expect(try x.reshape([-1, 28, 28]).shape == ["batch", 28, 28])
    #expect(try x.reshape([-1]).shape.description == "[784 * batch]")
    #expect(try x.reshape(["batch", -1]).shape == x.shape)
    #expect(try x.reshape([-1, 100]).shape.description == "[(784 * batch / 100), 100]")
    #expect(try x.reshape(["n", 784]).shape == ["n", 784])
    #expect(try Expression<Float>.scalar(1).reshape([1, 1]).shape == [1, 1])
    #expect(try x.transpose().shape == [784, "batch"])
    #expect(try cube.transpose([2, 0, 1]).shape == [4, 2, "seq"])
    #expect(try cube.transpose([-1, 0, 1]).shape == [4, 2, "seq"])
    #expect(try x.broadcast(to: [3, "batch", 784]).shape == [3, "batch", 784])
    #expect(try Expression<Float>.scalar(1).broadcast(to: ["batch"]).shape == ["batch"])
  }

  @Test func operationsAreEqualByWhatTheyDo() throws {
    let tensor = try Tensor<Float>.zeros(shape: [2])
    #expect(tensor.expression.node.operation == tensor.expression.node.operation)
    #expect(try tensor.expression.node.operation != Tensor<Float>.zeros(shape: [2]).expression.node.operation)
    #expect(Expression<Float>.scalar(0).node.operation != Expression<Float>.scalar(-0.0).node.operation)
    #expect(Expression<Float>.scalar(.nan).node.operation == Expression<Float>.scalar(.nan).node.operation)
    let mapped = x.map { $0 + 1 }
    #expect(mapped.node.operation == mapped.node.operation)
    #expect(mapped.node.operation != x.map { $0 + 1 }.node.operation)
  }

  @Test func expressionsAreUsedFromManyTasks() async throws {
    let weights = try Tensor<Float>.ones(shape: [784, 8])
    let base = try x.matmul(weights).relu()
    let shapes = try await withThrowingTaskGroup(of: Shape.self) { group in
      for index in 0..<32 {
        group.addTask {
          var expression = base
          for _ in 0..<index { expression = try expression + base }
          return try expression.sum(axis: 1).shape
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(shapes == Array(repeating: ["batch"], count: 32))
  }
}
