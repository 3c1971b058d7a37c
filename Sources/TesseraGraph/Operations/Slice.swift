package import TesseraShapes

/// Every step-th element of a range along each axis, clipped as NumPy does.
package struct Slice: Hashable, Sendable {
  /// One entry an axis.
  package let ranges: [AxisRange]

  package init(_ ranges: [AxisRange]) { self.ranges = ranges }

  func shape(of operand: Shape) throws(ShapeError) -> Shape {
    var dimensions = operand.dimensions
    for (axis, range) in ranges.enumerated() {
      guard range.step != 0 else { throw ShapeError("slice", .zeroStep(axis: axis, operand)) }
      dimensions[axis] = range.count(of: dimensions[axis])
    }
    let shape = Shape(dimensions)
    try shape.validate("slice")
    return shape
  }
}
