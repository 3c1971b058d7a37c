import TesseraGraph
import TesseraShapes
import Testing

/// The sentences about slices, joined and chosen elements, and compositions, word for word, from the calls that users write.
@Suite struct MovementErrorTests {
  @Test(arguments: slices + joining + indexing + compositions + equations)
  func theSentenceAndTheLineAreThoseOfTheCall(_ row: ShapeErrorRow) { row.check(file: "MovementErrorTests.swift") }

  @Test(arguments: operators)
  func operatorsHaveTheirSentence(_ row: ShapeErrorRow) { row.checkSentence() }

  private static func indices(_ shape: Shape, file: String = #fileID, line: Int = #line) -> Expression<Int64> {
    .input("indices", shape: shape, file: file, line: line)
  }
  private static func mask(_ shape: Shape, file: String = #fileID, line: Int = #line) -> Expression<Bool> {
    .input("mask", shape: shape, file: file, line: line)
  }

  static let operators: [ShapeErrorRow] = [
    ShapeErrorRow(".<: shapes must broadcast (equal extents, or 1); lhs [3] and rhs [4] have 3 and 4 on axis -1") {
      _ = try input([3]) .< input([4])
    },
    ShapeErrorRow(".==: shapes must broadcast (equal extents, or 1); lhs [3] and rhs [2, 4] have 3 and 4 on axis -1") {
      _ = try indices([3]) .== indices([2, 4])
    },
    ShapeErrorRow(".&: shapes must broadcast (equal extents, or 1); lhs [3] and rhs [4] have 3 and 4 on axis -1") {
      _ = try mask([3]) .& mask([4])
    },
  ]

  static let slices: [ShapeErrorRow] = [
    ShapeErrorRow("slice: the step of a range must not be 0; it is on axis 1 of shape [2, 3]") {
      _ = try input([2, 3]).slice([.all, AxisRange(by: 0)])
    },
    ShapeErrorRow("slice: the step of a range must not be 0; it is on axis 0 of shape [batch]") {
      _ = try input(["batch"]).slice(axis: -1, AxisRange(from: 1, by: 0))
    },
    ShapeErrorRow("slice: there may be one range for each axis; got 2 for shape [3] of 1 axes") {
      _ = try input([3]).slice([.all, .all])
    },
    ShapeErrorRow("slice: axis must be in -1...0 for shape [3]; got 1") {
      _ = try input([3]).slice(axis: 1, .all)
    },
    ShapeErrorRow("flip: each axis may be given once; axis -1 of shape [2, 3] was given again") {
      _ = try input([2, 3]).flip(axes: [1, -1])
    },
    ShapeErrorRow("squeeze: only an axis of extent 1 can be dropped; axis 1 of shape [1, batch] has batch") {
      _ = try input([1, "batch"]).squeeze(axes: [0, 1])
    },
    ShapeErrorRow("squeeze: axis must be in -2...1 for shape [1, 3]; got 2") {
      _ = try input([1, 3]).squeeze(axes: [2])
    },
    ShapeErrorRow("expandDimensions: axis must be in -3...2 for shape [2, 3, 1]; got 3") {
      _ = try input([2, 3]).expandDimensions(axis: 3)
    },
  ]

  static let joining: [ShapeErrorRow] = [
    ShapeErrorRow("concatenate: at least one expression is needed; got none") {
      _ = try Expression<Float>.concatenate([])
    },
    ShapeErrorRow("stack: at least one expression is needed; got none") {
      _ = try Expression<Float>.stack([])
    },
    ShapeErrorRow("concatenate: axis must be in -1...0 for shape [3]; got 1") {
      _ = try Expression.concatenate([input([3]), input([3])], axis: 1)
    },
    ShapeErrorRow("concatenate: there is no axis 0; [] is a scalar and has none") {
      _ = try Expression.concatenate([input([])])
    },
    ShapeErrorRow(
      "concatenate: all operands must have the same number of axes; the first [2, 3] has 2, operand 1 [3] has 1"
    ) {
      _ = try Expression.concatenate([input([2, 3]), input([3])])
    },
    ShapeErrorRow(
      "concatenate: extents must be equal on axis 1; the first operand [2, 3] has 3, operand 2 [2, 4] has 4"
    ) {
      _ = try Expression.concatenate([input([2, 3]), input([5, 3]), input([2, 4])])
    },
    ShapeErrorRow("split: axis 0 of shape [7] cannot be cut into 2 equal sections") {
      _ = try input([7]).split(into: 2)
    },
    ShapeErrorRow("split: axis 0 of shape [batch] cannot be cut into 2 equal sections") {
      _ = try input(["batch"]).split(into: 2)
    },
    ShapeErrorRow("split: axis 0 of shape [6] cannot be cut into 0 equal sections") {
      _ = try input([6]).split(into: 0)
    },
    ShapeErrorRow("pad: there must be one entry for each axis; got 1 for shape [2, 3] of 2 axes") {
      _ = try input([2, 3]).pad([(1, 1)], .edge)
    },
    ShapeErrorRow("pad: a count must not be negative; got -2 for axis 1 of shape [2, 3]") {
      _ = try input([2, 3]).pad([(0, 0), (1, -2)], .constant(0))
    },
    ShapeErrorRow("pad: axis 0 of shape [3] has too few elements to take 3 more from") {
      _ = try input([3]).pad([(1, 3)], .reflect)
    },
    ShapeErrorRow("pad: axis 0 of shape [0] has too few elements to take 1 more from") {
      _ = try input([0]).pad([(0, 1)], .edge)
    },
    ShapeErrorRow("pad: the number of elements must fit 63 bits; shape [3] has more") {
      _ = try input([3]).pad([(.max, 1)], .constant(0))
    },
    ShapeErrorRow("tile: there must be one entry for each axis; got 3 for shape [2] of 1 axes") {
      _ = try input([2]).tile([1, 2, 3])
    },
    ShapeErrorRow("tile: a count must not be negative; got -1 for axis 0 of shape [2]") {
      _ = try input([2]).tile([-1])
    },
    ShapeErrorRow("repeat: a count must not be negative; got -1 for axis 1 of shape [2, 3]") {
      _ = try input([2, 3]).repeat(-1, axis: -1)
    },
    ShapeErrorRow("roll: there is no axis 0; [] is a scalar and has none") {
      _ = try input([]).roll(1, axis: 0)
    },
  ]

