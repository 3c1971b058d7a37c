import Tessera
import Testing

/// Sorting and choosing: equal elements keep their order, and NaN comes last.
@Suite struct OrderTests {
  private let x = Expression<Float>.input("x", shape: ["n", "m"])

  private func given(_ rows: Int, _ elements: [Float]) throws -> [String: any TensorValue] {
    ["x": try Tensor<Float>(shape: Shape(extents: [rows, elements.count / rows]), elements: elements)]
  }

  @Test func equalElementsKeepTheirOrder() throws {
    let inputs = try given(1, [2, -0.0, 1, 2, 0.0, 1, 2])
    #expect(try values(of: x.argsort(), inputs) == [1, 4, 2, 5, 0, 3, 6])
    #expect(try values(of: x.argsort(descending: true), inputs) == [0, 3, 6, 2, 5, 1, 4])
    let many = (0..<1000).map { Float($0 % 7) }
    let expected = (0..<7).flatMap { digit in (0..<1000).filter { $0 % 7 == digit } }
    #expect(try values(of: x.argsort(), given(1, many)) == expected.map { Int64($0) })
  }

  @Test func notANumberComesLastInBothDirections() throws {
    let inputs = try given(1, [.nan, 1, -.infinity, .nan, .infinity])
    #expect(try values(of: x.argsort(), inputs) == [2, 1, 4, 0, 3])
    #expect(try values(of: x.argsort(descending: true), inputs) == [4, 1, 2, 0, 3])
    let (best, places) = try x.topK(3)
    #expect(try values(of: best, inputs) == [.infinity, 1, -.infinity])
    #expect(try values(of: places, inputs) == [4, 1, 2])
    let (least, _) = try x.topK(2, largest: false)
    #expect(try values(of: least, inputs) == [-.infinity, 1])
  }

  @Test func axesThatAreNotDenseAreSorted() throws {
    let inputs = try given(2, [3, 1, 2, 1, 3, 2])
    #expect(try values(of: x.sort(axis: 0), inputs) == [1, 1, 2, 3, 3, 2])
    #expect(try values(of: x.flip(axes: [1]).sort(axis: 1), inputs) == [1, 2, 3, 1, 2, 3])
    #expect(try values(of: x.transpose().argsort(axis: 0, descending: true), inputs) == [0, 1, 2, 2, 1, 0])
    let (_, places) = try x.topK(1, axis: 0)
    #expect(try values(of: places, inputs) == [0, 1, 0])
  }

  @Test func theFirstOfEqualElementsIsChosen() throws {
    let inputs = try given(2, [2, 1, 1, 5, .nan, -.nan])
    #expect(try values(of: x.argmin(axis: 1), inputs) == [1, 1])
    #expect(try values(of: x.argmax(axis: 1), inputs) == [0, 1])
    #expect(try values(of: x.argmin(axis: 0), inputs) == [0, 1, 1])
    #expect(try values(of: x.argmin(), inputs) == [4])
    let bytes = Expression<Int8>.input("b", shape: ["n"])
    let given = ["b": try Tensor<Int8>(shape: [4], elements: [3, -128, 127, -128])]
    #expect(try values(of: bytes.argmin(), given) == [1])
    #expect(try values(of: bytes.sort(descending: true), given) == [127, 3, -128, -128])
  }
}
