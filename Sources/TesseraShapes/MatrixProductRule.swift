extension Shape {
  /// The shape of a matrix product: `[..., m, k] x [..., k, n] -> [..., m, n]`, leading axes broadcast.
  ///
  /// A 1-D operand is a row on the left and a column on the right, and its axis is dropped from the result (NumPy's `matmul`).
  package func matrixProduct(with rhs: Shape, operation: String) throws(ShapeError) -> Shape {
    guard rank > 0 else { throw ShapeError(operation, .scalarOperand(side: .lhs, lhs: self, rhs: rhs)) }
    guard rhs.rank > 0 else { throw ShapeError(operation, .scalarOperand(side: .rhs, lhs: self, rhs: rhs)) }
    let columns = dimensions[rank - 1]
    let rows = rhs.dimensions[rhs.rank == 1 ? 0 : rhs.rank - 2]
    if case .fixed(let left) = columns, case .fixed(let right) = rows, left != right {
      throw ShapeError(operation, .innerDimensions(lhs: self, rhs: rhs))
    }
    var result: [Dimension] = []
    if rank > 2 || rhs.rank > 2 {
      let left = rank == 1 ? Shape([1] + dimensions) : self
      let right = rhs.rank == 1 ? Shape(rhs.dimensions + [1]) : rhs
      result = try left.broadcastDimensions(with: right, droppingLast: 2) { axis in
        ShapeError(operation, .batchDimensions(lhs: self, rhs: rhs, axis: axis))
      }
    }
    if rank > 1 { result.append(dimensions[rank - 2]) }
    if rhs.rank > 1 { result.append(rhs.dimensions[rhs.rank - 1]) }
    let shape = Shape(result)
    try shape.validate(operation)
    return shape
  }
}
