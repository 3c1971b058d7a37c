import TesseraShapes

/// A matrix or a batch: rows of columns. A row is repeated for each row of it, a column for each column, as NumPy broadcasts them.
public protocol StaticRows<Element>: StaticTensor {
  /// One element a column, `[Columns]`.
  associatedtype Row: StaticTensor where Row.Element == Element
  /// One element a row, `[Rows, 1]` or `[batch, 1]`.
  associatedtype Column: StaticTensor where Column.Element == Element
}

extension StaticMatrix: StaticRows {
  /// One element a column.
  public typealias Row = StaticVector<Columns, Element>
  /// One element a row.
  public typealias Column = StaticMatrix<Rows, 1, Element>
}

extension StaticBatch: StaticRows {
  /// One element a column.
  public typealias Row = StaticVector<Columns, Element>
  /// One element a row.
  public typealias Column = StaticBatch<1, Element>
}

// Functions of whole rows. The shape stays.

extension StaticRows where Element: FloatingPointTensorElement {
  private func composing(
    _ file: String, _ line: Int, _ body: () throws(ShapeError) -> Expression<Element>
  ) -> Self {
    Self.composing(file, line, expression.node, body)
  }

  /// Positive numbers that add up to 1 in each row; see `Expression.softmax(axis:)`.
  public func softmax(file: String = #fileID, line: Int = #line) -> Self {
    composing(file, line) { () throws(ShapeError) in try expression.softmax(axis: -1, file: file, line: line) }
  }

  /// Positive numbers that add up to 1 in each column; see `Expression.softmax(axis:)`.
  public func columnSoftmax(file: String = #fileID, line: Int = #line) -> Self {
    composing(file, line) { () throws(ShapeError) in try expression.softmax(axis: 0, file: file, line: line) }
  }

  /// The logarithm of `softmax`, which does not underflow.
  public func logSoftmax(file: String = #fileID, line: Int = #line) -> Self {
    composing(file, line) { () throws(ShapeError) in try expression.logSoftmax(axis: -1, file: file, line: line) }
  }

  /// The logarithm of `columnSoftmax`, which does not underflow.
  public func columnLogSoftmax(file: String = #fileID, line: Int = #line) -> Self {
    composing(file, line) { () throws(ShapeError) in try expression.logSoftmax(axis: 0, file: file, line: line) }
  }

  /// (x - mean) / sqrt(variance + epsilon) in each row, times a weight, plus a bias; see `Expression.layerNorm`.
  public func layerNorm(
    weight: Row? = nil, bias: Row? = nil, epsilon: Double = 1e-5, file: String = #fileID, line: Int = #line
  ) -> Self {
    composing(file, line) { () throws(ShapeError) in
      try expression.layerNorm(
        weight: weight?.expression, bias: bias?.expression, epsilon: epsilon, file: file, line: line)
    }
  }

  /// x / sqrt(mean of squares + epsilon) in each row, times a weight; see `Expression.rmsNorm`.
  public func rmsNorm(
    weight: Row? = nil, epsilon: Double = 1e-5, file: String = #fileID, line: Int = #line
  ) -> Self {
    composing(file, line) { () throws(ShapeError) in
      try expression.rmsNorm(weight: weight?.expression, epsilon: epsilon, file: file, line: line)
    }
  }
}
