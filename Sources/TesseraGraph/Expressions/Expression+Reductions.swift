public import TesseraShapes

// Reductions over any axes. `axes: nil` (or leaving it out) means all of them, `axes: []` none; negative axes count from the back; with
// `keepingDimensions` the reduced axes stay, with extent 1. Each throws `ShapeError` for an axis that is out of range or given twice, and
// reads its operand once.

extension Expression {
  func reduction(
    _ kind: Reduction.Kind, _ axes: [Int]?, _ keepingDimensions: Bool, _ file: String, _ line: Int
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    let resolved = try located(at: location) { () throws(ShapeError) in
      try Axes(axes, of: shape, operation: kind.name)
    }
    let reduction = Reduction(kind, axes: resolved, keepingDimensions: keepingDimensions)
    return try Self.infer(.reduction(reduction), [node], at: location)
  }
}

extension Expression where Element: NumericTensorElement {
  /// The sum over some axes: 0 over no elements. The error of a floating-point sum grows with the logarithm of the number of elements;
  /// whole numbers wrap around.
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

  /// The product over some axes: 1 over no elements. Whole numbers wrap around.
  /// - Throws: `ShapeError` for an axis that is out of range or given twice.
  public func product(
    axes: [Int]? = nil, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try reduction(.product, axes, keepingDimensions, file, line)
  }

  /// The product along one axis, as `product(axes:)` with that axis.
  /// - Throws: `ShapeError` for an axis that is out of range.
  public func product(
    axis: Int, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try reduction(.product, [axis], keepingDimensions, file, line)
  }
}

extension Expression where Element: FloatingPointTensorElement {
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
}

extension Expression where Element: NumericTensorElement {
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
}

extension Expression where Element == Bool {
  /// Whether some element over some axes is true: false over no elements.
  /// - Throws: `ShapeError` for an axis that is out of range or given twice.
  public func any(
    axes: [Int]? = nil, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try reduction(.any, axes, keepingDimensions, file, line)
  }

  /// Whether some element along one axis is true, as `any(axes:)` with that axis.
  /// - Throws: `ShapeError` for an axis that is out of range.
  public func any(
    axis: Int, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try reduction(.any, [axis], keepingDimensions, file, line)
  }

  /// Whether every element over some axes is true: true over no elements.
  /// - Throws: `ShapeError` for an axis that is out of range or given twice.
  public func all(
    axes: [Int]? = nil, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try reduction(.all, axes, keepingDimensions, file, line)
  }

  /// Whether every element along one axis is true, as `all(axes:)` with that axis.
  /// - Throws: `ShapeError` for an axis that is out of range.
  public func all(
    axis: Int, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try reduction(.all, [axis], keepingDimensions, file, line)
  }
}
