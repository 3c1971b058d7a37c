import CTesseraKernels
import TesseraPlanner
import TesseraShapes

/// A matrix product, or one for each index of the batch axes.
struct MatrixProductStep: BitwiseCopyable {
  private enum Engine: BitwiseCopyable {
    /// Where it lies, since what a case holds is copied.
    case panels(UnsafePointer<PanelProduct>)
    case blas(BLAS.Product)
  }

  private let engine: Engine
  private let lhs: Place
  private let rhs: Place
  private let bias: Place?
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

  init(
    _ plan: MatrixProductPlan, output: Place, scratch: Place, in builder: borrowing StepBuilder
  ) throws {
    self.output = output
    self.scratch = scratch
    lhs = builder.place(of: plan.lhs.view)
    bias = plan.bias.map { builder.place(of: $0) }
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
      let product = PanelProduct(plan, packedConstantByteCount: builder.plan.packedConstantByteCount)
      engine = .panels(builder.storage.store([product]))
      if case .constantPanels = plan.rightForm {
        let source = builder.place(of: plan.rhs.view)
        let panels = try builder.constants.panels(of: plan, at: source, storage: builder.storage)
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
      product.pointee.multiply(
        left, right, result, bias: bias.map { bases.read($0) }, copy: bases.write(scratch), rows: part,
        columns: strip)
    case .blas(let product):
      BLAS.multiply(product, left, right, result, rows: Int32(part.count))
    }
  }
}
