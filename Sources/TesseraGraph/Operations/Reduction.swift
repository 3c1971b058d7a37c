package import TesseraShapes

/// Many elements to one along some axes.
package struct Reduction: Hashable, Sendable {
  /// What is computed of the elements.
  package enum Kind: Hashable, CaseIterable, Sendable {
    case sum, mean, product, maximum, minimum, any, all

    /// What the user calls it.
    package var name: String {
      switch self {
      case .sum: "sum"
      case .mean: "mean"
      case .product: "product"
      case .maximum: "max"
      case .minimum: "min"
      case .any: "any"
      case .all: "all"
      }
    }

    /// Which elements it takes; smaller integers are cast to Int64 before a sum or a product.
    package func accepts(_ elementType: ElementType) -> Bool {
      switch self {
      case .sum, .product: elementType.isFloatingPoint || elementType == .int64
      case .mean: elementType.isFloatingPoint
      case .maximum, .minimum: ElementDomain.numbers.contains(elementType)
      case .any, .all: elementType == .bool
      }
    }
  }

  package let kind: Kind
  package let axes: Axes
  package let keepingDimensions: Bool
  /// What a mean subtracts from the number of elements before it divides by it.
  package let correction: Int

  package init(_ kind: Kind, axes: Axes, keepingDimensions: Bool, correction: Int = 0) {
    self.kind = kind
    self.axes = axes
    self.keepingDimensions = keepingDimensions
    self.correction = correction
  }

  func shape(of operand: Shape) throws(ShapeError) -> Shape {
    let result = axes.removed(from: operand, keepingDimensions: keepingDimensions)
    switch kind {
    case .sum, .mean, .product, .any, .all: break
    case .maximum, .minimum: try axes.requireElements(in: operand, result: result, operation: kind.name)
    }
    return result
  }

  var parameters: String {
    "axes: \(axes.indices)" + (keepingDimensions ? ", keepingDimensions: true" : "")
      + (correction == 0 ? "" : ", correction: \(correction)")
  }
}
