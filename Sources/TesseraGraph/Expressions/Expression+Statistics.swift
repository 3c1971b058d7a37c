public import TesseraShapes

// Statistics composed of reductions. `axes: nil` means all of them; each throws `ShapeError` for an axis that is out of range or given
// twice.

extension Expression where Element: FloatingPointTensorElement {
  /// The mean of the squared differences to the mean over some axes, divided by n - correction instead of n.
  ///
  /// NaN or an infinity when n is not above the correction. Computed in two passes, so that it does not cancel.
  /// - Parameter correction: 0 for the variance of the elements themselves, 1 for the unbiased estimate from a sample.
  /// - Throws: `ShapeError` for an axis that is out of range or given twice.
  public func variance(
    axes: [Int]? = nil, correction: Int = 0, keepingDimensions: Bool = false, file: String = #fileID,
    line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    return try inFloat(location) { (x, location) throws(ShapeError) in
      let resolved = try Axes(axes, of: shape, operation: "variance")
      let mean = try Node(
        inferring: .reduction(Reduction(.mean, axes: resolved, keepingDimensions: true)), [x], at: location)
      let difference = try Node(inferring: .binary(.subtract), [x, mean], at: location)
      let squares = difference.applying(.square, at: location)
      let reduction = Reduction(
        .mean, axes: resolved, keepingDimensions: keepingDimensions, correction: correction)
      return try Node(inferring: .reduction(reduction), [squares], at: location)
    }
  }

  /// The square root of `variance`.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range or given twice.
  public func standardDeviation(
    axes: [Int]? = nil, correction: Int = 0, keepingDimensions: Bool = false, file: String = #fileID,
    line: Int = #line
  ) throws(ShapeError) -> Expression {
    try variance(axes: axes, correction: correction, keepingDimensions: keepingDimensions, file: file, line: line)
      .sqrt(file: file, line: line)
  }

  /// log(sum of e^x) over some axes, without overflow: -infinity when all elements are.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range or given twice, and for no elements.
  public func logSumExp(
    axes: [Int]? = nil, keepingDimensions: Bool = false, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    return try inFloat(location) { (x, location) throws(ShapeError) in
      let resolved = try Axes(axes, of: shape, operation: "logSumExp")
      try resolved.requireElements(
        in: shape, result: resolved.removed(from: shape, keepingDimensions: true), operation: "logSumExp")
      let largest = try Node(
        inferring: .reduction(Reduction(.maximum, axes: resolved, keepingDimensions: true)), [x], at: location)
      // An infinite largest element is not subtracted: infinity - infinity is NaN.
      let zero = Node(
        .scalar(Scalar(0, bitsOf: x.elementType)), [], shape: .scalar, elementType: x.elementType, site: location)
      let shift = try Node(
        inferring: .select(Select()), [largest.applying(.isFinite, at: location), largest, zero], at: location)
      let powers = try Node(inferring: .binary(.subtract), [x, shift], at: location).applying(
        .exponential, at: location)
      let sum = try Node(
        inferring: .reduction(Reduction(.sum, axes: resolved, keepingDimensions: true)), [powers], at: location)
      let result = try Node(inferring: .binary(.add), [sum.applying(.logarithm, at: location), shift], at: location)
      if keepingDimensions { return result }
      let target = resolved.removed(from: result.shape, keepingDimensions: false)
      return try Node(inferring: .reshape(Reshape(target: target)), [result], at: location)
    }
  }

  /// The sum of magnitudes, the square root of the sum of squares, or the largest magnitude over some axes.
  ///
  /// The squares of the L2 norm are summed as they are: it overflows where they do.
  /// - Throws: `ShapeError` for an axis that is out of range or given twice, and for the largest of no elements.
  public func norm(
    _ order: NormOrder = .l2, axes: [Int]? = nil, keepingDimensions: Bool = false, file: String = #fileID,
    line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    return try inFloat(location) { (x, location) throws(ShapeError) in
      let resolved = try Axes(axes, of: shape, operation: "norm")
      func reduced(_ kind: Reduction.Kind, _ operand: Node) throws(ShapeError) -> Node {
        let reduction = Reduction(kind, axes: resolved, keepingDimensions: keepingDimensions)
        return try Node(inferring: .reduction(reduction), [operand], at: location)
      }
      return switch order {
      case .l1: try reduced(.sum, x.applying(.absolute, at: location))
      case .l2: try reduced(.sum, x.applying(.square, at: location)).applying(.squareRoot, at: location)
      case .maximum: try reduced(.maximum, x.applying(.absolute, at: location))
      }
    }
  }

  /// Composes a result in Float for Float16 and in the element type itself otherwise, and adds the line of the call to errors.
  private func inFloat(
    _ location: CallSite, _ body: (Node, CallSite) throws(ShapeError) -> Node
  ) throws(ShapeError) -> Expression {
    let operand = node.elementType == .float16 ? node.casting(to: .float32, at: location) : node
    let result = try located(at: location) { () throws(ShapeError) in try body(operand, location) }
    return Expression(node: result.casting(to: Element.elementType, at: location))
  }
}

/// How a norm measures.
public enum NormOrder: Hashable, CaseIterable, Sendable {
  /// The sum of magnitudes.
  case l1
  /// The square root of the sum of squares.
  case l2
  /// The largest magnitude.
  case maximum
}
