package import TesseraShapes

/// A set of axes of a shape, resolved: counted from the front, ascending, each once.
package struct Axes: Hashable, Sendable {
  package let indices: [Int]

  /// The axes that the caller named; nil means all of them.
  package init(_ axes: [Int]?, of shape: Shape, operation: String) throws(ShapeError) {
    guard let axes else {
      indices = Array(0..<shape.rank)
      return
    }
    var seen: Set<Int> = []
    for axis in axes {
      guard let index = shape.resolvedAxis(axis) else { throw ShapeError(operation, .axisOutOfRange(axis, shape)) }
      guard seen.insert(index).inserted else { throw ShapeError(operation, .repeatedAxis(axis, shape)) }
    }
    indices = seen.sorted()
  }

  /// The shape without these axes, or with extents of 1 in their place.
  func removed(from shape: Shape, keepingDimensions: Bool) -> Shape {
    var dimensions = shape.dimensions
    for axis in indices.reversed() {
      if keepingDimensions { dimensions[axis] = 1 } else { dimensions.remove(at: axis) }
    }
    return Shape(dimensions)
  }

  /// Throws when a choice among the elements along these axes has nothing to choose from, although a result is expected.
  func requireElements(in shape: Shape, result: Shape, operation: String) throws(ShapeError) {
    let isEmpty = indices.contains { shape.dimensions[$0] == .fixed(0) }
    if isEmpty, !result.dimensions.contains(.fixed(0)), result.extents != nil {
      throw ShapeError(operation, .emptyReduction(shape, axes: indices))
    }
  }
}
