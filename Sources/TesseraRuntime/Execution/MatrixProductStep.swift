import TesseraPlanner
import TesseraShapes

/// A matrix product, or one for each index of the batch axes.
struct MatrixProductStep: BitwiseCopyable {
  private let lhs: Place
  private let rhs: Place
  private let output: Place
  private let product: BLAS.Product
  private let lhsBatch: Walk
  private let rhsBatch: Walk
  private let batchCount: Int
  private let elementByteCount: Int
  private let outputByteCount: Int

  init(_ plan: MatrixProductPlan, output: Place, in builder: borrowing StepBuilder) {
    lhs = builder.place(of: plan.lhs.view)
    rhs = builder.place(of: plan.rhs.view)
    self.output = output
    // The planner keeps extents and leading dimensions within Int32.
    product = BLAS.Product(
      lhs: BLAS.Matrix(isTransposed: plan.lhs.isTransposed, leadingDimension: Int32(plan.lhs.leadingDimension)),
      rhs: BLAS.Matrix(isTransposed: plan.rhs.isTransposed, leadingDimension: Int32(plan.rhs.leadingDimension)),
      rows: Int32(plan.rows), columns: Int32(plan.columns), inner: Int32(plan.inner),
      elementType: plan.lhs.view.elementType)
    lhsBatch = Walk(Layout(extents: plan.batchExtents, strides: plan.lhs.batchStrides), in: builder.storage)
    rhsBatch = Walk(Layout(extents: plan.batchExtents, strides: plan.rhs.batchStrides), in: builder.storage)
    batchCount = plan.batchExtents.reduce(1, *)
    elementByteCount = plan.lhs.view.elementType.byteCount
    outputByteCount = plan.rows * plan.columns * elementByteCount
  }

  func run(_ bases: Bases) {
    let (left, right, result) = (bases.read(lhs), bases.read(rhs), bases.write(output))
    if product.inner == 0 {
      result.initializeMemory(as: UInt8.self, repeating: 0, count: outputByteCount * batchCount)
      return
    }
    for batch in 0..<batchCount {
      BLAS.multiply(
        product, left + lhsBatch.offset(at: batch) * elementByteCount,
        right + rhsBatch.offset(at: batch) * elementByteCount, result + batch * outputByteCount)
    }
  }
}
