import TesseraShapes

/// The index of the first largest element (the first NaN, where there is one) along an axis.
package struct ArgumentMaximum: Hashable, Sendable {
  package let axis: Int
  package let keepingDimensions: Bool

  package init(axis: Int, keepingDimensions: Bool) {
    self.axis = axis
    self.keepingDimensions = keepingDimensions
  }

  func shape(of operand: Shape) throws(ShapeError) -> Shape {
    let axes = try Axes([axis], of: operand, operation: "argmax")
    let result = axes.removed(from: operand, keepingDimensions: keepingDimensions)
    try axes.requireElements(in: operand, result: result, operation: "argmax")
    return result
  }

  var parameters: String { "axis: \(axis)" + (keepingDimensions ? ", keepingDimensions: true" : "") }
}
