public import TesseraShapes

extension Expression {
  /// The same elements, in row-major order, in another shape. One dimension may be open (-1): it follows from the others.
  ///
  /// Named dimensions may be used: `["batch", 28, 28]`. What cannot be decided without their numbers is decided when a batch arrives.
  /// - Throws: `ShapeError` when the number of elements would change, or more than one dimension is open.
  /// - Complexity: none where the layout allows a view, otherwise one copy.
  public func reshape(_ target: Shape, file: String = #fileID, line: Int = #line) throws(ShapeError) -> Expression {
    try Self.infer(.reshape(Reshape(shape, to: target)), [node], at: CallSite(file: file, line: line))
  }

  /// The axes in another order: axis i of the result is axis permutation[i] of this expression. Without one the order is reversed.
  ///
  /// - Throws: `ShapeError` when the permutation does not hold each axis once.
  /// - Complexity: none: a view, which a matrix product reads in place.
  public func transpose(
    _ permutation: [Int]? = nil, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    let transpose = try located(at: location) { () throws(ShapeError) in
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
    try Self.infer(.broadcast(Broadcast(target: target)), [node], at: CallSite(file: file, line: line))
  }

  /// The axes in another order; `transpose` under the name that other libraries use.
  ///
  /// - Throws: `ShapeError` when the permutation does not hold each axis once.
  public func permute(_ permutation: [Int], file: String = #fileID, line: Int = #line) throws(ShapeError) -> Expression
  {
    try transpose(permutation, file: file, line: line)
  }

  /// All elements in row-major order along one axis: `[a, b, c] -> [a * b * c]`.
  ///
  /// - Throws: `ShapeError` only when the elements cannot be counted.
  public func flatten(file: String = #fileID, line: Int = #line) throws(ShapeError) -> Expression {
    try reshape([-1], file: file, line: line)
  }

  /// The same elements without some axes of extent 1; without all of them when none is named.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range, given twice, or has another extent than 1.
  public func squeeze(
    axes: [Int]? = nil, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    let all = shape.dimensions.indices.filter { shape.dimensions[$0] == .fixed(1) }
    let dropped = try located(at: location) { () throws(ShapeError) in
      try Axes(axes ?? all, of: shape, operation: "squeeze").indices
    }
    for axis in dropped where shape.dimensions[axis] != .fixed(1) {
      throw refusal("squeeze", .notSqueezable(axis, shape), at: location)
    }
    let kept = shape.dimensions.indices.filter { !dropped.contains($0) }.map { shape.dimensions[$0] }
    return try reshape(Shape(kept), file: file, line: line)
  }

  /// The same elements with a new axis of extent 1 at a position of the result: `[a, b]` at 1 gives `[a, 1, b]`.
  ///
  /// - Throws: `ShapeError` for a position that the result does not have.
  public func expandDimensions(
    axis: Int, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    var dimensions = shape.dimensions
    let index = axis < 0 ? axis + dimensions.count + 1 : axis
    guard index >= 0, index <= dimensions.count else {
      throw refusal(
        "expandDimensions", .axisOutOfRange(axis, Shape(dimensions + [1])), at: CallSite(file: file, line: line))
    }
    dimensions.insert(1, at: index)
    return try reshape(Shape(dimensions), file: file, line: line)
  }
}

extension Expression {
  /// A range of positions along each axis, as NumPy's slices: `x.slice([AxisRange(from: 1, to: -1), .all, AxisRange(by: -1)])`.
  ///
  /// Axes without a range stay whole. A position alone keeps its axis, with extent 1; negative positions count from the end, and what lies
  /// outside is clipped.
  /// - Throws: `ShapeError` for more ranges than axes and for a step of 0.
  /// - Complexity: none: a view.
  public func slice(_ ranges: [AxisRange], file: String = #fileID, line: Int = #line) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    guard ranges.count <= shape.rank else {
      throw refusal("slice", .tooManyRanges(ranges.count, shape), at: location)
    }
    let all = ranges + Array(repeating: .all, count: shape.rank - ranges.count)
    return try Self.infer(.slice(Slice(all)), [node], at: location)
  }

  /// A range of positions along one axis.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range and for a step of 0.
  /// - Complexity: none: a view.
  public func slice(
    axis: Int, _ range: AxisRange, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let index = try resolved(axis, "slice", CallSite(file: file, line: line))
    var ranges = Array(repeating: AxisRange.all, count: shape.rank)
    ranges[index] = range
    return try slice(ranges, file: file, line: line)
  }

  /// The elements in reverse order along some axes, all when none is named.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range or given twice.
  /// - Complexity: none: a view with negative strides.
  public func flip(axes: [Int]? = nil, file: String = #fileID, line: Int = #line) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    let flipped = try located(at: location) { () throws(ShapeError) in
      try Axes(axes, of: shape, operation: "flip").indices
    }
    return try slice(
      shape.dimensions.indices.map { flipped.contains($0) ? AxisRange(by: -1) : .all }, file: file, line: line)
  }
}
