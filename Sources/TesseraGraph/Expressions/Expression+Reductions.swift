public import TesseraShapes

// Reductions over any axes. `axes: nil` (or leaving it out) means all of them, `axes: []` none; negative axes count from the back; with
// `keepingDimensions` the reduced axes stay, with extent 1. Each throws `ShapeError` for an axis that is out of range or given twice, and
// reads its operand once.

extension Expression where Element: FloatingPointTensorElement {
  func reduction(
    _ kind: Reduction.Kind, _ axes: [Int]?, _ keepingDimensions: Bool, _ file: String, _ line: Int
  ) throws(ShapeError) -> Expression {
    let location = SourceLocation(file: file, line: line)
    let resolved = try Self.located(at: location) { () throws(ShapeError) in
      try Axes(axes, of: shape, operation: kind.name)
    }
    let reduction = Reduction(kind, axes: resolved, keepingDimensions: keepingDimensions)
    return try Self.infer(.reduction(reduction), [node], at: location)
  }

  /// The sum over some axes: 0 over no elements. Its error grows with the logarithm of the number of elements.
  /// - Throws: `ShapeError` for an axis that is out of range or given twice.
  public func sum(
    axes: [Int]? = nil, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try reduction(.sum, axes, keepingDimensions, file, line)
  }

  /// The sum along one axis, as `sum(axes:)` with that axis.
  /// - Throws: `ShapeError` for an axis that is out of range.
  public func sum(
    axis: Int, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try reduction(.sum, [axis], keepingDimensions, file, line)
  }

  /// The mean over some axes: NaN over no elements. The sum is that of `sum(axes:)`, divided by the number of elements.
  /// - Throws: `ShapeError` for an axis that is out of range or given twice.
  public func mean(
    axes: [Int]? = nil, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try reduction(.mean, axes, keepingDimensions, file, line)
  }

  /// The mean along one axis, as `mean(axes:)` with that axis.
  /// - Throws: `ShapeError` for an axis that is out of range.
  public func mean(
    axis: Int, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try reduction(.mean, [axis], keepingDimensions, file, line)
  }

  /// The largest element over some axes; NaN when there is one.
  /// - Throws: `ShapeError` for an axis that is out of range or given twice or for no elements to choose from.
  public func max(
    axes: [Int]? = nil, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try reduction(.maximum, axes, keepingDimensions, file, line)
  }

  /// The largest element along one axis, as `max(axes:)` with that axis.
  /// - Throws: `ShapeError` for an axis that is out of range or for no elements to choose from.
  public func max(
    axis: Int, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try reduction(.maximum, [axis], keepingDimensions, file, line)
  }

  /// The smallest element over some axes; NaN when there is one.
  /// - Throws: `ShapeError` for an axis that is out of range or given twice or for no elements to choose from.
  public func min(
    axes: [Int]? = nil, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try reduction(.minimum, axes, keepingDimensions, file, line)
  }

  /// The smallest element along one axis, as `min(axes:)` with that axis.
  /// - Throws: `ShapeError` for an axis that is out of range or for no elements to choose from.
  public func min(
    axis: Int, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try reduction(.minimum, [axis], keepingDimensions, file, line)
  }

  /// The index of the first largest element along an axis, or in row-major order of all elements when no axis is given.
  ///
  /// A NaN counts as the largest (NumPy's `argmax`).
  /// - Throws: `ShapeError` for an axis that is out of range or for no elements to choose from.
  public func argmax(
    axis: Int? = nil, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression<Int64> {
    let location = SourceLocation(file: file, line: line)
    if let axis {
      let index = try Self.located(at: location) { () throws(ShapeError) in
        try Axes([axis], of: shape, operation: "argmax").indices[0]
      }
      let maximum = ArgumentMaximum(axis: index, keepingDimensions: keepingDimensions)
      return try Self.infer(.argumentMaximum(maximum), [node], at: location, as: Int64.self)
    }
    let flat: Expression = try Self.infer(.reshape(Reshape(target: [-1])), [node], at: location)
    let index: Expression<Int64> = try Self.infer(
      .argumentMaximum(ArgumentMaximum(axis: 0, keepingDimensions: false)), [flat.node], at: location, as: Int64.self)
    guard keepingDimensions else { return index }
    let ones = Shape(Array(repeating: 1, count: shape.rank))
    return try Self.infer(.reshape(Reshape(target: ones)), [index.node], at: location, as: Int64.self)
  }

  /// e^(x - largest) / sum of e^(x - largest) along an axis: positive numbers that add up to 1, without overflow.
  ///
  /// A NaN or +infinity, or nothing but -infinity, makes all elements along the axis NaN (SciPy's `softmax`).
  /// - Throws: `ShapeError` for an axis that is out of range.
  public func softmax(axis: Int, file: String = #fileID, line: Int = #line) throws(ShapeError) -> Expression {
    try softmax(axis, isLogarithmic: false, SourceLocation(file: file, line: line))
  }

  /// The logarithm of softmax, (x - largest) - log(sum of e^(x - largest)), which does not underflow.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range.
  public func logSoftmax(axis: Int, file: String = #fileID, line: Int = #line) throws(ShapeError) -> Expression {
    try softmax(axis, isLogarithmic: true, SourceLocation(file: file, line: line))
  }

  private func softmax(
    _ axis: Int, isLogarithmic: Bool, _ location: SourceLocation
  ) throws(ShapeError) -> Expression {
    guard let index = shape.resolvedAxis(axis) else {
      throw ShapeError(isLogarithmic ? "logSoftmax" : "softmax", .axisOutOfRange(axis, shape), at: location)
    }
    return try Self.infer(.softmax(Softmax(axis: index, isLogarithmic: isLogarithmic)), [node], at: location)
  }
}
