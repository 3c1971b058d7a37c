import Tessera
import Testing

/// Closures of the user, alone and among other operations.
@Suite struct MapTests {
  private let x = Expression<Float>.input("x", shape: ["n"])

  private func ramp(_ count: Int) throws -> [String: any TensorValue] {
    ["x": try Tensor<Float>.arange(to: Float(count))]
  }

  @Test(arguments: [0, 1, 7, 2048, 5000])
  func oneOperandInAChain(count: Int) throws {
    let y = try ((x * 2).map { $0 > 4 ? $0 : -$0 } + 1).map { $0 * $0 }
    let expected = (0..<count).map { index in
      let doubled = 2 * Float(index)
      let chosen = (doubled > 4 ? doubled : -doubled) + 1
      return chosen * chosen
    }
    #expect(try values(of: y, ramp(count)) == expected)
  }

  @Test(arguments: [0, 1, 7, 2048, 5000])
  func twoOperandsWithBroadcasting(count: Int) throws {
    let column = try x.reshape([-1, 1])
    let row = try Tensor<Float>(shape: [3], elements: [10, 20, 30])
    let y = try column.map(with: row) { $0 - 2 * $1 }
    let expected = (0..<count).flatMap { index in [10, 20, 30].map { Float(index) - 2 * $0 } }
    #expect(try values(of: y, ramp(count)) == expected)
    // A single number on either side, and the same operand on both.
    #expect(try values(of: x.map(with: 3) { $0 - $1 }, ramp(count)) == (0..<count).map { Float($0) - 3 })
    let three = Expression<Float>.scalar(3)
    #expect(try values(of: three.map(with: x) { $0 - $1 }, ramp(count)) == (0..<count).map { 3 - Float($0) })
    #expect(try values(of: x.map(with: x) { $0 * $1 }, ramp(count)) == (0..<count).map { Float($0 * $0) })
    #expect(try values(of: three.map(with: three) { $0 * $1 }, [:]) == [9])
  }

  @Test func aClosureNeverSeesItsOutputInThePlaceOfItsInput() throws {
    // Every buffer and every tile that a closure reads dies with it, so that each could be overwritten.
    let n = 3000
    let matrix = Expression<Float>.input("m", shape: ["n", 4])
    let product = try matrix.matmul(Tensor<Float>.ones(shape: [4, 4]))
    let mapped = product.map { $0 + 1 }
    let twice = try mapped.map(with: mapped.relu()) { $0 - 2 * $1 }
    let again = try twice.map(with: product) { $0 * $1 }.map { $0 / 2 }
    let elements = (0..<4 * n).map { Float($0 % 7) - 3 }
    let inputs = ["m": try Tensor<Float>(shape: Shape(extents: [n, 4]), elements: elements)]
    #expect(try disagreement(of: again, inputs) == nil)
    let rows = stride(from: 0, to: 4 * n, by: 4).map { elements[$0..<$0 + 4].reduce(0, +) }
    let expected = rows.flatMap { sum in
      let mapped = sum + 1
      return Array(repeating: (mapped - 2 * max(mapped, 0)) * sum / 2, count: 4)
    }
    #expect(try values(of: again, inputs) == expected)
  }

  @Test func specialValuesReachTheClosure() throws {
    let inputs = ["x": try Tensor<Float>(shape: [5], elements: [.nan, .infinity, -.infinity, -0.0, 1])]
    let kinds = x.map { $0.isNaN ? 1 : $0.isInfinite ? 2 : $0.sign == .minus ? 3 : 4 }
    #expect(try values(of: kinds, inputs) == [1, 2, 2, 3, 4])
    let passed = try values(of: x.map { $0 }, inputs)
    #expect(passed[0].isNaN && passed[3].sign == .minus)
  }

  @Test func integersAndOtherElements() throws {
    let i = Expression<Int64>.input("i", shape: ["n"])
    let indices = ["i": try Tensor<Int64>(shape: [4], elements: [0, 1, -2, .max])]
    #expect(try values(of: i.map { $0 &* 2 &+ 1 }, indices) == [1, 3, -3, -1])
    #expect(try values(of: i.map(with: 3) { $0 == $1 ? 1 : 0 }, indices) == [0, 0, 0, 0])
    let rows = Expression<Float>.input("x", shape: ["n", 3])
    let classes = try rows.argmax(axis: -1)
    let shifted = try classes.map { $0 + 100 }.map(with: classes) { $0 * 10 + $1 }
    let batch = ["x": try Tensor<Float>(shape: [2, 3], elements: [0, 5, 1, 9, 2, 3])]
    #expect(try values(of: shifted, batch) == [1011, 1000])

    let bytes = Expression<UInt8>.input("b", shape: ["n"])
    #expect(
      try values(of: bytes.map { 255 - $0 }, ["b": try Tensor<UInt8>(shape: [3], elements: [0, 1, 255])]) == [
        255, 254, 0,
      ])
    let flags = Expression<Bool>.input("f", shape: ["n"])
    #expect(
      try values(
        of: flags.map(with: flags.map { !$0 }) { $0 != $1 },
        ["f": try Tensor<Bool>(shape: [2], elements: [true, false])])
        == [true, true])
    let halves = Expression<Float16>.input("h", shape: ["n"])
    #expect(
      try values(of: halves.map { $0 * 2 }, ["h": try Tensor<Float16>(shape: [2], elements: [1.5, -2])]) == [3, -4])
  }

  @Test func integersThroughViewsOfEveryKind() throws {
    let i = Expression<Int32>.input("i", shape: ["n", 3])
    let input = ["i": try Tensor<Int32>(shape: [2, 3], elements: [1, 2, 3, 4, 5, 6])]
    #expect(try values(of: i.transpose().map { $0 * 10 }, input) == [10, 40, 20, 50, 30, 60])
    #expect(try values(of: i.transpose().reshape([-1]), input) == [1, 4, 2, 5, 3, 6])
    #expect(
      try values(of: i.reshape([3, 2]).broadcast(to: [2, 3, 2]), input) == [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6])
  }
}
