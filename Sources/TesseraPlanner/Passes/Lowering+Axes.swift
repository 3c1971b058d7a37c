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
    var plan = ReductionPlan(
      kind: reduction.kind, correction: reduction.correction, operand: operand, kept: kept, reduced: reduced, form: form
    )
    if let parts = ReductionParts(plan) {
      let partials = try buffer(parts.extents, value.elementType, for: number)
      append(.reduction(parts.plan), value: number, output: partials, extents: parts.extents)
      plan = parts.total(of: view(.buffer(partials), parts.extents, value.elementType))
    }
    let output = try buffer(extents, value.elementType, for: number)
    var scratch: Int?
    if case .gathered = form, !extents.contains(0) {
      scratch = try self.scratch(
        byteCount: Layout.elementCount(reduced.extents + [value.elementType.byteCount]), for: number)
    }
    append(.reduction(plan), value: number, output: output, extents: extents, scratch: scratch)
    views[number] = view(.buffer(output), extents, value.elementType)
  }

  /// Work along one axis; a row that is not dense is gathered into scratch first, and one of indices or of another stride written there.
  mutating func lowerAxis(_ number: Int, axis: Int, _ function: AxisPlan.Function) throws(ShapeError) {
    let value = shaped.graph.values[number]
    let extents = shaped.extents[number]
    let operand = memory(value.operands[0])
    let rest = operand.layout.extents.indices.filter { $0 != axis }
    let output = Layout(rowMajor: extents)
    // The result of an argmax follows in the order of the rows, whether its axis was kept or not.
    let givesRows = if case .argument = function { false } else { true }
    let outputRows = givesRows ? output.transposed(rest) : Layout(rowMajor: rest.map { operand.layout.extents[$0] })
    let rows = Layout.collapsedTogether(operand.layout.transposed(rest), outputRows)
    let count = operand.layout.extents[axis]
    let plan = AxisPlan(
      function: function, operand: operand, rows: rows.0, outputRows: rows.1, count: count,
      stride: count == 1 ? 1 : operand.layout.strides[axis],
      outputStride: givesRows && count != 1 ? output.strides[axis] : 1)
    let buffer = try buffer(extents, value.elementType, for: number)
    let scratch = extents.contains(0) ? nil : try scratch(byteCount: plan.scratchByteCount, for: number)
    append(.axis(plan), value: number, output: buffer, extents: extents, scratch: scratch)
    views[number] = view(.buffer(buffer), extents, value.elementType)
  }
}

extension AxisPlan {
  /// Bytes of scratch for the gathered row, whole cache lines.
  package var gatheredByteCount: Int {
    stride == 1 ? 0 : (count * operand.elementType.byteCount + 63) & ~63
  }

  /// Bytes of scratch for the row of the output before it is spread.
  package var spreadByteCount: Int {
    guard outputStride != 1 else { return 0 }
    let elementType: ElementType = if case .sort = function { .int64 } else { operand.elementType }
    return (count * elementType.byteCount + 63) & ~63
  }

  /// nil when it cannot be counted: a row that repeats one element may be of any length.
  fileprivate var scratchByteCount: Int? {
    guard count <= Lowering.byteLimit else { return nil }
    let merging = if case .sort = function { count * ElementType.int64.byteCount } else { 0 }
    return gatheredByteCount + spreadByteCount + merging
  }
}
