import TesseraShapes

/// A matrix product: matrices with strides, and the axes to loop over.
package struct MatrixProductPlan: Sendable {
  /// One operand: [batch..., rows, columns].
  package struct Operand: Sendable {
    package var view: View
    /// The distance in elements between rows and between columns of the matrix, as the product sees it.
    package var rowStride: Int
    package var columnStride: Int
    /// The distance in elements between matrices along each batch axis.
    package var batchStrides: [Int]

    package init(_ view: View) {
      let rank = view.layout.rank
      self.view = view
      (rowStride, columnStride) = (view.layout.strides[rank - 2], view.layout.strides[rank - 1])
      batchStrides = Array(view.layout.strides.dropLast(2))
    }
  }

  /// How the panels of the right operand are found.
  package enum RightForm: Sendable {
    /// They are packed once a program, since the operand is the same in every batch.
    case constantPanels
    /// A step before has packed them.
    case packedPanels
    /// In the rows of the operand itself, which are dense.
    case rows
    /// BLAS reads the operand.
    case blas
  }

  /// Bytes of one row of a panel: the width of the panel kernels at every level.
  package static let panelByteCount = 64
  /// Rows of the left operand that are multiplied by one panel after the other stay in a second-level cache of 512 KiB: in less than half of it,
  /// since another thread of the core may use the rest.
  private static let leftByteCount = 208 << 10
  /// The same where one slab of them may be there at a time: for each slab the results are read and written once more.
  private static let slabByteCount = 320 << 10

  package var lhs: Operand
  package var rhs: Operand
  /// The extents of the axes to loop over.
  package var batchExtents: [Int]
  package var rows: Int
  package var columns: Int
  package var inner: Int
  package var engine: MatrixEngine
  package var rightForm: RightForm
  /// A dense row of as many elements as there are columns that is added to every row of the product.
  package var bias: View?
  /// Rows of a panel that are multiplied at once.
  package let slabRows: Int
  /// Whether blocks of the left operand are copied to dense memory first.
  package var copiesLeft: Bool

  package var batchCount: Int { batchExtents.reduce(1, *) }
  package var panelColumns: Int { Self.panelByteCount / lhs.view.elementType.byteCount }
  package var panelCount: Int { (columns + panelColumns - 1) / panelColumns }
  /// Parts of the inner extent that are summed apart; they follow from the extent alone, and so do the bits of a row.
  package var slabCount: Int { max((inner + slabRows - 1) / slabRows, 1) }

  /// Floating-point operations.
  package var operationCount: Double {
    2 * Double(rows) * Double(columns) * Double(inner) * Double(batchCount)
  }

  /// How the right operand is packed: a matrix that is used for several indices of the batch axes once.
  package var packing: PackPlan {
    let batch = zip(batchExtents, rhs.batchStrides).map { $1 == 0 ? 1 : $0 }
    var operand = rhs
    operand.view.layout = Layout(
      extents: batch + [inner, columns], strides: operand.batchStrides + [operand.rowStride, operand.columnStride],
      offset: operand.view.layout.offset)
    return PackPlan(operand: operand, batchExtents: batch, inner: inner, columns: columns)
  }

  /// Slabs of the left operand that are copied at once: all of them while a block of many rows stays in the second-level cache, else one. A
  /// block of fewer rows would read the whole right operand too often.
  package var copiedSlabs: Int { copiesAllSlabs ? slabCount : 1 }
  private var copiesAllSlabs: Bool { inner <= Self.innerInCache }
  private static let innerInCache = 1152

  /// Where a slab begins: the kernels take so many rows of a panel at once that all slabs but the last have a multiple of them.
  package static func start(ofSlab slab: Int, of slabCount: Int, inner: Int) -> Int {
    // The division takes longer than a row of a small product.
    if slab == 0 { return 0 }
    return slab == slabCount ? inner : inner &* slab / slabCount & ~(stepRows &- 1)
  }
  private static let stepRows = 16

  /// Elements from row to row of a copied block of the left operand: a cache line more than a row, so that rows do not compete for the same
  /// places of a cache.
  package var copiedRowStride: Int {
    (copiesAllSlabs ? inner : (inner + slabCount - 1) / slabCount + Self.stepRows) + panelColumns
  }

  /// The most rows of the left operand that are multiplied by all panels before the next ones are read: 12, the most that one tile has, to 240.
  package var blockRows: Int {
    let byteCount = copiesAllSlabs ? Self.leftByteCount : Self.slabByteCount
    return min(max(byteCount / (copiedRowStride * lhs.view.elementType.byteCount), Self.tileRows), 240)
  }
  private static let tileRows = 12

  /// Rows of each block but the last one, which is not much smaller, since it reads all panels too. Whole tiles where they fit.
  package static func blockRows(of rows: Int, atMost limit: Int) -> Int {
    if rows <= limit { return rows }
    let blocks = (rows + limit - 1) / limit
    let even = (rows + blocks - 1) / blocks
    let whole = (even + tileRows - 1) / tileRows * tileRows
    return whole <= limit ? whole : even
  }
}

/// Right operands of products that are packed into panels: for each matrix the panels behind each other, each of them all rows.
package struct PackPlan: Sendable {
  package let operand: MatrixProductPlan.Operand
  package let batchExtents: [Int]
  package let inner: Int
  package let columns: Int

  package var batchCount: Int { batchExtents.reduce(1, *) }
  package var panelColumns: Int { MatrixProductPlan.panelByteCount / operand.view.elementType.byteCount }
  package var panelCount: Int { (columns + panelColumns - 1) / panelColumns }
}

extension MatrixProductPlan.Operand {
  /// Whether the memory holds the transposed matrix, in the sense of BLAS, and the distance between its rows.
  package var blas: (isTransposed: Bool, leadingDimension: Int) {
    let extents = view.layout.extents
    let (rows, columns) = (extents[extents.count - 2], extents[extents.count - 1])
    if columns == 1 || columnStride == 1, rows == 1 || rowStride >= columns {
      return (false, max(rows == 1 ? columns : rowStride, 1))
    }
    return (true, max(columns == 1 ? rows : columnStride, 1))
  }

  /// Whether BLAS can read the operand in place.
  var isReadableByBLAS: Bool {
    let extents = view.layout.extents
    let (rows, columns) = (extents[extents.count - 2], extents[extents.count - 1])
    let limit = Int(Int32.max)
    return (columns == 1 || columnStride == 1) && (rows == 1 || (rowStride >= columns && rowStride <= limit))
      || (rows == 1 || rowStride == 1) && (columns == 1 || (columnStride >= rows && columnStride <= limit))
  }
}
