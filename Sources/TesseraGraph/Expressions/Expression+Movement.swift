public import TesseraShapes

extension Expression {
  /// The same elements, in row-major order, in another shape. One dimension may be open (-1): it follows from the others.
  ///
  /// Named dimensions may be used: `["batch", 28, 28]`. What cannot be decided without their numbers is decided when a batch arrives.
  /// - Throws: `ShapeError` when the number of elements would change, or more than one dimension is open.
  /// - Complexity: none where the layout allows a view, otherwise one copy.
  public func reshape(_ target: Shape, file: String = #fileID, line: Int = #line) throws(ShapeError) -> Expression {
    try Self.infer(.reshape(Reshape(shape, to: target)), [node], at: SourceLocation(file: file, line: line))
  }

  /// The axes in another order: axis i of the result is axis permutation[i] of this expression. Without one the order is reversed.
  ///
  /// - Throws: `ShapeError` when the permutation does not hold each axis once.
  /// - Complexity: none: a view, which a matrix product reads in place.
  public func transpose(
    _ permutation: [Int]? = nil, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = SourceLocation(file: file, line: line)
    let transpose = try Self.located(at: location) { () throws(ShapeError) in
      try Transpose(permutation ?? Array((0..<shape.rank).reversed()), of: shape)
    }
    return try Self.infer(.transpose(transpose), [node], at: location)
  }

  /// Axes of extent 1, and missing leading axes, repeated to a target shape.
  ///
  /// - Throws: `ShapeError` when an axis would have to change another extent than 1.
  /// - Complexity: none: a view with stride 0.
  public func broadcast(
    to target: Shape, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try Self.infer(.broadcast(Broadcast(target: target)), [node], at: SourceLocation(file: file, line: line))
  }
}
