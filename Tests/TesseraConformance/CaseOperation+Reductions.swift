import TesseraGraph

extension CaseOperation {
  /// Reductions of numbers, whole ones too.
  enum NumericReduction: String, CaseIterable {
    case sum, product, max, min, argmax, argmin, cumulativeSum, cumulativeProduct
  }

  func node<Element: NumericTensorElement>(of reduction: NumericReduction, _ type: Element.Type) throws -> Node {
    let x = try only(type)
    let (axes, keeping) = (options.axes, isKeepingDimensions)
    return switch reduction {
    case .sum: try x.sum(axes: axes, keepingDimensions: keeping).node
    case .product: try x.product(axes: axes, keepingDimensions: keeping).node
    case .max: try x.max(axes: axes, keepingDimensions: keeping).node
    case .min: try x.min(axes: axes, keepingDimensions: keeping).node
    case .argmax: try x.argmax(axis: options.axis, keepingDimensions: keeping).node
    case .argmin: try x.argmin(axis: options.axis, keepingDimensions: keeping).node
    case .cumulativeSum: try x.cumulativeSum(axis: axis).node
    case .cumulativeProduct: try x.cumulativeProduct(axis: axis).node
    }
  }

  /// Reductions of floating-point numbers.
  enum Statistic: String, CaseIterable {
    case mean, variance, standardDeviation, logSumExp, norm, softmax, logSoftmax
  }

  func node<Element: FloatingPointTensorElement>(of statistic: Statistic, _ type: Element.Type) throws -> Node {
    let x = try only(type)
    let (axes, keeping) = (options.axes, isKeepingDimensions)
    switch statistic {
    case .mean: return try x.mean(axes: axes, keepingDimensions: keeping).node
    case .variance:
      let correction = try required(\.correction, "correction")
      return try x.variance(axes: axes, correction: correction, keepingDimensions: keeping).node
    case .standardDeviation:
      let correction = try required(\.correction, "correction")
      return try x.standardDeviation(axes: axes, correction: correction, keepingDimensions: keeping).node
    case .logSumExp: return try x.logSumExp(axes: axes, keepingDimensions: keeping).node
    case .norm:
      let order: NormOrder =
        switch try required(\.order, "order") {
        case .l1: .l1
        case .l2: .l2
        case .maximum: .maximum
        }
      return try x.norm(order, axes: axes, keepingDimensions: keeping).node
    case .softmax: return try x.softmax(axis: axis).node
    case .logSoftmax: return try x.logSoftmax(axis: axis).node
    }
  }

  /// Elements in order.
  enum Order: String, CaseIterable {
    case sort, argsort, topK
  }

  func node<Element: NumericTensorElement>(of order: Order, _ type: Element.Type) throws -> Node {
    let x = try only(type)
    switch order {
    case .sort: return try x.sort(axis: axis, descending: try required(\.descending, "descending")).node
    case .argsort: return try x.argsort(axis: axis, descending: try required(\.descending, "descending")).node
    case .topK:
      let (values, indices) = try x.topK(
        required(\.count, "count"), axis: axis, largest: required(\.largest, "largest"))
      switch try required(\.part, "part") {
      case .values: return values.node
      case .indices: return indices.node
      }
    }
  }
}
