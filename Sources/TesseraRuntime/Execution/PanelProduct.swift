import CTesseraKernels
import TesseraPlanner
import TesseraShapes

/// How one matrix is multiplied by panels: a block of rows that stays in the second-level cache, panel by panel, each of them slab by slab.
struct PanelProduct: BitwiseCopyable {
  private let kernels: tessera_panel_kernels
  private let lhsRowStride: Int
  private let lhsColumnStride: Int
  private let rhsStride: Int
  private let panelStride: Int
  private let isPacked: Bool
  /// Whether panels come from memory, or from the cache of another core.
  private let isFar: Bool
  private let columns: Int
  private let inner: Int
  private let slabCount: Int
  private let copiedSlabs: Int
  private let blockRows: Int
  private let copiesLeft: Bool
  private let copiedRowStride: Int
  private let elementByteCount: Int
  private let panelColumns: Int

  /// Packed constants up to so many bytes stay in a last-level cache of 32 MiB from one evaluation to the next, beside what else is there.
  private static let nearByteCount = 12 << 20

  /// - Parameter packedConstantByteCount: what an evaluation reads of packed constants, this product's and the others'.
  init(_ plan: MatrixProductPlan, packedConstantByteCount: Int) {
    let elementType = plan.lhs.view.elementType
    kernels = Kernels.panels(elementType)
    (lhsRowStride, lhsColumnStride) = (plan.lhs.rowStride, plan.lhs.columnStride)
    (columns, inner, slabCount, blockRows) = (plan.columns, plan.inner, plan.slabCount, plan.blockRows)
    copiesLeft = plan.copiesLeft
    copiedSlabs = plan.copiesLeft ? plan.copiedSlabs : plan.slabCount
    copiedRowStride = plan.copiedRowStride
    elementByteCount = elementType.byteCount
    panelColumns = plan.panelColumns
    isFar = plan.rightForm != .constantPanels || packedConstantByteCount > Self.nearByteCount
    switch plan.rightForm {
    case .constantPanels, .packedPanels:
      (rhsStride, panelStride, isPacked) = (plan.panelColumns, plan.inner * plan.panelColumns, true)
    case .rows, .blas: (rhsStride, panelStride, isPacked) = (plan.rhs.rowStride, plan.panelColumns, false)
    }
  }

  /// Some rows and columns of a product. `left` is the first element of the whole matrix, `right` its first panel, `result` the first element of
  /// the first row; `bias` is added to every row, and the copy of the left rows goes to `copy`.
  func multiply(
    _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ result: UnsafeMutableRawPointer,
    bias: UnsafeRawPointer?, copy: UnsafeMutableRawPointer, rows: Range<Int>, columns strip: Range<Int>
  ) {
    var call = tessera_panel_product(
      lhs: left, lhs_stride: lhsRowStride, rhs: right, rhs_stride: rhsStride, rhs_panel_stride: panelStride,
      is_packed: isPacked ? 1 : 0, output: result, output_stride: columns, rows: 0, columns: 0, inner: 0,
      accumulates: 0, bias: nil, following: right,
      is_far: isFar ? 1 : 0)
    let blockRows = MatrixProductPlan.blockRows(of: rows.count, atMost: blockRows)
    var row = rows.lowerBound
    while row < rows.upperBound {
      let count = min(rows.upperBound &- row, blockRows)
      call.rows = count
      let output = result + (row &- rows.lowerBound) &* columns &* elementByteCount
      var slab = 0
      while slab < slabCount {
        let slabs = slab..<slab &+ copiedSlabs
        let first = start(ofSlab: slab)
        var block = left + (row &* lhsRowStride &+ first &* lhsColumnStride) &* elementByteCount
        if copiesLeft {
          copyRows(block, to: copy, rows: count, columns: start(ofSlab: slabs.upperBound) &- first)
          block = UnsafeRawPointer(copy)
          call.lhs_stride = copiedRowStride
        }
        multiply(&call, block, right, output, bias, slabs, columns: strip)
        slab &+= copiedSlabs
      }
      row &+= count
    }
  }

  private func start(ofSlab slab: Int) -> Int { MatrixProductPlan.start(ofSlab: slab, of: slabCount, inner: inner) }

  /// A block of rows, whose sums over some slabs of a panel are added up while they are in cache. `block` is the first element of the first row
  /// in the first of the slabs.
  private func multiply(
    _ call: inout tessera_panel_product, _ block: UnsafeRawPointer, _ right: UnsafeRawPointer,
    _ result: UnsafeMutableRawPointer, _ bias: UnsafeRawPointer?, _ slabs: Range<Int>, columns strip: Range<Int>
  ) {
    // One slab leaves nothing to add up; after its last panel the next rows begin with its first.
    let panelsAtOnce = slabs.count == 1 ? 0 : kernels.panels_at_once(call.rows)
    let width = slabs.count == 1 ? strip.count : panelsAtOnce &* panelColumns
    let origin = start(ofSlab: slabs.lowerBound)
    var column = strip.lowerBound
    var panel = right + (column == 0 ? 0 : column / panelColumns &* panelStride &* elementByteCount)
    while column < strip.upperBound {
      call.columns = min(width, strip.upperBound &- column)
      call.output = result + column &* elementByteCount
      for slab in slabs {
        let first = start(ofSlab: slab)
        let end = start(ofSlab: slab &+ 1)
        call.inner = end &- first
        call.accumulates = slab > 0 ? 1 : 0
        call.bias = end == inner ? bias.map { $0 + column &* elementByteCount } : nil
        call.lhs = block + (first &- origin) &* elementByteCount
        call.rhs = panel + first &* rhsStride &* elementByteCount
        let following = end == inner ? panelsAtOnce &* panelStride : end &* rhsStride
        call.following = panel + following &* elementByteCount
        kernels.multiply(&call)
      }
      column &+= width
      panel += panelsAtOnce &* panelStride &* elementByteCount
    }
  }

  private func copyRows(_ block: UnsafeRawPointer, to copy: UnsafeMutableRawPointer, rows: Int, columns: Int) {
    let rowByteCount = copiedRowStride &* elementByteCount
    if lhsColumnStride == 1 {
      for row in 0..<rows {
        (copy + row &* rowByteCount).copyMemory(
          from: block + row &* lhsRowStride &* elementByteCount, byteCount: columns &* elementByteCount)
      }
    } else if lhsRowStride == 1 {
      tessera_transpose(block, lhsColumnStride, copy, copiedRowStride, columns, rows, elementByteCount)
    } else {
      for row in 0..<rows {
        tessera_gather(
          block + row &* lhsRowStride &* elementByteCount, lhsColumnStride, copy + row &* rowByteCount, columns,
          elementByteCount)
      }
    }
  }
}
