import CTesseraKernels
import TesseraMemory
import TesseraPlanner
import TesseraShapes

/// Right operands of matrix products, packed into panels: each panel holds all rows of its columns.
struct PackStep: BitwiseCopyable {
  private let source: Place
  private let output: Place
  private let pack: tessera_panel_pack_kernel
  private let matrices: Walk
  private let rowStride: Int
  private let columnStride: Int
  private let inner: Int
  private let columns: Int
  private let panelColumns: Int
  private let panelCount: Int
  private let elementByteCount: Int
  /// Panels of one slice.
  private let sliceCount: Int

  init(_ plan: PackPlan, output: Place, in builder: borrowing StepBuilder) {
    self.init(
      plan, source: builder.place(of: plan.operand.view), output: output, sliceCount: builder.sliceCount,
      in: builder.storage)
  }

  private init(_ plan: PackPlan, source: Place, output: Place, sliceCount: Int, in storage: StepStorage) {
    self.source = source
    self.output = output
    let elementType = plan.operand.view.elementType
    pack = Kernels.panels(elementType).pack
    matrices = Walk(Layout(extents: plan.batchExtents, strides: plan.operand.batchStrides), in: storage)
    (rowStride, columnStride) = (plan.operand.rowStride, plan.operand.columnStride)
    (inner, columns) = (plan.inner, plan.columns)
    (panelColumns, panelCount) = (plan.panelColumns, plan.panelCount)
    elementByteCount = elementType.byteCount
    self.sliceCount = plan.batchCount * plan.panelCount / sliceCount
  }

  func run(_ bases: Bases, _ slices: Range<Int>) {
    let panelByteCount = inner &* MatrixProductPlan.panelByteCount
    for number in slices.lowerBound &* sliceCount..<slices.upperBound &* sliceCount {
      let (matrix, panel) = number.quotientAndRemainder(dividingBy: panelCount)
      let column = panel &* panelColumns
      let first = matrices.offset(at: matrix) &+ column &* columnStride
      pack(
        bases.read(source) + first &* elementByteCount, rowStride, columnStride,
        bases.write(output) + number &* panelByteCount, inner, columns &- column)
    }
  }

  /// Packs a whole operand that stays where it is.
  ///
  /// - Throws: `MemoryError` when the system has no memory for the step.
  static func pack(_ plan: PackPlan, from source: Place, to output: UnsafeMutableRawPointer) throws(MemoryError) {
    let storage = StepStorage()
    let step = PackStep(
      plan, source: source, output: Place(base: Bases.absolute, offset: Int(bitPattern: output)), sliceCount: 1,
      in: storage)
    try storage.check()
    withUnsafeTemporaryAllocation(of: UInt.self, capacity: 1) { addresses in
      addresses.initialize(repeating: 0)
      step.run(Bases(addresses: UnsafePointer(addresses.baseAddress.required)), 0..<1)
    }
    withExtendedLifetime(storage) {}
  }
}
