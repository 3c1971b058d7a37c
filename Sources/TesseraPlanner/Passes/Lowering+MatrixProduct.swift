import TesseraGraph
import TesseraShapes

extension Lowering {
  /// A product of two views that BLAS reads in place where it can, and that are copied where it cannot.
  mutating func lowerMatrixProduct(_ number: Int) throws(ShapeError) {
    let value = shaped.graph.values[number]
    let extents = shaped.extents[number]
    let (lhs, rhs) = (memory(value.operands[0]), memory(value.operands[1]))
    let batch = Array(extents.dropLast((lhs.layout.rank > 1 ? 1 : 0) + (rhs.layout.rank > 1 ? 1 : 0)))
    let left = try matrixOperand(lhs.withRowAxis, batch: batch, value: number)
    let right = try matrixOperand(rhs.withColumnAxis, batch: batch, value: number)
    let (leftExtents, rightExtents) = (left.view.layout.extents, right.view.layout.extents)
    var plan = MatrixProductPlan(
      lhs: left, rhs: right, batchExtents: batch, rows: leftExtents[leftExtents.count - 2],
      columns: rightExtents[rightExtents.count - 1], inner: leftExtents[leftExtents.count - 1])
    plan.mergeBatchIntoRows()
    let largest = [plan.rows, plan.columns, plan.inner].max() ?? 0
    guard largest <= Int(Int32.max) else {
      throw ShapeError(
        value.operation.name,
        .blasLimit(lhs: Shape(extents: lhs.layout.extents), rhs: Shape(extents: rhs.layout.extents), extent: largest),
        at: value.location)
    }
    let output = try buffer(extents, value.elementType, for: number)
    append(.matrixProduct(plan), value: number, output: output, extents: extents)
    views[number] = view(.buffer(output), extents, value.elementType)
  }

  private mutating func matrixOperand(
    _ view: View, batch: [Int], value: Int
  ) throws(ShapeError) -> MatrixProductPlan.Operand {
    if let operand = MatrixProductPlan.Operand(view.broadcast(batch: batch)) { return operand }
    let copied = try dense(view, value: value).broadcast(batch: batch)
    guard let operand = MatrixProductPlan.Operand(copied) else {
      // Dense rows of more elements than BLAS counts.
      let producer = shaped.graph.values[value]
      let shape = Shape(extents: view.layout.extents)
      throw ShapeError(
        producer.operation.name,
        .blasLimit(lhs: shape, rhs: shape, extent: view.layout.extents.max() ?? 0), at: producer.location)
    }
    return operand
  }
}

extension View {
  /// A 1-D left operand as a matrix of one row.
  fileprivate var withRowAxis: View {
    guard layout.rank == 1 else { return self }
    var view = self
    view.layout = Layout(extents: [1, layout.extents[0]], strides: [0, layout.strides[0]], offset: layout.offset)
    return view
  }

  /// A 1-D right operand as a matrix of one column.
  fileprivate var withColumnAxis: View {
    guard layout.rank == 1 else { return self }
    var view = self
    view.layout = Layout(extents: [layout.extents[0], 1], strides: [layout.strides[0], 0], offset: layout.offset)
    return view
  }

  /// The matrices repeated over the batch axes of the product.
  fileprivate func broadcast(batch: [Int]) -> View {
    var view = self
    view.layout = layout.broadcast(to: batch + layout.extents.suffix(2))
    return view
  }
}

extension MatrixProductPlan {
  /// Makes one product of many when the right operand is the same for all of them and the left rows follow each other.
  mutating func mergeBatchIntoRows() {
    guard !batchExtents.isEmpty, rhs.batchStrides.allSatisfy({ $0 == 0 }), !lhs.isTransposed else { return }
    let layout = lhs.view.layout
    let rowsLayout = Layout(extents: Array(layout.extents.dropLast()), strides: Array(layout.strides.dropLast()))
    let collapsed = rowsLayout.collapsed
    guard collapsed.rank == 1, collapsed.strides[0] >= max(inner, 1), collapsed.strides[0] <= Int(Int32.max),
      collapsed.extents[0] <= Int(Int32.max)
    else { return }
    rows = collapsed.extents[0]
    batchExtents = []
    lhs.batchStrides = []
    rhs.batchStrides = []
    lhs.leadingDimension = collapsed.strides[0]
  }
}
