import TesseraShapes

// Reductions of each row to a column, and of each column to a row: `x - x.rowMeans()`, `x / x.columnSums()`.

extension StaticRows where Element: NumericTensorElement {
  /// The sum of each row: 0 of none.
  public func rowSums(file: String = #fileID, line: Int = #line) -> Column {
    reduced(.sum, [1], keepingDimensions: true, file, line)
  }

  /// The sum of each column: 0 of none.
  public func columnSums(file: String = #fileID, line: Int = #line) -> Row { reduced(.sum, [0], file, line) }

  /// The product of each row: 1 of none.
  public func rowProducts(file: String = #fileID, line: Int = #line) -> Column {
    reduced(.product, [1], keepingDimensions: true, file, line)
  }

  /// The product of each column: 1 of none.
  public func columnProducts(file: String = #fileID, line: Int = #line) -> Row { reduced(.product, [0], file, line) }

  /// The largest of each row: NaN when there is one.
  public func rowMaxima(file: String = #fileID, line: Int = #line) -> Column {
    reduced(.maximum, [1], keepingDimensions: true, file, line)
  }

  /// The largest of each column: NaN when there is one.
  public func columnMaxima(file: String = #fileID, line: Int = #line) -> Row { reduced(.maximum, [0], file, line) }

  /// The smallest of each row: NaN when there is one.
  public func rowMinima(file: String = #fileID, line: Int = #line) -> Column {
    reduced(.minimum, [1], keepingDimensions: true, file, line)
  }

  /// The smallest of each column: NaN when there is one.
  public func columnMinima(file: String = #fileID, line: Int = #line) -> Row { reduced(.minimum, [0], file, line) }
}

extension StaticRows where Element: FloatingPointTensorElement {
  /// The mean of each row: NaN of none.
  public func rowMeans(file: String = #fileID, line: Int = #line) -> Column {
    reduced(.mean, [1], keepingDimensions: true, file, line)
  }

  /// The mean of each column: NaN of none.
  public func columnMeans(file: String = #fileID, line: Int = #line) -> Row { reduced(.mean, [0], file, line) }
}

extension StaticMatrix where Columns == 1 {
  /// The elements of the only column: `[Rows, 1] -> [Rows]`, without a copy.
  public func vector(file: String = #fileID, line: Int = #line) -> StaticVector<Rows, Element> {
    Self.applying(
      .reshape(Reshape(target: Shape(extents: [Rows]))), [expression.node], at: CallSite(file: file, line: line))
  }
}
