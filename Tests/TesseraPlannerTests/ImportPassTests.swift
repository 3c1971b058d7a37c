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

  @Test func operationsOfManyOperandsAreCompared() throws {
    let parts: [Expression<Float>] = try (0..<5).map { try x + .scalar(Float($0)) }
    let same = try Expression.concatenate(parts, axis: 0)
    let again = try Expression.concatenate(parts, axis: 0)
    let other = try Expression.concatenate(parts.dropLast() + [x], axis: 0)
    let graph = try ImportPass.run([("a", same.node), ("b", again.node), ("c", other.node)])
    #expect(graph.count(of: "concatenate") == 2)
    #expect(graph.outputs[0].value == graph.outputs[1].value)
    #expect(
      graph.values[graph.outputs[0].value].operands.map { $0 }
        == graph.values.indices.filter {
          graph.values[$0].operation.name == "+"
        })
  }

  @Test func findingAValueTakesFewSteps() throws {
    // What large graphs are made of: chains, one operation of all pairs, numbers side by side, and slices that differ in one position.
    let count = 20_000
    let chain = (0..<count).map { number in (Operation.unary(.exponential), [number]) }
    let pairs = (0..<count).map { number in (Operation.binary(.add), [number / 200, number % 200]) }
    let scalars = (0..<count).map { number in (Operation.scalar(Scalar(Float(number))), [Int]()) }
    let slices = (0..<count).map { number in (Operation.slice(Slice([.position(number)])), [0]) }
    for (name, family) in [("chain", chain), ("pairs", pairs), ("scalars", scalars), ("slices", slices)] {
      // Linear probing as the table does it.
      var isTaken = Array(repeating: false, count: 65_536)
      var steps = 0
      for (operation, operands) in family {
        let hash = ValueTable.hash(operation, OperandNumbers(count: operands.count) { operands[$0] })
        var index = Int(truncatingIfNeeded: hash) & (isTaken.count - 1)
        while isTaken[index] {
          index = (index + 1) & (isTaken.count - 1)
          steps += 1
        }
        isTaken[index] = true
      }
      // At a third of its slots a table with random hashes needs 0.1 steps a value (Knuth, volume 3, 6.4).
      #expect(steps < count, "\(name): \(steps) steps for \(count) values")
    }
  }

  @Test func whatNoOutputNeedsNeverComesIn() throws {
    let unused = try x.exp().matmul(ones(4, 4))
    let graph = try ImportPass.run([("a", (try x + 1).node)])
    #expect(graph.values.map(\.operation.name) == ["input", "scalar", "+"])
    _ = unused
  }
}
