import CTesseraKernels
import TesseraPlanner
import TesseraShapes

/// A matrix product, or one for each index of the batch axes.
struct MatrixProductStep: BitwiseCopyable {
  private enum Engine: BitwiseCopyable {
    case panels(PanelProduct)
    case blas(BLAS.Product)
  }

  private let engine: Engine
  private let lhs: Place
  private let rhs: Place
  private let output: Place
  private let scratch: Place
  private let lhsBatch: Walk
  private let rhsBatch: Walk
  private let rows: Int
  private let columns: Int
  private let inner: Int
  private let elementByteCount: Int
  /// Of one slice: products where there are several, rows of the one product otherwise.
  private let sliceCount: Int
  private let isBatch: Bool

  init(_ plan: MatrixProductPlan, output: Place, scratch: Place, in builder: borrowing StepBuilder) {
    self.output = output
    self.scratch = scratch
    lhs = builder.place(of: plan.lhs.view)
    (rows, columns, inner) = (plan.rows, plan.columns, plan.inner)
    elementByteCount = plan.lhs.view.elementType.byteCount
    isBatch = plan.batchCount != 1
    let count = isBatch ? plan.batchCount : plan.rows
    // A band that shares columns has panels for slices, and every worker has all rows.
    sliceCount = builder.splitsColumns ? plan.rows : count / builder.sliceCount
    lhsBatch = Walk(Layout(extents: plan.batchExtents, strides: plan.lhs.batchStrides), in: builder.storage)
    var rhsBatchStrides = plan.rhs.batchStrides
    switch plan.engine {
    case .blas:
      rhs = builder.place(of: plan.rhs.view)
      // The planner keeps extents and leading dimensions within Int32.
      let (left, right) = (plan.lhs.blas, plan.rhs.blas)
      engine = .blas(
        BLAS.Product(
          lhs: BLAS.Matrix(isTransposed: left.isTransposed, leadingDimension: Int32(left.leadingDimension)),
          rhs: BLAS.Matrix(isTransposed: right.isTransposed, leadingDimension: Int32(right.leadingDimension)),
          columns: Int32(plan.columns), inner: Int32(plan.inner), elementType: plan.lhs.view.elementType))
    case .panels:
      engine = .panels(PanelProduct(plan))
      if case .constantPanels = plan.rightForm {
        let source = builder.place(of: plan.rhs.view)
        let panels = builder.constants.panels(of: plan, at: source, storage: builder.storage)
        rhs = Place(base: Bases.absolute, offset: Int(bitPattern: panels))
        let matrix = plan.panelCount * plan.inner * plan.panelColumns
        let distinct = plan.packing.batchExtents
        rhsBatchStrides = zip(Layout.rowMajorStrides(distinct), plan.rhs.batchStrides).map { $1 == 0 ? 0 : $0 * matrix }
      } else {
        rhs = builder.place(of: plan.rhs.view)
      }
    }
    rhsBatch = Walk(Layout(extents: plan.batchExtents, strides: rhsBatchStrides), in: builder.storage)
  }

  func run(_ bases: Bases, _ slices: Range<Int>) {
    let first = slices.lowerBound &* sliceCount
    let end = slices.upperBound &* sliceCount
    guard isBatch else {
      multiply(bases, matrix: 0, rows: first..<end, columns: 0..<columns)
      return
    }
    for matrix in first..<end { multiply(bases, matrix: matrix, rows: 0..<rows, columns: 0..<columns) }
  }

  /// All rows of the one product, in the columns of some panels.
  func run(_ bases: Bases, panels: Range<Int>) {
    let width = MatrixProductPlan.panelByteCount / elementByteCount
    multiply(
      bases, matrix: 0, rows: 0..<rows,
      columns: panels.lowerBound &* width..<min(panels.upperBound &* width, columns))
  }

  private func multiply(_ bases: Bases, matrix: Int, rows part: Range<Int>, columns strip: Range<Int>) {
    let left = bases.read(lhs) + lhsBatch.offset(at: matrix) &* elementByteCount
    let right = bases.read(rhs) + rhsBatch.offset(at: matrix) &* elementByteCount
    let result = bases.write(output) + (matrix &* rows &+ part.lowerBound) &* columns &* elementByteCount
    if inner == 0 {
      for row in 0..<part.count {
        (result + (row &* columns &+ strip.lowerBound) &* elementByteCount).initializeMemory(
          as: UInt8.self, repeating: 0, count: strip.count &* elementByteCount)
      }
      return
    }
    switch engine {
    case .panels(let product):
      product.multiply(left, right, result, copy: bases.write(scratch), rows: part, columns: strip)
    case .blas(let product):
      BLAS.multiply(product, left, right, result, rows: Int32(part.count))
    }
  }
}

