// NumPy's broadcasting: axes are matched from the back; a missing axis or an extent of 1 is repeated.

extension Dimension {
  /// What two dimensions broadcast to, or nil when they never can.
  ///
  /// A named dimension beside a number above 1 gives the number, the only outcome that is possible; whether the name keeps to it is
  /// decided when a batch arrives.
  package func broadcast(with other: Dimension) -> Dimension? {
    switch (self, other) {
    case _ where self == other: self
    case (.fixed(1), _): other
    case (_, .fixed(1)): self
    case (.fixed, .fixed): nil
    case (.fixed, _): self
    case (_, .fixed): other
    default: .derived(DerivedDimension(broadcasting: self, with: other))
    }
  }
}

extension Shape {
  /// The shape of an elementwise operation on two operands.
  package func broadcast(with other: Shape, operation: String) throws(ShapeError) -> Shape {
    if self == other { return self }
    let shape =
      if other.dimensions.isEmpty {
        self
      } else if dimensions.isEmpty {
        other
      } else {
        Shape(
          try broadcastDimensions(with: other, droppingLast: 0) { axis in
            ShapeError(operation, .notBroadcastable(lhs: self, rhs: other, axis: axis))
          })
      }
    try shape.validate(operation)
    return shape
  }

  /// Broadcasts all but the last axes of both shapes.
  package func broadcastDimensions(
    with other: Shape, droppingLast dropped: Int, mismatch: (_ axisFromBack: Int) -> ShapeError
  ) throws(ShapeError) -> [Dimension] {
    let lhs = dimensions.dropLast(dropped)
    let rhs = other.dimensions.dropLast(dropped)
    let rank = Swift.max(lhs.count, rhs.count)
    var result: [Dimension] = []
    result.reserveCapacity(rank + dropped)
    for position in 0..<rank {
      let left = position - (rank - lhs.count)
      let right = position - (rank - rhs.count)
      if left < 0 {
        result.append(rhs[right])
      } else if right < 0 {
        result.append(lhs[left])
      } else if let dimension = lhs[left].broadcast(with: rhs[right]) {
        result.append(dimension)
      } else {
        throw mismatch(position - rank - dropped)
      }
    }
    return result
  }

  /// The shape of this one repeated to a target, which must have at least its axes.
  package func broadcast(to target: Shape, operation: String) throws(ShapeError) -> Shape {
    try target.validate(operation)
    guard rank <= target.rank else { throw ShapeError(operation, .fewerAxes(self, target: target)) }
    for (index, dimension) in dimensions.enumerated() {
      let axis = index - rank
      let wanted = target.dimensions[target.rank + axis]
      let possible =
        switch (dimension, wanted) {
        case (.fixed(1), _): true
        case (.fixed(let extent), .fixed(let other)): extent == other
        default: true  // a name: decided when a batch arrives
        }
      guard possible else { throw ShapeError(operation, .notRepeatable(self, target: target, axis: axis)) }
    }
    return target
  }
}
