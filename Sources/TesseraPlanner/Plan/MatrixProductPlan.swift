import TesseraShapes

/// A matrix product as BLAS takes it: matrices with a leading dimension, transposed or not, and the axes to loop over.
package struct MatrixProductPlan: Sendable {
  /// One operand: [batch..., rows, columns], the last two as BLAS reads them.
  package struct Operand: Sendable {
    package var view: View
    /// Whether the memory holds the transposed matrix.
    package var isTransposed: Bool
    /// The distance in elements between rows of the memory's matrix.
    package var leadingDimension: Int
    /// The distance in elements between matrices along each batch axis.
    package var batchStrides: [Int]
  }

  package var lhs: Operand
  package var rhs: Operand
  /// The extents of the axes to loop over.
  package var batchExtents: [Int]
  package var rows: Int
  package var columns: Int
  package var inner: Int

  /// Floating-point operations.
  package var operationCount: Double {
    2 * Double(rows) * Double(columns) * Double(inner) * batchExtents.reduce(1) { $0 * Double($1) }
  }
}

extension MatrixProductPlan.Operand {
  /// The operand over a view [batch..., rows, columns], or nil when BLAS cannot read the view in place.
  init?(_ view: View) {
    let layout = view.layout
    let rank = layout.rank
    let (rows, columns) = (layout.extents[rank - 2], layout.extents[rank - 1])
    let (rowStride, columnStride) = (layout.strides[rank - 2], layout.strides[rank - 1])
    let limit = Int(Int32.max)
    self.view = view
    batchStrides = Array(layout.strides.dropLast(2))
    if columns == 1 || columnStride == 1, rows == 1 || (rowStride >= columns && rowStride <= limit) {
      isTransposed = false
      leadingDimension = rows == 1 ? max(columns, 1) : rowStride
    } else if rows == 1 || rowStride == 1, columns == 1 || (columnStride >= rows && columnStride <= limit) {
      isTransposed = true
      leadingDimension = columns == 1 ? max(rows, 1) : columnStride
    } else {
      return nil
    }
    if leadingDimension == 0 { leadingDimension = 1 }
  }
}
