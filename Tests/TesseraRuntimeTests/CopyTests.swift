import Tessera
import Testing

/// Joining, padding and repeating, of views too.
@Suite struct CopyTests {
  private let x = Expression<Float>.input("x", shape: ["n", 3])

  private var inputs: [String: any TensorValue] {
    get throws { ["x": try Tensor<Float>(shape: [2, 3], elements: [1, 2, 3, 4, 5, 6])] }
  }

  @Test func tensorsAreJoinedAlongAnyAxis() throws {
    let flipped = try x.flip()
    let empty = Expression<Float>.constant(try Tensor(shape: [0, 3], elements: []))
    let joined = try Expression.concatenate([empty, x, empty, flipped, empty])
    #expect(try values(of: joined, inputs) == [1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1])
    let beside = try Expression.concatenate([x, x.slice(axis: 1, AxisRange(from: 0, to: 0)), flipped], axis: -1)
    #expect(try values(of: beside, inputs) == [1, 2, 3, 6, 5, 4, 4, 5, 6, 3, 2, 1])
    let turned = try Expression.stack([x.transpose(), flipped.transpose()], axis: 2)
    #expect(try values(of: turned, inputs) == [1, 6, 4, 3, 2, 5, 5, 2, 3, 4, 6, 1])
    let sections = try Expression.concatenate(x.split(at: [1, 1], axis: 1).reversed(), axis: 1)
    #expect(try values(of: sections, inputs) == [2, 3, 1, 5, 6, 4])
  }

  @Test func viewsWithNegativeStridesArePadded() throws {
    let row = try x.slice([1, AxisRange(by: -1)])  // 6 5 4
    #expect(try values(of: row.pad([(0, 1), (2, 0)], .constant(9)), inputs) == [9, 9, 6, 5, 4, 9, 9, 9, 9, 9])
    #expect(try values(of: row.pad([(0, 0), (2, 1)], .edge), inputs) == [6, 6, 6, 5, 4, 4])
    #expect(try values(of: row.pad([(0, 0), (2, 2)], .reflect), inputs) == [4, 5, 6, 5, 4, 5, 6])
    let turned = try x.flip(axes: [0]).transpose()  // 4 1, 5 2, 6 3
    #expect(try values(of: turned.pad([(1, 0), (0, 1)], .edge), inputs) == [4, 1, 1, 4, 1, 1, 5, 2, 2, 6, 3, 3])
  }

  @Test func viewsWithNegativeStridesAreRolledAndRepeated() throws {
    let turned = try x.flip(axes: [0]).transpose()  // 4 1, 5 2, 6 3
    #expect(try values(of: turned.roll(1, axis: 0), inputs) == [6, 3, 4, 1, 5, 2])
    #expect(try values(of: turned.roll(-4, axis: 0), inputs) == [5, 2, 6, 3, 4, 1])
    #expect(try values(of: turned.tile([1, 2]), inputs) == [4, 1, 4, 1, 5, 2, 5, 2, 6, 3, 6, 3])
    #expect(try values(of: turned.repeat(2, axis: 1), inputs) == [4, 4, 1, 1, 5, 5, 2, 2, 6, 6, 3, 3])
    #expect(try values(of: turned.tile([0, 2]), inputs) == [])
    #expect(try values(of: turned.repeat(2, axis: 0).flip(), inputs) == [3, 6, 3, 6, 2, 5, 2, 5, 1, 4, 1, 4])
    let doubled = try (turned.roll(1, axis: 1) * 2).tile([2, 1])
    #expect(try values(of: doubled, inputs) == [2, 8, 4, 10, 6, 12, 2, 8, 4, 10, 6, 12])
  }

  @Test func elementsOfEveryWidthAreMoved() throws {
    func check<Element: NumericTensorElement>(_ type: Element.Type) throws {
      let y = Expression<Element>.input("y", shape: ["n"])
      let elements: [Element] = [1, 2, 3]
      let given = ["y": try Tensor<Element>(shape: [3], elements: elements)]
      let moved = try Expression.concatenate([y.flip().pad([(1, 1)], .constant(7)), y.roll(1, axis: 0)])
      #expect(try values(of: moved, given) == [7, 3, 2, 1, 7, 3, 1, 2])
    }
    try check(Double.self)
    try check(Float16.self)
    try check(Int64.self)
    try check(Int8.self)
    try check(UInt8.self)
  }
}
