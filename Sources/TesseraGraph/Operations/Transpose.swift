package import TesseraShapes

/// The axes in another order: axis i of the result is axis permutation[i] of the operand.
package struct Transpose: Hashable, Sendable {
  package let permutation: [Int]

  /// A permutation of the axes of a shape, counted from the front or the back.
  package init(_ permutation: [Int], of shape: Shape) throws(ShapeError) {
    let resolved = permutation.compactMap { shape.resolvedAxis($0) }
    guard resolved.count == shape.rank, permutation.count == shape.rank, Set(resolved).count == shape.rank else {
      throw ShapeError("transpose", .permutation(permutation, shape))
    }
    self.permutation = resolved
  }

  func shape(of operand: Shape) -> Shape { Shape(permutation.map { operand.dimensions[$0] }) }
}
