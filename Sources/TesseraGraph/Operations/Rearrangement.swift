import TesseraShapes

/// Elements copied by their index along each axis: what padding, rolling and repeating have in common.
package struct Rearrangement: Hashable, Sendable {
  /// Where the elements along an axis come from.
  package enum AxisMap: Hashable, Sendable {
    /// All in order.
    case identity
    /// Extra elements before and after: a constant, the outermost element, or the elements mirrored at the outermost one.
    case pad(before: Int, after: Int, Padding)
    /// Shifted by a distance, around the end.
    case roll(Int)
    /// Each element some times in a row.
    case `repeat`(Int)
    /// All elements some times over.
    case tile(Int)
  }

  /// What padding is made of.
  package enum Padding: Hashable, Sendable {
    case constant, edge, reflect
  }

  /// What the user calls it.
  package let name: String
  /// One entry an axis.
  package let maps: [AxisMap]
  /// What a constant padding is filled with.
  package let fill: Scalar

  package init(_ name: String, _ maps: [AxisMap], fill: Scalar) {
    self.name = name
    self.maps = maps
    self.fill = fill
  }

  func shape(of operand: Shape) throws(ShapeError) -> Shape {
    var dimensions = operand.dimensions
    for (axis, map) in maps.enumerated() {
      guard let dimension = try map.dimension(of: operand, axis: axis, operation: name) else {
        throw ShapeError(name, .tooManyElements(operand))
      }
      dimensions[axis] = dimension
    }
    let shape = Shape(dimensions)
    try shape.validate(name)
    return shape
  }

  var parameters: String { maps.map(\.description).joined(separator: ", ") }
}

extension Rearrangement.AxisMap {
  /// The extent of the result, nil when it overflows.
  fileprivate func dimension(of shape: Shape, axis: Int, operation: String) throws(ShapeError) -> Dimension? {
    let dimension = shape.dimensions[axis]
    switch self {
    case .identity, .roll: return dimension
    case .repeat(let count), .tile(let count):
      guard count >= 0 else { throw ShapeError(operation, .negativeCount(count, shape, axis: axis)) }
      return dimension.multiplied(by: .fixed(count))
    case .pad(let before, let after, let padding):
      guard before >= 0, after >= 0 else {
        throw ShapeError(operation, .negativeCount(min(before, after), shape, axis: axis))
      }
      if let extent = dimension.extent {
        let isImpossible =
          switch padding {
          case .constant: false
          case .edge: extent == 0 && (before > 0 || after > 0)
          case .reflect: max(before, after) > 0 && max(before, after) >= extent
          }
        if isImpossible { throw ShapeError(operation, .padding(max(before, after), shape, axis: axis)) }
      }
      return dimension.adding(.fixed(before))?.adding(.fixed(after))
    }
  }

  /// The position along the axis that each element of the result comes from, -1 for the constant.
  package func sources(extent: Int) -> [Int] {
    switch self {
    case .identity: Array(0..<extent)
    case .roll(let distance): (0..<extent).map { ($0 - distance % extent + extent) % extent }
    case .repeat(let count): (0..<extent * count).map { $0 / count }
    case .tile(let count): (0..<extent * count).map { $0 % extent }
    case .pad(let before, let after, let padding):
      (-before..<extent + after).map { position in
        if position >= 0, position < extent { return position }
        switch padding {
        case .constant: return -1
        case .edge: return position < 0 ? 0 : extent - 1
        case .reflect: return position < 0 ? -position : 2 * (extent - 1) - position
        }
      }
    }
  }

  fileprivate var description: String {
    switch self {
    case .identity: "-"
    case .pad(let before, let after, let padding): "\(before)+\(after) \(padding)"
    case .roll(let distance): "\(distance)"
    case .repeat(let count), .tile(let count): "\(count)x"
    }
  }
}
