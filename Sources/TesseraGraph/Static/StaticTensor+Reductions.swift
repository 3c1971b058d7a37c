import TesseraShapes

// Reductions of everything to one element, of each row to a column, and of each column to a row.

extension StaticTensor {
  /// A reduction along some axes, which a shape of this type has.
  func reduced<Result: StaticTensor>(
    _ kind: Reduction.Kind, _ axes: [Int], keepingDimensions: Bool = false, _ file: String, _ line: Int
  ) -> Result {
    let reduction = Reduction(kind, axes: Axes(ascending: axes), keepingDimensions: keepingDimensions)
    return Self.applying(.reduction(reduction), [expression.node], at: CallSite(file: file, line: line))
  }

  private func reduced(_ kind: Reduction.Kind, _ file: String, _ line: Int) -> StaticScalar<Element> {
    reduced(kind, Array(0..<Self.expectedShape.rank), file, line)
  }
}

extension Axes {
  /// Axes that are known to be there, in ascending order.
  init(ascending indices: [Int]) { self.indices = indices }
}

extension StaticTensor where Element: NumericTensorElement {
  /// The sum of all elements: 0 of none.
  public func sum(file: String = #fileID, line: Int = #line) -> StaticScalar<Element> { reduced(.sum, file, line) }

  /// The product of all elements: 1 of none.
  public func product(file: String = #fileID, line: Int = #line) -> StaticScalar<Element> {
    reduced(.product, file, line)
  }

  /// The largest of all elements: NaN when there is one.
  public func max(file: String = #fileID, line: Int = #line) -> StaticScalar<Element> { reduced(.maximum, file, line) }

  /// The smallest of all elements: NaN when there is one.
  public func min(file: String = #fileID, line: Int = #line) -> StaticScalar<Element> { reduced(.minimum, file, line) }
}

extension StaticTensor where Element: FloatingPointTensorElement {
  /// The mean of all elements: NaN of none.
  public func mean(file: String = #fileID, line: Int = #line) -> StaticScalar<Element> { reduced(.mean, file, line) }
}

extension StaticTensor where Element == Bool {
  /// Whether some element is true: false of none.
  public func any(file: String = #fileID, line: Int = #line) -> StaticScalar<Bool> { reduced(.any, file, line) }

  /// Whether every element is true: true of none.
  public func all(file: String = #fileID, line: Int = #line) -> StaticScalar<Bool> { reduced(.all, file, line) }
}
