import TesseraGraph
import TesseraShapes
import Testing

/// The sentences about values, and those that no expression gives, word for word.
@Suite struct ValueErrorTests {
  @Test(arguments: values)
  func theSentenceAndTheLineAreThoseOfTheCall(_ row: ShapeErrorRow) { row.check(file: "ValueErrorTests.swift") }

  static let values: [ShapeErrorRow] = [
    ShapeErrorRow("Tensor: shape [2, 3] needs 6 elements; got 5") {
      _ = try Tensor<Float>(shape: [2, 3], elements: [1, 2, 3, 4, 5])
    },
    ShapeErrorRow("Tensor: shape [] needs 1 elements; got 0") {
      _ = try Tensor<Float>(shape: [], elements: [])
    },
    ShapeErrorRow("Tensor: every dimension of a value must be a number; shape [2, batch] has batch on axis 1") {
      _ = try Tensor<Float>.zeros(shape: [2, "batch"])
    },
    ShapeErrorRow("Tensor: extents must not be negative; [3, -1] has -1 on axis 1") {
      _ = try Tensor<Int32>.ones(shape: [3, -1])
    },
    ShapeErrorRow("Tensor: the number of elements must fit 63 bits; shape [4611686018427387904, 4] has more") {
      _ = try Tensor<UInt8>.full(shape: [4_611_686_018_427_387_904, 4], 1)
    },
    ShapeErrorRow("Tensor: the number of elements must fit 63 bits; shape [4611686018427387904] has more") {
      _ = try Tensor<Float>.zeros(shape: [4_611_686_018_427_387_904])
    },
    ShapeErrorRow("Tensor: the system did not give the 4611686018427387904 bytes of shape [1152921504606846976]") {
      _ = try Tensor<Float>(shape: [1_152_921_504_606_846_976]) { _ in }
    },
    ShapeErrorRow(
      """
      arange: a range must have finite ends, a step that is not 0, and fewer than 2^63 elements; got 0.0 ..< 1.0 by 0.0
      """
    ) {
      _ = try Tensor<Float>.arange(from: 0, to: 1, by: 0)
    },
    ShapeErrorRow(
      """
      arange: a range must have finite ends, a step that is not 0, and fewer than 2^63 elements; got 0.0 ..< nan by 1.0
      """
    ) {
      _ = try Tensor<Double>.arange(to: .nan)
    },
    ShapeErrorRow(
      """
      arange: a range must have finite ends, a step that is not 0, and fewer than 2^63 elements; got 0.0 ..< 1.0 by 1e-300
      """
    ) {
      _ = try Tensor<Double>.arange(from: 0, to: 1, by: 1e-300)
    },
    ShapeErrorRow(
      "arange: a range must have finite ends, a step that is not 0, and fewer than 2^63 elements; got 0 ..< 5 by 0"
    ) {
      _ = try Tensor<Int64>.arange(from: 0, to: 5, by: 0)
    },
    ShapeErrorRow("rows: rows must lie in 0 ..< 3 of shape [3, 2]; got 1 ..< 4") {
      _ = try Tensor<Float>.zeros(shape: [3, 2]).rows(1..<4)
    },
    ShapeErrorRow("rows: rows must lie in 0 ..< 3 of shape [3, 2]; got -1 ..< 2") {
      _ = try Tensor<Float>.zeros(shape: [3, 2]).rows(-1..<2)
    },
    ShapeErrorRow("rows: a scalar has no rows; got rows 0 ..< 1") {
      _ = try Tensor<Float>(scalar: 1).rows(0..<1)
    },
  ]

  /// These come from the planner and the runtime; their wording is kept with the others.
  @Test(arguments: [
    (
      ShapeError.Reason.blasLimit(lhs: [2, 3_000_000_000], rhs: [3_000_000_000, 2], extent: 3_000_000_000),
      """
      matmul: an extent must not exceed 2147483647, which is what BLAS counts to; lhs [2, 3000000000], rhs [3000000000, 2] \
      need 3000000000
      """
    ),
    (
      .unboundName(["other", 2], axis: 0),
      "matmul: every name must be bound by an input; shape [other, 2] has other on axis 0, which no input gives"
    ),
    (
      .reshapeCount([.fixed(1 << 62), "batch", 4], target: [2]),
      """
      matmul: the number of elements must stay the same; [4611686018427387904, batch, 4] has more than 2^63, target [2] has 2
      """
    ),
  ])
  func otherReasonsHaveTheirSentence(reason: ShapeError.Reason, expected: String) {
    #expect(ShapeError("matmul", reason).description == expected)
  }
}
