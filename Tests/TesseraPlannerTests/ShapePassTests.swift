import TesseraGraph
import TesseraShapes
import Testing

@testable import TesseraPlanner

/// What was open while the expression was built is decided with the numbers of a batch, in the words of the operation's own rule.
@Suite struct ShapePassTests {
  private let x = Expression<Float>.input("x", shape: ["n", 4])
  private let y = Expression<Float>.input("y", shape: ["m", 4])

  private func error<Element>(_ output: Expression<Element>, _ extents: [String: Int]) -> String? {
    do {
      _ = try fused([output.node], extents)
      return nil
    } catch { return "\(error)" }
  }

  @Test func theMessageIsTheOneOfFixedShapesWithTheLineOfTheCall() throws {
    let cases: [(Expression<Float>, [String: Int], String)] = [
      (
        try x.sum(axis: 1).minimum(ones(5)), ["n": 4],
        "minimum: shapes must broadcast (equal extents, or 1); lhs [4] and rhs [5] have 4 and 5 on axis -1 (at "
      ),
      (
        try x.maximum(y), ["n": 3, "m": 2],
        "maximum: shapes must broadcast (equal extents, or 1); lhs [3, 4] and rhs [2, 4] have 3 and 2 on axis -2 (at "
      ),
      (
        try x.transpose().matmul(y), ["n": 3, "m": 2],
        "matmul: columns of lhs must equal rows of rhs; lhs [4, 3] has 3, rhs [2, 4] has 2 (at "
      ),
      (
        try x.reshape([-1, 3]), ["n": 5],
        "reshape: the open dimension (-1) of [-1, 3] has no whole solution for the 20 elements of [5, 4] (at "
      ),
      (
        try x.reshape([2, 6]), ["n": 4],
        "reshape: the number of elements must stay the same; [4, 4] has 16, target [2, 6] has 12 (at "
      ),
      (
        try x.broadcast(to: [3, 7, 4]), ["n": 2],
        "broadcast: only an extent of 1 is repeated; [2, 4] has 2 on axis -2, target [3, 7, 4] has 7 (at "
      ),
      (
        try x.max(axis: 0), ["n": 0],
        "max: there must be at least one element to choose from; shape [0, 4] has none along axis 0 (at "
      ),
      (
        try x.broadcast(to: ["rows", 4]), ["n": 1],
        "broadcast: every name must be bound by an input; shape [rows, 4] has rows on axis 0, which no input gives (at "
      ),
    ]
    for (output, extents, expected) in cases {
      let text = error(output, extents) ?? "nothing was thrown"
      #expect(text.hasPrefix(expected), "\(text)")
      #expect(text.contains("ShapePassTests.swift:"), "\(text)")
    }
  }

  @Test func numbersThatFitPass() throws {
    #expect(error(try x.sum(axis: 1).minimum(ones(5)), ["n": 5]) == nil)
    #expect(error(try x.sum(axis: 1).minimum(ones(5)), ["n": 1]) == nil)
    #expect(error(try x.maximum(y), ["n": 3, "m": 1]) == nil)
    #expect(error(try x.transpose().matmul(y), ["n": 3, "m": 3]) == nil)
    #expect(error(try x.reshape([-1, 3]), ["n": 3]) == nil)
    #expect(error(try x.broadcast(to: [3, 7, 4]), ["n": 7]) == nil)
    #expect(error(try x.broadcast(to: [3, 7, 4]), ["n": 1]) == nil)
  }

  @Test func everyExtentIsANumber() throws {
    let output = try (x.maximum(y)).reshape([-1, 2]).sum(axis: 0)
    let shaped = try fused([output.node], ["n": 1, "m": 6]).shaped
    let extents = shaped.needed.map { shaped.extents[$0] }
    #expect(extents == [[1, 4], [6, 4], [6, 4], [12, 2], [2]])
  }
}
