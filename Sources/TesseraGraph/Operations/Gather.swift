import TesseraShapes

/// Elements at positions that arrive as indices. Negative indices count from the end; one outside of the axis is an error of the evaluation.
package struct Gather: Hashable, Sendable {
  /// How indices choose elements.
  package enum Kind: Hashable, Sendable {
    /// Each index takes a whole slice along an axis: `[a, n, b] by [i...] -> [a, i..., b]`.
    case slices(axis: Int)
    /// Indices have the operand's axes; each takes one element along an axis: `[a, n, b] by [a, m, b] -> [a, m, b]`.
    case elements(axis: Int)
    /// The last axis of the indices holds positions along the first axes: `[n1, ..., nk, b] by [i..., k] -> [i..., b]`.
    case positions

    /// One of each, for tests and tables.
    package static let allKinds: [Kind] = [.slices(axis: 0), .elements(axis: 0), .positions]

    /// What the user calls it.
    package var name: String {
      switch self {
      case .slices: "gather"
      case .elements: "takeAlongAxis"
      case .positions: "gatherND"
      }
    }
  }

  package let kind: Kind

  package init(_ kind: Kind) { self.kind = kind }

  func shape(of operand: Shape, _ indices: Shape) throws(ShapeError) -> Shape {
    let result: Shape
    switch kind {
    case .slices(let axis):
      result = Shape(operand.dimensions[..<axis] + indices.dimensions + operand.dimensions[(axis + 1)...])
    case .elements(let axis):
      try indices.requireAxes(of: operand, except: axis, operation: kind.name)
      result = indices
    case .positions:
      guard let depth = indices.dimensions.last?.extent, depth <= operand.rank else {
        throw ShapeError(kind.name, .indexDepth(operand, indices: indices))
      }
      result = Shape(Array(indices.dimensions.dropLast() + operand.dimensions[depth...]))
    }
    try result.validate(kind.name)
    return result
  }

  var parameters: String {
    switch kind {
    case .slices(let axis), .elements(let axis): "axis: \(axis)"
    case .positions: ""
    }
  }
}

/// A copy of the first operand in which elements along an axis are replaced, or added to, at positions that arrive as indices.
package struct Scatter: Hashable, Sendable {
  /// What happens to an element that is written.
  package enum Kind: Hashable, CaseIterable, Sendable {
    /// It is replaced; of several updates of one element the last stays.
    case set
    /// The update is added, one after the other in row-major order.
    case add
  }

  package let kind: Kind
  package let axis: Int

  package init(_ kind: Kind, axis: Int) {
    self.kind = kind
    self.axis = axis
  }

  func shape(of operand: Shape, _ indices: Shape, _ updates: Shape) throws(ShapeError) -> Shape {
    try indices.requireAxes(of: operand, except: axis, operation: "scatter")
    guard updates == indices || updates.extents == nil || indices.extents == nil else {
      throw ShapeError("scatter", .updates(updates, indices: indices))
    }
    return operand
  }

  var parameters: String { "axis: \(axis), \(kind)" }
}

extension Shape {
  /// Throws unless this shape has the axes of another, equal everywhere but along one.
  func requireAxes(of operand: Shape, except axis: Int, operation: String) throws(ShapeError) {
    let differs =
      rank != operand.rank
      || zip(dimensions, operand.dimensions).enumerated().contains { index, pair in
        guard index != axis, let lhs = pair.0.extent, let rhs = pair.1.extent else { return false }
        return lhs != rhs
      }
    if differs { throw ShapeError(operation, .indexShape(operand, indices: self, axis: axis)) }
  }
}
