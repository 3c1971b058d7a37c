import TesseraShapes

/// Many elements to one along some axes.
package struct Reduction: Hashable, Sendable {
  /// What is computed of the elements.
  package enum Kind: Hashable, CaseIterable, Sendable {
    case sum, mean, maximum, minimum

    /// What the user calls it.
    package var name: String {
      switch self {
      case .sum: "sum"
      case .mean: "mean"
      case .maximum: "max"
      case .minimum: "min"
      }
    }
  }

  package let kind: Kind
  package let axes: Axes
  package let keepingDimensions: Bool

  package init(_ kind: Kind, axes: Axes, keepingDimensions: Bool) {
    self.kind = kind
    self.axes = axes
    self.keepingDimensions = keepingDimensions
  }

  func shape(of operand: Shape) throws(ShapeError) -> Shape {
    let result = axes.removed(from: operand, keepingDimensions: keepingDimensions)
    switch kind {
    case .sum, .mean: break
    case .maximum, .minimum: try axes.requireElements(in: operand, result: result, operation: kind.name)
    }
    return result
  }

  var parameters: String { "axes: \(axes.indices)" + (keepingDimensions ? ", keepingDimensions: true" : "") }
}