  static let indexing: [ShapeErrorRow] = [
    ShapeErrorRow("gather: axis must be in -2...1 for shape [2, 3]; got 2") {
      _ = try input([2, 3]).gather(indices([4]), axis: 2)
    },
    ShapeErrorRow("takeAlongAxis: indices must have the axes of [2, 3], equal everywhere but on axis 1; got [3, 1]") {
      _ = try input([2, 3]).takeAlongAxis(indices([3, 1]), axis: 1)
    },
    ShapeErrorRow("takeAlongAxis: indices must have the axes of [2, 3], equal everywhere but on axis 0; got [3]") {
      _ = try input([2, 3]).takeAlongAxis(indices([3]), axis: 0)
    },
    ShapeErrorRow(
      """
      gatherND: the last axis of the indices must hold at most 2 positions, one for each of the first axes of [2, 3]; \
      indices [4, 3]
      """
    ) {
      _ = try input([2, 3]).gatherND(indices([4, 3]))
    },
    ShapeErrorRow(
      """
      gatherND: the last axis of the indices must hold at most 2 positions, one for each of the first axes of [2, 3]; \
      indices []
      """
    ) {
      _ = try input([2, 3]).gatherND(indices([]))
    },
    ShapeErrorRow("scatter: indices must have the axes of [2, 3], equal everywhere but on axis 1; got [1, 2]") {
      _ = try input([2, 3]).scatter(input([1, 2]), at: indices([1, 2]), axis: 1)
    },
    ShapeErrorRow("scatter: updates must have the shape of their indices [2, 2]; got [2, 1]") {
      _ = try input([2, 3]).scatterAdding(input([2, 1]), at: indices([2, 2]), axis: 1)
    },
    ShapeErrorRow("argmin: there must be at least one element to choose from; shape [0, 2] has none along axis 0") {
      _ = try input([0, 2]).argmin(axis: 0)
    },
    ShapeErrorRow("argsort: axis must be in -1...0 for shape [3]; got 1") {
      _ = try input([3]).argsort(axis: 1)
    },
    ShapeErrorRow("topK: at least 4 elements are needed; axis 0 of shape [3] has 3") {
      _ = try input([3]).topK(4)
    },
    ShapeErrorRow("topK: a count must not be negative; got -1 for axis 0 of shape [batch]") {
      _ = try input(["batch"]).topK(-1)
    },
    ShapeErrorRow("lowerTriangle: at least 2 axes are needed; shape [3] has 1") {
      _ = try input([3]).lowerTriangle()
    },
    ShapeErrorRow("upperTriangle: at least 2 axes are needed; shape [] has 0") {
      _ = try input([]).upperTriangle()
    },
    ShapeErrorRow("oneHot: extents must not be negative; [-2] has -2 on axis 0") {
      _ = try indices([3]).oneHot(depth: -2, as: Float.self)
    },
    ShapeErrorRow("lowerTriangle: extents must not be negative; [-1, 2] has -1 on axis 0") {
      _ = try Expression<Bool>.lowerTriangle(rows: -1, columns: 2)
    },
  ]

