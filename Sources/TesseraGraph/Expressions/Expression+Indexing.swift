public import TesseraShapes

// Elements at positions that arrive as indices. Negative indices count from the end; one outside of its axis is an `IndexError` of the
// evaluation.

extension Expression {
  /// Slices along an axis (NumPy's `take`, the lookup of an embedding): `[a, n, b] by [i...] -> [a, i..., b]`.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range.
  /// - Complexity: one copy of the result.
  public func gather(
    _ indices: Expression<Int64>, axis: Int = 0, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    let index = try resolved(axis, "gather", location)
    return try Self.infer(.gather(Gather(.slices(axis: index))), [node, indices.node], at: location)
  }

  /// One element along an axis for each index (NumPy's `take_along_axis`): `[a, n, b] by [a, m, b] -> [a, m, b]`.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range and for indices that do not have the other axes.
  /// - Complexity: one copy of the result.
  public func takeAlongAxis(
    _ indices: Expression<Int64>, axis: Int, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    let index = try resolved(axis, "takeAlongAxis", location)
    return try Self.infer(.gather(Gather(.elements(axis: index))), [node, indices.node], at: location)
  }

  /// Slices at positions along the first axes, which the last axis of the indices holds: `[n1, ..., nk, b] by [i..., k] -> [i..., b]`.
  ///
  /// - Throws: `ShapeError` when the indices have no last axis of at most as many positions as there are axes.
  /// - Complexity: one copy of the result.
  public func gatherND(
    _ indices: Expression<Int64>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try Self.infer(.gather(Gather(.positions)), [node, indices.node], at: CallSite(file: file, line: line))
  }

  /// A copy in which one element along an axis is replaced for each index (NumPy's `put_along_axis`); of several updates of one element the
  /// last in row-major order stays.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range, for indices without the other axes, and for updates of another shape.
  /// - Complexity: one copy, and one pass over the updates.
  public func scatter(
    _ updates: Expression, at indices: Expression<Int64>, axis: Int, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    let index = try resolved(axis, "scatter", location)
    return try Self.infer(
      .scatter(Scatter(.set, axis: index)), [node, indices.node, updates.node], at: location)
  }
}

extension Expression where Element: NumericTensorElement {
  /// A copy in which an update is added to one element along an axis for each index, one after the other in row-major order.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range, for indices without the other axes, and for updates of another shape.
  /// - Complexity: one copy, and one pass over the updates.
  public func scatterAdding(
    _ updates: Expression, at indices: Expression<Int64>, axis: Int, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    let index = try resolved(axis, "scatter", location)
    return try Self.infer(
      .scatter(Scatter(.add, axis: index)), [node, indices.node, updates.node], at: location)
  }
}

extension Expression where Element == Int64 {
  /// The whole numbers from 0 along a dimension, which may be a name: `[0, 1, ..., batch - 1]`.
  public static func indices(
    of dimension: Dimension, file: String = #fileID, line: Int = #line
  ) -> Expression {
    indices(of: dimension, at: CallSite(file: file, line: line))
  }

  fileprivate static func indices(of dimension: Dimension, at site: CallSite) -> Expression {
    Expression(
      node: Node(.iota(Iota(count: dimension)), [], shape: [dimension], elementType: .int64, site: site))
  }

  /// 1 at each index and 0 elsewhere, along a new last axis: `[i...] -> [i..., depth]`. An index outside of 0 ..< depth gives zeros.
  ///
  /// - Throws: `ShapeError` for a negative depth.
  public func oneHot<Result: NumericTensorElement>(
    depth: Dimension, as type: Result.Type, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression<Result> {
    let location = CallSite(file: file, line: line)
    try located(at: location) { () throws(ShapeError) in try Shape([depth]).validate("oneHot") }
    let column = try expandDimensions(axis: -1, file: file, line: line)
    let positions = Expression.indices(of: depth, file: file, line: line)
    let hits: Expression<Bool> = try Self.binary(.equal, column, positions, at: location)
    return hits.cast(to: Result.self, file: file, line: line)
  }
}

extension Expression {
  /// The elements on and below a diagonal of the last two axes; others are 0 (false). Diagonal 0 is the main one, 1 the one above it.
  ///
  /// - Throws: `ShapeError` for fewer than two axes.
  public func lowerTriangle(
    diagonal: Int = 0, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try triangle(.lessOrEqual, diagonal, "lowerTriangle", CallSite(file: file, line: line))
  }

  /// The elements on and above a diagonal of the last two axes; others are 0 (false). Diagonal 0 is the main one, 1 the one above it.
  ///
  /// - Throws: `ShapeError` for fewer than two axes.
  public func upperTriangle(
    diagonal: Int = 0, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try triangle(.greaterOrEqual, diagonal, "upperTriangle", CallSite(file: file, line: line))
  }

  private func triangle(
    _ comparison: BinaryFunction, _ diagonal: Int, _ operation: String, _ location: CallSite
  ) throws(ShapeError) -> Expression {
    guard shape.rank >= 2 else { throw refusal(operation, .fewAxes(shape, needed: 2), at: location) }
    let mask = try Expression<Bool>.triangle(
      comparison, rows: shape.dimensions[shape.rank - 2], columns: shape.dimensions[shape.rank - 1], diagonal, location)
    return try Self.infer(.select(Select()), [mask.node, node, Self.scalar(.zeroBits).node], at: location)
  }
}

extension Expression where Element == Bool {
  /// A mask that is true on and below a diagonal: `[rows, columns]`. Diagonal 0 is the main one, 1 the one above it.
  ///
  /// - Throws: `ShapeError` for negative extents.
  public static func lowerTriangle(
    rows: Dimension, columns: Dimension, diagonal: Int = 0, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    do { try Shape([rows, columns]).validate("lowerTriangle") } catch { throw error.located(at: location) }
    return try triangle(.lessOrEqual, rows: rows, columns: columns, diagonal, location)
  }

  /// Compares the column with the row plus the diagonal.
  static func triangle(
    _ comparison: BinaryFunction, rows: Dimension, columns: Dimension, _ diagonal: Int, _ location: CallSite
  ) throws(ShapeError) -> Expression {
    let column = Expression<Int64>.indices(of: columns, at: location)
    let row: Expression<Int64> = try Expression<Int64>.infer(
      .reshape(Reshape(target: [rows, 1])), [Expression<Int64>.indices(of: rows, at: location).node], at: location)
    // No further away than this, so that the sum does not wrap around.
    let distance = Int64(Swift.min(Swift.max(diagonal, -(1 << 62)), 1 << 62))
    let shifted = row.node.applying(.add, Expression<Int64>.scalar(distance).node, at: location)
    return try Expression<Int64>.binary(comparison, column, Expression<Int64>(node: shifted), at: location)
  }
}
