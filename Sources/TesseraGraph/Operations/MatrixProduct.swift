import TesseraShapes

/// `[..., m, k] x [..., k, n] -> [..., m, n]`; a 1-D operand is a row on the left and a column on the right.
package struct MatrixProduct: Hashable, Sendable {
  package init() {}

  func shape(of lhs: Shape, _ rhs: Shape) throws(ShapeError) -> Shape {
    try lhs.matrixProduct(with: rhs, operation: "matmul")
  }
}
