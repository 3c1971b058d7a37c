import TesseraGraph
import TesseraShapes

extension Lowering {
  /// The right operand is read where it is when it has at most this many bytes, or when there are few rows to use its panels.
  private static let smallRightByteCount = 32 << 10
  private static let fewRows = 8
  /// A left operand that is used for more columns than this is copied first where its rows lie so many bytes apart that they compete for the
  /// same places of a cache: the copy costs less than it saves.
  private static let manyColumns = 511
  private static let competingByteCount = 2048

  /// A product: its left operand in rows, its right one in panels, or both as BLAS reads them.
  ///
  /// - Parameter sum: the sum with a row that is written in its place.
  mutating func lowerMatrixProduct(_ number: Int, sum: Int? = nil) throws(ShapeError) {
    let value = shaped.graph.values[number]
    let extents = shaped.extents[number]
    let (lhs, rhs) = (memory(value.operands[0]), memory(value.operands[1]))
    let batch = Array(extents.dropLast((lhs.layout.rank > 1 ? 1 : 0) + (rhs.layout.rank > 1 ? 1 : 0)))
    let left = try matrixOperand(lhs.withRowAxis, batch: batch, value: number)
    let right = MatrixProductPlan.Operand(rhs.withColumnAxis.broadcast(batch: batch))
    let (leftExtents, rightExtents) = (left.view.layout.extents, right.view.layout.extents)
    var plan = MatrixProductPlan(
      lhs: left, rhs: right, batchExtents: batch, rows: leftExtents[leftExtents.count - 2],
      columns: rightExtents[rightExtents.count - 1], inner: leftExtents[leftExtents.count - 1], engine: target.engine,
      rightForm: .blas, slabRows: target.slabRows, copiesLeft: false)
    plan.mergeBatchIntoRows()
    let largest = [plan.rows, plan.columns, plan.inner].max() ?? 0
    guard largest <= Int(Int32.max) else {
      let (left, right) = (Shape(extents: lhs.layout.extents), Shape(extents: rhs.layout.extents))
      throw shaped.graph.explaining(
        ShapeError(value.operation.name, .blasLimit(lhs: left, rhs: right, extent: largest)), of: number)
    }
    let result = sum ?? number
    if let row = sum.flatMap({ shaped.graph.values[$0].operands.first { $0 != number } }) {
      let view = memory(row)
      plan.bias = view.layout.strides.last == 1 ? view : try dense(view, value: result)
    }
    var scratch: Int?
    switch target.engine {
    case .blas:
      plan.rhs = try matrixOperand(rhs.withColumnAxis, batch: batch, value: number)
      if plan.batchExtents.isEmpty { plan.rhs.batchStrides = [] }
    case .panels:
      let competes = plan.lhs.rowStride * value.elementType.byteCount % Self.competingByteCount == 0
      plan.copiesLeft =
        plan.inner > 1 && (plan.lhs.columnStride != 1 || plan.columns > Self.manyColumns && competes)
      if plan.copiesLeft {
        // How many rows are copied at once, and with that the bytes, is decided with the band.
        scratch = try self.scratch(byteCount: plan.copiedRowStride * value.elementType.byteCount, for: number)
      }
      try placePanels(of: &plan, value: number)
    }
    let output = try buffer(extents, value.elementType, for: result)
    append(.matrixProduct(plan), value: result, output: output, extents: extents, scratch: scratch)
    views[result] = view(.buffer(output), extents, value.elementType)
  }

  /// Decides where the panels of the right operand come from, with a step that packs them where they must be.
  private mutating func placePanels(of plan: inout MatrixProductPlan, value: Int) throws(ShapeError) {
    switch plan.rhs.view.source {
    case .constant, .folded, .scalar:
      if plan.packing.mayBePackedOnce {
        plan.rightForm = .constantPanels
        return
      }
    case .input, .buffer: break
    }
    let elementType = plan.lhs.view.elementType
    let isSmall = plan.inner * plan.columns <= Self.smallRightByteCount / elementType.byteCount
    if plan.rhs.columnStride == 1, plan.columns >= plan.panelColumns, isSmall || plan.rows <= Self.fewRows {
      plan.rightForm = .rows
      return
    }
    let pack = plan.packing
    let packedExtents = pack.batchExtents + [plan.panelCount, plan.inner * plan.panelColumns]
    let packed = try buffer(packedExtents, elementType, for: value)
    append(.pack(pack), value: value, output: packed, extents: packedExtents)
    let packedView = view(.buffer(packed), packedExtents, elementType)
    plan.rhs = MatrixProductPlan.Operand(packedView.broadcast(batch: plan.batchExtents))
    plan.rightForm = .packedPanels
  }

  private mutating func matrixOperand(
    _ view: View, batch: [Int], value: Int
  ) throws(ShapeError) -> MatrixProductPlan.Operand {
    let operand = MatrixProductPlan.Operand(view.broadcast(batch: batch))
    if operand.isReadableByBLAS { return operand }
    let copied = MatrixProductPlan.Operand(try dense(view, value: value).broadcast(batch: batch))
    guard copied.isReadableByBLAS else {
      // Dense rows of more elements than BLAS counts.
      let product = shaped.graph.values[value]
      let (lhs, rhs) = (shaped.extents[product.operands[0]], shaped.extents[product.operands[1]])
      let longest = view.layout.extents.max() ?? 0
      throw shaped.graph.explaining(
        ShapeError(
          product.operation.name, .blasLimit(lhs: Shape(extents: lhs), rhs: Shape(extents: rhs), extent: longest)),
        of: value)
    }
    return copied
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
    guard !batchExtents.isEmpty, rhs.batchStrides.allSatisfy({ $0 == 0 }),
      lhs.columnStride == 1 || inner == 1
    else { return }
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
    lhs.rowStride = collapsed.strides[0]
    lhs.view.layout = Layout(
      extents: [rows, inner], strides: [collapsed.strides[0], lhs.columnStride], offset: layout.offset)
    rhs.view.layout = Layout(
      extents: [inner, columns], strides: [rhs.rowStride, rhs.columnStride], offset: rhs.view.layout.offset)
  }
}
