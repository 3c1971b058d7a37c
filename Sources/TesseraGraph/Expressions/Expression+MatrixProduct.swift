public import TesseraShapes

extension Expression where Element: FloatingPointTensorElement {
  /// The matrix product: `[..., m, k] x [..., k, n] -> [..., m, n]`, leading axes broadcast.
  ///
  /// A 1-D operand is a row on the left and a column on the right, and its axis is dropped: `[k] x [k, n] -> [n]`, `[k] x [k] -> []`. An
  /// inner extent of 0 gives zeros.
  /// - Throws: `ShapeError` when the inner extents differ, the leading axes do not broadcast, or an operand is a scalar.
  /// - Complexity: 2 m n k floating-point operations for each leading index, through BLAS; a transposed operand costs no copy.
  public func matmul(
    _ rhs: Expression, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try Self.infer(
      .matrixProduct(MatrixProduct()), [node, rhs.node], at: CallSite(file: file, line: line))
  }

  /// The matrix product with a constant: `[..., m, k] x [..., k, n] -> [..., m, n]`, leading axes broadcast.
  ///
  /// - Throws: `ShapeError` when the inner extents differ, the leading axes do not broadcast, or an operand is a scalar.
  public func matmul(
    _ rhs: Tensor<Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try matmul(rhs.expression, file: file, line: line)
  }
}
