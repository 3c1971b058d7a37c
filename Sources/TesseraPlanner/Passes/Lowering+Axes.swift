import TesseraGraph
import TesseraShapes

extension Lowering {
  /// A reduction in the form that its operand's layout allows.
  mutating func lowerReduction(_ number: Int, _ reduction: Reduction) throws(ShapeError) {
    let value = shaped.graph.values[number]
    let extents = shaped.extents[number]
    let operand = memory(value.operands[0])
    let axes = operand.layout.extents.indices
    let reducedAxes = reduction.axes.indices
    let kept = operand.layout.transposed(axes.filter { !reducedAxes.contains($0) }).collapsed
    let reduced = Layout(
      extents: reducedAxes.map { operand.layout.extents[$0] }, strides: reducedAxes.map { operand.layout.strides[$0] }
    ).collapsed
    let form: ReductionPlan.Form =
      if reduced.rank == 0 || (reduced.rank == 1 && reduced.strides[0] == 1) || reduced.extents.contains(0) {
        .rows
      } else if reduced.rank == 1, let width = kept.extents.last, kept.strides.last == 1, reduced.strides[0] >= width {
        .columns(stride: reduced.strides[0])
      } else {
        .gathered
      }
    let output = try buffer(extents, value.elementType, for: number)
    let plan = ReductionPlan(kind: reduction.kind, operand: operand, kept: kept, reduced: reduced, form: form)
    var scratch: Int?
    if case .gathered = form, !extents.contains(0) {
      scratch = self.scratch(byteCount: byteCount(reduced.extents, value.elementType))
    }
    append(.reduction(plan), value: number, output: output, extents: extents, scratch: scratch)
    views[number] = view(.buffer(output), extents, value.elementType)
  }

  /// Work along one axis; a row that is not dense is gathered into scratch first.
  mutating func lowerAxis(
    _ number: Int, axis: Int, _ work: (AxisPlan) -> Step.Work
  ) throws(ShapeError) {
    let value = shaped.graph.values[number]
    let extents = shaped.extents[number]
    let operand = memory(value.operands[0])
    let rest = operand.layout.extents.indices.filter { $0 != axis }
    let hasAxis = extents.count == operand.layout.rank && extents[axis] == operand.layout.extents[axis]
    let output = Layout(rowMajor: extents)
    // The output of an argmax has no such axis, or has it with extent 1: its elements follow each other.
    let outputRows =
      hasAxis
      ? output.transposed(rest) : Layout(rowMajor: rest.map { operand.layout.extents[$0] })
    let rows = Layout.collapsedTogether(operand.layout.transposed(rest), outputRows)
    let plan = AxisPlan(
      operand: operand, rows: rows.0, outputRows: rows.1,
      count: operand.layout.extents[axis], stride: operand.layout.strides[axis],
      outputStride: hasAxis ? output.strides[axis] : 0)
    let buffer = try buffer(extents, value.elementType, for: number)
    let isDense = plan.count == 1 || (plan.stride == 1 && (!hasAxis || plan.outputStride == 1))
    let scratch =
      isDense || extents.contains(0) ? nil : scratch(byteCount: plan.count * operand.elementType.byteCount)
    append(work(plan), value: number, output: buffer, extents: extents, scratch: scratch)
    views[number] = view(.buffer(buffer), extents, value.elementType)
  }
}
