public import TesseraShapes

extension Expression where Element: NumericTensorElement {
  /// The index of the first largest element along an axis, or in row-major order of all elements when no axis is given.
  ///
  /// A NaN counts as the largest (NumPy's `argmax`).
  /// - Throws: `ShapeError` for an axis that is out of range or for no elements to choose from.
  public func argmax(
    axis: Int? = nil, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression<Int64> {
    try argument(.maximum, axis, keepingDimensions, CallSite(file: file, line: line))
  }

  /// The index of the first smallest element along an axis, or in row-major order of all elements when no axis is given.
  ///
  /// A NaN counts as the smallest (NumPy's `argmin`).
  /// - Throws: `ShapeError` for an axis that is out of range or for no elements to choose from.
  public func argmin(
    axis: Int? = nil, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression<Int64> {
    try argument(.minimum, axis, keepingDimensions, CallSite(file: file, line: line))
  }

  private func argument(
    _ kind: ArgumentReduction.Kind, _ axis: Int?, _ keepingDimensions: Bool, _ location: CallSite
  ) throws(ShapeError) -> Expression<Int64> {
    if let axis {
      let index = try located(at: location) { () throws(ShapeError) in
        try Axes([axis], of: shape, operation: kind.name).indices[0]
      }
      let reduction = ArgumentReduction(kind, axis: index, keepingDimensions: keepingDimensions)
      return try Self.infer(.argumentReduction(reduction), [node], at: location, as: Int64.self)
    }
    let flat: Expression = try Self.infer(.reshape(Reshape(target: [-1])), [node], at: location)
    let reduction = ArgumentReduction(kind, axis: 0, keepingDimensions: false)
    let index: Expression<Int64> = try Self.infer(
      .argumentReduction(reduction), [flat.node], at: location, as: Int64.self)
    guard keepingDimensions else { return index }
    let ones = Shape(Array(repeating: 1, count: shape.rank))
    return try Self.infer(.reshape(Reshape(target: ones)), [index.node], at: location, as: Int64.self)
  }

  /// The indices that sort the elements along an axis; equal elements keep their order, and NaN comes last in either direction.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range.
  /// - Complexity: n log n comparisons a row.
  public func argsort(
    axis: Int = -1, descending: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression<Int64> {
    let location = CallSite(file: file, line: line)
    let index = try resolved(axis, "argsort", location)
    let sort = ArgumentSort(axis: index, isDescending: descending)
    return try Self.infer(.argumentSort(sort), [node], at: location, as: Int64.self)
  }

  /// The elements along an axis in order; equal elements keep their order, and NaN comes last in either direction.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range.
  /// - Complexity: n log n comparisons a row.
  public func sort(
    axis: Int = -1, descending: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try takeAlongAxis(
      argsort(axis: axis, descending: descending, file: file, line: line), axis: axis, file: file, line: line)
  }

  /// The `count` largest (or smallest) elements along an axis in order, and where they were; of equal elements the first come first.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range and for a count that is negative or above the extent.
  /// - Complexity: n log n comparisons a row.
  public func topK(
    _ count: Int, axis: Int = -1, largest: Bool = true, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> (values: Expression, indices: Expression<Int64>) {
    let location = CallSite(file: file, line: line)
    let index = try resolved(axis, "topK", location)
    if count < 0 { throw refusal("topK", .negativeCount(count, shape, axis: index), at: location) }
    if let extent = shape.dimensions[index].extent, count > extent {
      throw refusal("topK", .fewElements(shape, axis: index, needed: count), at: location)
    }
    let order = try argsort(axis: axis, descending: largest, file: file, line: line)
    var ranges = Array(repeating: AxisRange.all, count: shape.rank)
    ranges[index] = AxisRange(to: count)
    let indices = try order.slice(ranges, file: file, line: line)
    return (try takeAlongAxis(indices, axis: axis, file: file, line: line), indices)
  }
}

extension Expression {
  /// An axis counted from the front.
  func resolved(_ axis: Int, _ operation: String, _ location: CallSite) throws(ShapeError) -> Int {
    guard let index = shape.resolvedAxis(axis) else {
      throw refusal(operation, .axisOutOfRange(axis, shape), at: location)
    }
    return index
  }
}
