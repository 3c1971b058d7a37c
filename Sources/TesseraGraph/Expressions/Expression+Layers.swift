public import TesseraShapes

extension Expression where Element: FloatingPointTensorElement {
  /// x times the transposed weight, plus a bias: `[..., k], weight [n, k], bias [n] -> [..., n]`, the layout of PyTorch's files.
  ///
  /// - Throws: `ShapeError` when the inner extents differ or the bias does not broadcast.
  /// - Complexity: 2 k n floating-point operations a row; a weight that is constant is read as it is.
  public func linear(
    weight: Expression, bias: Expression? = nil, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    guard weight.shape.rank == 2 else {
      throw weight.refusal("linear", .fewAxes(weight.shape, needed: 2), as: "weight", at: location)
    }
    let product = try matmul(weight.transpose(file: file, line: line), file: file, line: line)
    guard let bias else { return product }
    return try Self.binary(.add, product, bias, at: location)
  }

  /// The rows of a table at indices: `table [n, k] by [i...] -> [i..., k]`.
  ///
  /// - Throws: `ShapeError` for a table that is a scalar; an index outside of the table is an `IndexError` of the evaluation.
  public static func embedding(
    _ table: Expression, _ indices: Expression<Int64>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try table.gather(indices, axis: 0, file: file, line: line)
  }

  /// softmax(scale * query x key^T) x value: `[..., t, d], [..., s, d], [..., s, v] -> [..., t, v]` (Vaswani et al. 2017).
  ///
  /// - Parameters:
  ///   - mask: where it is false, a query does not see a key; broadcast to `[..., t, s]`. A query that sees no key gives NaN.
  ///   - isCausal: whether a query sees only the keys up to its own position.
  ///   - scale: 1 / sqrt(d) when nil, for which d must be known.
  /// - Throws: `ShapeError` when the shapes do not fit.
  public static func scaledDotProductAttention(
    query: Expression, key: Expression, value: Expression, mask: Expression<Bool>? = nil, isCausal: Bool = false,
    scale: Double? = nil, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    for (role, operand) in [("query", query), ("key", key), ("value", value)] where operand.shape.rank < 2 {
      throw operand.refusal(
        "scaledDotProductAttention", .fewAxes(operand.shape, needed: 2), as: role, at: location)
    }
    guard let factor = scale ?? query.shape.dimensions.last?.extent.map({ 1 / Double($0).squareRoot() }) else {
      throw query.refusal(
        "scaledDotProductAttention", .dimensionNotFixed(query.shape, axis: query.shape.rank - 1), as: "query",
        at: location)
    }
    let rank = key.shape.rank
    let transposed = try key.transpose(Array(0..<rank - 2) + [rank - 1, rank - 2], file: file, line: line)
    let products = try query.matmul(transposed, file: file, line: line)
    var scores = Expression(node: products.node.applying(.multiply, Self.scalar(Element(factor)).node, at: location))
    var visible = mask
    if isCausal {
      let causal = try Expression<Bool>.lowerTriangle(
        rows: scores.shape.dimensions[scores.shape.rank - 2], columns: scores.shape.dimensions[scores.shape.rank - 1],
        file: file, line: line)
      visible =
        try visible.map { mask throws(ShapeError) in
          try Expression<Bool>.binary(.logicalAnd, mask, causal, at: location)
        } ?? causal
    }
    if let visible { scores = try select(visible, scores, .scalar(-.infinity), file: file, line: line) }
    return try scores.softmax(axis: -1, file: file, line: line).matmul(value, file: file, line: line)
  }
}

/// The weights of one linear layer, `[n, k]`, and its bias, `[n]`.
public struct LinearParameters<Element: FloatingPointTensorElement>: Sendable {
  /// `[n, k]`: one row an output.
  public let weight: Expression<Element>
  /// `[n]`, or none.
  public let bias: Expression<Element>?

  /// The parameters of a layer.
  public init(weight: Expression<Element>, bias: Expression<Element>? = nil) {
    self.weight = weight
    self.bias = bias
  }
}

extension Expression where Element: FloatingPointTensorElement {
  /// Attention of several heads over `[batch, t, k]`: projections to queries, keys and values, attention a head, and a projection of the
  /// heads side by side (Vaswani et al. 2017).
  ///
  /// - Parameters:
  ///   - heads: how many; they share the outputs of the projections equally.
  ///   - context: what keys and values are made of, `[batch, s, k]`; the expression itself when nil.
  ///   - mask: where it is false, a query does not see a key; broadcast to `[batch, heads, t, s]`.
  ///   - isCausal: whether a query sees only the keys up to its own position.
  /// - Throws: `ShapeError` when the shapes do not fit or the heads do not share the outputs equally.
  public func multiHeadAttention(
    heads: Int, query: LinearParameters<Element>, key: LinearParameters<Element>, value: LinearParameters<Element>,
    output: LinearParameters<Element>, context: Expression? = nil, mask: Expression<Bool>? = nil,
    isCausal: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    guard shape.rank == 3 else { throw refusal("multiHeadAttention", .fewAxes(shape, needed: 3), at: location) }
    /// `[batch, t, heads * d] -> [batch, heads, t, d]`
    func split(_ x: Expression, _ parameters: LinearParameters<Element>) throws(ShapeError) -> Expression {
      let projected = try x.linear(weight: parameters.weight, bias: parameters.bias, file: file, line: line)
      let dimensions = projected.shape.dimensions
      guard heads > 0, let width = dimensions[2].extent, width % heads == 0 else {
        throw projected.refusal("multiHeadAttention", .sections(heads, projected.shape, axis: 2), at: location)
      }
      return try projected.reshape(
        [dimensions[0], dimensions[1], .fixed(heads), .fixed(width / heads)], file: file, line: line
      ).transpose([0, 2, 1, 3], file: file, line: line)
    }
    let source = context ?? self
    guard source.shape.rank == 3 else {
      throw ShapeError("multiHeadAttention", .fewAxes(source.shape, needed: 3), at: location)
    }
    let attended = try Self.scaledDotProductAttention(
      query: try split(self, query), key: try split(source, key), value: try split(source, value), mask: mask,
      isCausal: isCausal, file: file, line: line)
    let joined = try attended.transpose([0, 2, 1, 3], file: file, line: line)
    let dimensions = joined.shape.dimensions
    guard let count = dimensions[2].multiplied(by: dimensions[3]) else {
      throw joined.refusal("multiHeadAttention", .tooManyElements(joined.shape), at: location)
    }
    return try joined.reshape([dimensions[0], dimensions[1], count], file: file, line: line)
      .linear(weight: output.weight, bias: output.bias, file: file, line: line)
  }
}
