import TesseraShapes

/// Elements copied by their index along each axis: what padding, rolling and repeating have in common.
package struct Rearrangement: Hashable, Sendable {
  /// Where the elements along an axis come from.
  package enum AxisMap: Hashable, Sendable, BitwiseCopyable {
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
  package enum Padding: Hashable, Sendable, BitwiseCopyable {
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

  /// Neighbours on the axis of the result whose elements follow each other in the operand.
  package struct Run: Hashable, Sendable {
    /// The position of the first along the operand's axis; nil where the fill is written.
    package let source: Int?
    /// The distance from one to the next along the operand's axis.
    package let step: Int
    /// How many there are, at least 1.
    package let count: Int
  }

  /// The elements from a position of the result's axis on, as many as follow each other. No table of an axis is ever needed.
  ///
  /// - Parameters:
  ///   - position: a position that the result's axis has.
  ///   - extent: the extent of the operand's axis.
  package func run(at position: Int, extent: Int) -> Run {
    switch self {
    case .identity: return Run(source: position, step: 1, count: extent - position)
    case .roll(let distance):
      let rest = distance % extent
      let first = rest < 0 ? rest + extent : rest
      return position < first
        ? Run(source: position - first + extent, step: 1, count: first - position)
        : Run(source: position - first, step: 1, count: extent - position)
    case .repeat(let count):
      let (source, index) = position.quotientAndRemainder(dividingBy: count)
      return Run(source: source, step: 0, count: count - index)
    case .tile:
      let source = position % extent
      return Run(source: source, step: 1, count: extent - source)
    case .pad(let before, let after, let padding):
      if position < before {
        let count = before - position
        switch padding {
        case .constant: return Run(source: nil, step: 0, count: count)
        case .edge: return Run(source: 0, step: 0, count: count)
        case .reflect: return Run(source: count, step: -1, count: count)
        }
      }
      let inside = position - before
      if inside < extent { return Run(source: inside, step: 1, count: extent - inside) }
      let behind = inside - extent
      switch padding {
      case .constant: return Run(source: nil, step: 0, count: after - behind)
      case .edge: return Run(source: extent - 1, step: 0, count: after - behind)
      case .reflect: return Run(source: extent - 2 - behind, step: -1, count: after - behind)
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
