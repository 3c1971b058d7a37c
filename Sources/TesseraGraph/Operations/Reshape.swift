package import TesseraShapes

/// The same elements, in row-major order, in another shape; one dimension of the target may be open (-1).
package struct Reshape: Hashable, Sendable {
  package let target: Shape

  package init(target: Shape) { self.target = target }

  /// The reshape of a given shape, with its open dimension solved where that needs no numbers: `[batch, 2, 3]` to `[batch, -1]` becomes
  /// `[batch, 6]`, which holds for an empty batch too.
  package init(_ operand: Shape, to target: Shape) {
    let open = target.dimensions.indices.filter { target.dimensions[$0] == .fixed(-1) }
    var dimensions = target.dimensions
    for axis in open { dimensions[axis] = 1 }
    let isNonnegative = dimensions.allSatisfy { $0.extent.map { $0 >= 0 } ?? true }
    if open.count == 1, isNonnegative, let count = operand.dimensionProduct,
      let known = Shape(dimensions).dimensionProduct,
      let exact = count.dividedExactly(by: known)
    {
      dimensions[open[0]] = exact
      self.init(target: Shape(dimensions))
    } else {
      self.init(target: target)
    }
  }

  func shape(of operand: Shape, with extents: [String: Int]) throws(ShapeError) -> Shape {
    let target = extents.isEmpty ? self.target : target.resolvedWhereKnown(with: extents)
    let open = target.dimensions.indices.filter { target.dimensions[$0] == .fixed(-1) }
    guard open.count <= 1 else { throw ShapeError("reshape", .severalOpenDimensions(target: target)) }
    guard let axis = open.first else {
      try target.validate("reshape")
      guard operand.mayHaveSameCount(as: target) else {
        throw ShapeError("reshape", .reshapeCount(operand, target: target))
      }
      return target
    }
    var dimensions = target.dimensions
    dimensions[axis] = 1
    try Shape(dimensions).validate("reshape")
    guard let count = operand.dimensionProduct, let known = Shape(dimensions).dimensionProduct,
      let quotient = count.quotient(by: known)
    else { throw ShapeError("reshape", .reshapeInference(operand, target: target)) }
    dimensions[axis] = quotient
    let shape = Shape(dimensions)
    try shape.validate("reshape")
    return shape
  }
}

extension Shape {
  /// Names that have a number replaced by it; others kept.
  fileprivate func resolvedWhereKnown(with extents: [String: Int]) -> Shape {
    Shape(dimensions.map { dimension in dimension.extent(with: extents).map { .fixed($0) } ?? dimension })
  }

  /// False when the element counts differ whatever the names stand for (as long as there are elements at all).
  fileprivate func mayHaveSameCount(as other: Shape) -> Bool {
    guard let lhs = dimensionProduct, let rhs = other.dimensionProduct else {
      return dimensionProduct == other.dimensionProduct
    }
    if lhs == rhs { return true }
    if lhs.extent != nil, rhs.extent != nil { return false }
    // 784 * batch is never 785 * batch.
    return !lhs.isMultiple(ofSameProductAs: rhs)
  }
}
