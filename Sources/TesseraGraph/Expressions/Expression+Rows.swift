public import TesseraShapes

// Functions of whole rows along one axis: the shape stays, and each throws `ShapeError` for an axis that is out of range.

extension Expression where Element: FloatingPointTensorElement {
  /// e^(x - largest) / sum of e^(x - largest) along an axis: positive numbers that add up to 1, without overflow.
  ///
  /// A NaN or +infinity, or nothing but -infinity, makes all elements along the axis NaN.
  /// - Throws: `ShapeError` for an axis that is out of range.
  public func softmax(axis: Int, file: String = #fileID, line: Int = #line) throws(ShapeError) -> Expression {
    try along(axis, .softmax, CallSite(file: file, line: line))
  }

  /// The logarithm of softmax, (x - largest) - log(sum of e^(x - largest)), which does not underflow.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range.
  public func logSoftmax(axis: Int, file: String = #fileID, line: Int = #line) throws(ShapeError) -> Expression {
    try along(axis, .logSoftmax, CallSite(file: file, line: line))
  }

  /// (x - mean) / sqrt(variance + epsilon) along an axis, times a weight, plus a bias (Ba et al. 2016).
  ///
  /// The variance is that of the row itself, without correction, computed from the differences to the mean.
  /// - Parameters:
  ///   - weight: broadcast to the result, such as `[n]` for the last axis of extent n; none is 1.
  ///   - bias: broadcast to the result; none is 0.
  /// - Throws: `ShapeError` for an axis that is out of range and for a weight or bias that does not broadcast.
  public func layerNorm(
    axis: Int = -1, weight: Expression? = nil, bias: Expression? = nil, epsilon: Double = 1e-5,
    file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    return try along(axis, .normalize(epsilon: epsilon), location).scaled(weight, bias, location)
  }

  /// x / sqrt(mean of squares + epsilon) along an axis, times a weight (Zhang and Sennrich 2019).
  ///
  /// - Throws: `ShapeError` for an axis that is out of range and for a weight that does not broadcast.
  public func rmsNorm(
    axis: Int = -1, weight: Expression? = nil, epsilon: Double = 1e-5, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    return try along(axis, .rootMeanSquareNormalize(epsilon: epsilon), location).scaled(weight, nil, location)
  }

  /// (x - mean) / sqrt(variance + epsilon) * weight + bias with statistics that are given, one for each position of an axis: batch
  /// normalisation at inference (Ioffe and Szegedy 2015).
  ///
  /// - Parameter axis: the axis of the channels, whose extent `[n]` the four operands have.
  /// - Throws: `ShapeError` for an axis that is out of range and for operands that do not fit it.
  public func batchNorm(
    mean: Expression, variance: Expression, weight: Expression? = nil, bias: Expression? = nil,
    epsilon: Double = 1e-5, axis: Int = 1, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    let index = try resolved(axis, "batchNorm", location)
    var dimensions = [Dimension](repeating: 1, count: shape.rank - index)
    func channels(_ operand: Expression) throws(ShapeError) -> Expression {
      dimensions[0] = operand.shape.dimensions.first ?? 1
      return try operand.reshape(Shape(dimensions), file: file, line: line)
    }
    let deviation = Expression(
      node: Formula.apply(to: try channels(variance).node, at: location) { ($0 + epsilon)(.squareRoot) })
    let centered: Expression = try Self.binary(.subtract, self, try channels(mean), at: location)
    let normal: Expression = try Self.binary(.divide, centered, deviation, at: location)
    return try normal.scaled(try weight.map(channels), try bias.map(channels), location)
  }

  fileprivate func scaled(
    _ weight: Expression?, _ bias: Expression?, _ location: CallSite
  ) throws(ShapeError) -> Expression {
    var result = self
    if let weight { result = try Self.binary(.multiply, result, weight, at: location) }
    if let bias { result = try Self.binary(.add, result, bias, at: location) }
    return result
  }
}

extension Expression where Element: NumericTensorElement {
  /// The sum of the elements up to each one along an axis, in order.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range.
  public func cumulativeSum(axis: Int, file: String = #fileID, line: Int = #line) throws(ShapeError) -> Expression {
    try along(axis, .cumulativeSum, CallSite(file: file, line: line))
  }

  /// The product of the elements up to each one along an axis, in order.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range.
  public func cumulativeProduct(
    axis: Int, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try along(axis, .cumulativeProduct, CallSite(file: file, line: line))
  }
}

extension Expression {
  fileprivate func along(
    _ axis: Int, _ kind: AxisFunction.Kind, _ location: CallSite
  ) throws(ShapeError) -> Expression {
    let index = try resolved(axis, kind.name, location)
    return try Self.infer(.axisFunction(AxisFunction(kind, axis: index)), [node], at: location)
  }
}