/// How one matrix is multiplied by panels.
struct PanelProduct: BitwiseCopyable {
  private let kernel: tessera_panel_product_kernel
  private let lhsRowStride: Int
  private let lhsColumnStride: Int
  private let rhsStride: Int
  private let panelStride: Int
  private let columns: Int
  private let inner: Int
  private let slabCount: Int
  private let copiesLeft: Bool
  private let copiedRowStride: Int
  private let elementByteCount: Int

  init(_ plan: MatrixProductPlan) {
    let elementType = plan.lhs.view.elementType
    kernel = Kernels.panels(elementType).multiply
    (lhsRowStride, lhsColumnStride) = (plan.lhs.rowStride, plan.lhs.columnStride)
    (columns, inner, slabCount) = (plan.columns, plan.inner, plan.slabCount)
    copiesLeft = plan.copiesLeft
    copiedRowStride = plan.copiedRowStride
    elementByteCount = elementType.byteCount
    switch plan.rightForm {
    case .constantPanels, .packedPanels: (rhsStride, panelStride) = (plan.panelColumns, plan.inner * plan.panelColumns)
    case .rows, .blas: (rhsStride, panelStride) = (plan.rhs.rowStride, plan.panelColumns)
    }
  }

  /// Some rows and columns of a product. `left` is the first element of the whole matrix, `right` its first panel, `result` the first element of
  /// the first row.
  func multiply(
    _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ result: UnsafeMutableRawPointer,
    copy: UnsafeMutableRawPointer, rows: Range<Int>, columns strip: Range<Int>
  ) {
    let panelColumns = MatrixProductPlan.panelByteCount / elementByteCount
    let firstPanel = strip.lowerBound / panelColumns
    var call = tessera_panel_product()
    call.rhs_stride = rhsStride
    call.rhs_panel_stride = panelStride
    call.output_stride = columns
    call.columns = strip.count
    var row = rows.lowerBound
    while row < rows.upperBound {
      // Without a copy the whole block is one call a slab.
      let count = copiesLeft ? min(rows.upperBound &- row, MatrixProductPlan.copiedRows) : rows.upperBound &- row
      call.rows = count
      call.output = result + ((row &- rows.lowerBound) &* columns &+ strip.lowerBound) &* elementByteCount
      for slab in 0..<slabCount {
        let first = inner &* slab / slabCount
        let end = inner &* (slab &+ 1) / slabCount
        call.inner = end &- first
        call.accumulates = slab > 0 ? 1 : 0
        call.rhs = right + (firstPanel &* panelStride &+ first &* rhsStride) &* elementByteCount
        let block = left + (row &* lhsRowStride &+ first &* lhsColumnStride) &* elementByteCount
        if copiesLeft {
          copyRows(block, to: copy, rows: count, columns: end &- first)
          call.lhs = UnsafeRawPointer(copy)
          call.lhs_stride = copiedRowStride
        } else {
          call.lhs = block
          call.lhs_stride = lhsRowStride
        }
        kernel(&call)
      }
      row &+= count
    }
  }

  private func copyRows(_ block: UnsafeRawPointer, to copy: UnsafeMutableRawPointer, rows: Int, columns: Int) {
    if lhsColumnStride == 1 {
      for row in 0..<rows {
        (copy + row &* copiedRowStride &* elementByteCount).copyMemory(
          from: block + row &* lhsRowStride &* elementByteCount, byteCount: columns &* elementByteCount)
      }
    } else if lhsRowStride == 1 {
      tessera_transpose(block, lhsColumnStride, copy, copiedRowStride, columns, rows, elementByteCount)
    } else {
      for row in 0..<rows {
        tessera_gather(
          block + row &* lhsRowStride &* elementByteCount, lhsColumnStride,
          copy + row &* copiedRowStride &* elementByteCount, columns, elementByteCount)
      }
    }
  }
}
