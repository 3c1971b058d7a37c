import TesseraGraph
import TesseraShapes
import Testing

@testable import TesseraPlanner

/// Equal computations become one value; what no output needs never comes in.
@Suite struct ImportPassTests {
  private let x = Expression<Float>.input("x", shape: ["n", 4])

  @Test func equalPartsBecomeOneValue() throws {
    let first = try (x.exp() + 1) * (x.exp() + 1)
    let second = try (x.exp() + 1) * (x.exp() + 1)
    let graph = try ImportPass.run([("a", first.node), ("b", second.node)])
    #expect(graph.values.map(\.operation.name) == ["input", "exp", "scalar", "+", "*"])
    #expect(graph.outputs.map(\.value) == [4, 4])
  }

  @Test func whatDiffersStaysApart() throws {
    let pairs: [(Expression<Float>, Expression<Float>)] = [
      (try x - x.exp(), try x.exp() - x),
      (try x.sum(axis: 0), try x.sum(axis: 1)),
      (try x.sum(axis: 0), try x.mean(axis: 0)),
      (try x.sum(axis: 0, keepingDimensions: true), try x.sum(axis: 0).reshape([1, 4])),
      (try x.softmax(axis: 1), try x.logSoftmax(axis: 1)),
      (try x + 1, try x + 2),
      // Equal numbers with other bits.
      (try x / 0.0, try x / -0.0),
      (x.map { $0 }, x.map { $0 }),
      (try x.reshape([-1]), try x.reshape([-1, 1])),
      (try x.transpose(), try x.transpose([0, 1])),
      (try ones(4) + x, try ones(4) + x),
    ]
    for (first, second) in pairs {
      let graph = try ImportPass.run([("a", first.node), ("b", second.node)])
      #expect(graph.outputs[0].value != graph.outputs[1].value, "\(first) and \(second)")
    }
  }

  @Test func oneConstantAndOneClosureAreOneValue() throws {
    let tensor = try Tensor<Float>.ones(shape: [4])
    let graph = try ImportPass.run([("a", (try x + tensor).node), ("b", (try x + tensor).node)])
    #expect(graph.outputs[0].value == graph.outputs[1].value)
    let mapped = x.map { $0 + 1 }
    let shared = try ImportPass.run([("a", (try mapped + mapped).node)])
    #expect(shared.count(of: "map") == 1)
    // A NaN is the same scalar as itself.
    let poisoned = try ImportPass.run([("a", (try x + .scalar(.nan)).node), ("b", (try x + .scalar(.nan)).node)])
    #expect(poisoned.outputs[0].value == poisoned.outputs[1].value)
  }

  @Test func inputsWithOneNameAreOneInputOrAnError() throws {
    let again = Expression<Float>.input("x", shape: ["n", 4])
    let graph = try ImportPass.run([("a", (try x + again).node)])
    #expect(graph.inputs.count == 1)
    #expect(graph.inputs[0].nodes.count == 2)
    let other = Expression<Float>.input("x", shape: ["n", 5])
    #expect(throws: ProgramError.self) { try ImportPass.run([("a", x.node), ("b", other.node)]) }
    let negative = Expression<Float>.input("y", shape: [-2])
    #expect(throws: ProgramError.self) { try ImportPass.run([("a", negative.node)]) }
  }

  @Test func whatNoOutputNeedsNeverComesIn() throws {
    let unused = try x.exp().matmul(ones(4, 4))
    let graph = try ImportPass.run([("a", (try x + 1).node)])
    #expect(graph.values.map(\.operation.name) == ["input", "scalar", "+"])
    _ = unused
  }
}
