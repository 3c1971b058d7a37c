import TesseraGraph
import TesseraShapes
import Testing

/// Messages stay short and on one line, whatever shapes and names are.
@Suite struct LongMessageTests {
  private static let manyAxes = Shape(Array(repeating: .fixed(1), count: 10_000))
  private static let longName = String(repeating: "n", count: 100_000)

  private func message(_ call: () throws -> Void) -> String {
    do {
      try call()
      return "nothing was thrown"
    } catch { return "\(error)" }
  }

  @Test func shapesOfManyAxesAreShortened() {
    let shape = Shape(extents: Array(0..<10_000))
    #expect(shape.description == "[0, 1, 2, 3, 4, 5, 6, 7, ... 9990 more ..., 9998, 9999]")
    #expect(Shape(extents: Array(0..<17)).description == "[0, 1, 2, 3, 4, 5, 6, 7, ... 7 more ..., 15, 16]")
    #expect(Shape(extents: Array(0..<16)).description == "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]")
  }

  @Test func namesAreCutAndStayOnOneLine() {
    let shape: Shape = [.named(Self.longName), "a\nb\u{1B}[31m\u{202E}"]
    #expect(shape.description == "[\(String(repeating: "n", count: 60))..., a\\nb\\u{1B}[31m\\u{202E}]")
  }

  @Test func everySentenceIsShort() throws {
    let many = Expression<Float>.input(Self.longName, shape: Self.manyAxes)
    let other = Expression<Float>.input("x", shape: Shape(Array(repeating: .fixed(2), count: 10_001)))
    let calls: [() throws -> Void] = [
      { _ = try many.matmul(other) },
      { _ = try many.transpose([0, 1]) },
      { _ = try many.transpose(Array(repeating: 0, count: 10_000)) },
      { _ = try many.sum(axes: [0, 0]) },
      { _ = try many.reshape(Shape(Array(repeating: .fixed(2), count: 10_000))) },
      { _ = try Expression<Float>.input("x", shape: Shape(Array(repeating: 0, count: 10_000))).max() },
      { _ = try Expression.concatenate([many, other]) },
      { _ = try many.broadcast(to: [2]) },
      { _ = try many.slice(Array(repeating: .all, count: 10_001)) },
      { _ = try Expression.einsum(Self.longName + "->i", many) },
      { _ = try Expression.einsum(Self.longName + "..", many) },
      { _ = try Expression<Float>.input("x", shape: [.named(Self.longName), 2]).squeeze(axes: [0]) },
      { _ = try Tensor<Float>(shape: Self.manyAxes, elements: []) },
    ]
    for (number, call) in calls.enumerated() {
      let text = message(call)
      #expect(text != "nothing was thrown", "call \(number)")
      #expect(text.utf8.count < 900, "call \(number): \(text)")
      #expect(!text.contains("\n"), "call \(number): \(text)")
    }
  }
}