  static let compositions: [ShapeErrorRow] = [
    ShapeErrorRow("select: shapes must broadcast (equal extents, or 1); lhs [2] and rhs [3] have 2 and 3 on axis -1") {
      _ = try Expression.select(mask([2]), input([3]), input([1]))
    },
    ShapeErrorRow("variance: axis must be in -1...0 for shape [3]; got 1") {
      _ = try input([3]).variance(axes: [1])
    },
    ShapeErrorRow("norm: each axis may be given once; axis 0 of shape [3] was given again") {
      _ = try input([3]).norm(axes: [0, 0])
    },
    ShapeErrorRow("logSumExp: there must be at least one element to choose from; shape [0] has none along axis 0") {
      _ = try input([0]).logSumExp()
    },
    ShapeErrorRow("layerNorm: there is no axis -1; [] is a scalar and has none") {
      _ = try input([]).layerNorm()
    },
    ShapeErrorRow("cumulativeSum: axis must be in -1...0 for shape [3]; got -2") {
      _ = try input([3]).cumulativeSum(axis: -2)
    },
    ShapeErrorRow("batchNorm: axis must be in -1...0 for shape [3]; got 1") {
      _ = try input([3]).batchNorm(mean: input([3]), variance: input([3]))
    },
    ShapeErrorRow("linear: at least 2 axes are needed; shape [3] has 1") {
      _ = try input([2, 3]).linear(weight: input([3]))
    },
    ShapeErrorRow("scaledDotProductAttention: at least 2 axes are needed; shape [3] has 1") {
      _ = try Expression.scaledDotProductAttention(query: input([2, 3]), key: input([3]), value: input([2, 3]))
    },
    ShapeErrorRow(
      "scaledDotProductAttention: every dimension of a value must be a number; shape [2, width] has width on axis 1"
    ) {
      _ = try Expression.scaledDotProductAttention(
        query: input([2, "width"]), key: input([2, "width"]), value: input([2, 3]))
    },
    ShapeErrorRow("multiHeadAttention: at least 3 axes are needed; shape [4, 6] has 2") {
      let layer = LinearParameters(weight: input([6, 6]))
      _ = try input([4, 6]).multiHeadAttention(heads: 2, query: layer, key: layer, value: layer, output: layer)
    },
    ShapeErrorRow("multiHeadAttention: axis 2 of shape [1, 4, 6] cannot be cut into 4 equal sections") {
      let layer = LinearParameters(weight: input([6, 6]))
      _ = try input([1, 4, 6]).multiHeadAttention(heads: 4, query: layer, key: layer, value: layer, output: layer)
    },
  ]

  static let equations: [ShapeErrorRow] = [
    ShapeErrorRow(#"einsum: the equation "ij->i->j" does not fit; it has more than one arrow"#) {
      _ = try Expression.einsum("ij->i->j", input([2, 3]))
    },
    ShapeErrorRow(#"einsum: the equation "ij,jk->ik" does not fit; it has 2 operands, and 1 were given"#) {
      _ = try Expression.einsum("ij,jk->ik", input([2, 3]))
    },
    ShapeErrorRow(#"einsum: the equation "i->i" does not fit; it has 1 operands, and 0 were given"#) {
      _ = try Expression<Float>.einsum("i->i", [])
    },
    ShapeErrorRow(#"einsum: the equation "ijk->i" does not fit; operand 0 has 2 axes and "ijk" names 3"#) {
      _ = try Expression.einsum("ijk->i", input([2, 3]))
    },
    ShapeErrorRow(#"einsum: the equation "i,...jk->i" does not fit; operand 1 has 1 axes and "...jk" names 2"#) {
      _ = try Expression.einsum("i,...jk->i", input([2]), input([2]))
    },
    ShapeErrorRow(#"einsum: the equation "ij->ik" does not fit; the output names an axis that no operand has"#) {
      _ = try Expression.einsum("ij->ik", input([2, 3]))
    },
    ShapeErrorRow(#"einsum: the equation "ij->ii" does not fit; the output names an axis twice"#) {
      _ = try Expression.einsum("ij->ii", input([2, 3]))
    },
    ShapeErrorRow(
      #"einsum: the equation "...i->i" does not fit; the output has no ellipsis for the axes of the operands'"#
    ) {
      _ = try Expression.einsum("...i->i", input([2, 3]))
    },
    ShapeErrorRow(#"einsum: the equation "i1->i" does not fit; "1" is no letter"#) {
      _ = try Expression.einsum("i1->i", input([2, 3]))
    },
    ShapeErrorRow(#"einsum: the equation "i..->i" does not fit; "i.." has dots that are no ellipsis"#) {
      _ = try Expression.einsum("i..->i", input([2]))
    },
    ShapeErrorRow(#"einsum: the equation "...i...->i" does not fit; "...i..." has more than one ellipsis"#) {
      _ = try Expression.einsum("...i...->i", input([2]))
    },
    ShapeErrorRow(
      #"einsum: the equation "ij,jk->ik" does not fit; an axis has extent 3 in one operand and 4 in another"#
    ) {
      _ = try Expression.einsum("ij,jk->ik", input([2, 3]), input([4, 5]))
    },
    ShapeErrorRow(#"einsum: the equation "ii->i" does not fit; an axis that is named twice has extents 2 and 3"#) {
      _ = try Expression.einsum("ii->i", input([2, 3]))
    },
  ]
}
