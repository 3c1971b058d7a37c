import TesseraShapes

/// The index of the first largest or smallest element (the first NaN, where there is one) along an axis.
package struct ArgumentReduction: Hashable, Sendable {
  /// Which element is looked for.
  package enum Kind: Hashable, CaseIterable, Sendable {
    case maximum, minimum

    /// What the user calls it.
    package var name: String {
      switch self {
      case .maximum: "argmax"
      case .minimum: "argmin"
      }
    }
  }

  package let kind: Kind
  package let axis: Int
  package let keepingDimensions: Bool

  package init(_ kind: Kind, axis: Int, keepingDimensions: Bool) {
    self.kind = kind
    self.axis = axis
    self.keepingDimensions = keepingDimensions
  }

  func shape(of operand: Shape) throws(ShapeError) -> Shape {
    let axes = try Axes([axis], of: operand, operation: kind.name)
    let result = axes.removed(from: operand, keepingDimensions: keepingDimensions)
    try axes.requireElements(in: operand, result: result, operation: kind.name)
    return result
  }

  var parameters: String { "axis: \(axis)" + (keepingDimensions ? ", keepingDimensions: true" : "") }
}
