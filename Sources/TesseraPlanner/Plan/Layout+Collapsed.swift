package import TesseraShapes

extension Layout {
  /// The same elements in the same order with as few axes as possible: axes of extent 1 dropped, neighbours merged where they are one line.
  package var collapsed: Layout {
    // Most layouts are dense, and are one line.
    let count = elementCount
    if count > 1, isContiguous { return rank == 1 ? self : Layout(extents: [count], strides: [1], offset: offset) }
    return Self.collapsedTogether(self, self).0
  }

  /// Two layouts of the same extents with as few axes as possible, merged only where both allow it.
  package static func collapsedTogether(_ lhs: Layout, _ rhs: Layout) -> (Layout, Layout) {
    var extents: [Int] = []
    var (left, right): ([Int], [Int]) = ([], [])
    extents.reserveCapacity(lhs.rank)
    left.reserveCapacity(lhs.rank)
    right.reserveCapacity(lhs.rank)
    for axis in lhs.extents.indices where lhs.extents[axis] != 1 {
      let extent = lhs.extents[axis]
      if let last = extents.indices.last, left[last] == lhs.strides[axis] &* extent,
        right[last] == rhs.strides[axis] &* extent
      {
        extents[last] *= extent
        left[last] = lhs.strides[axis]
        right[last] = rhs.strides[axis]
      } else {
        extents.append(extent)
        left.append(lhs.strides[axis])
        right.append(rhs.strides[axis])
      }
    }
    return (
      Layout(extents: extents, strides: left, offset: lhs.offset),
      Layout(extents: extents, strides: right, offset: rhs.offset)
    )
  }

  /// Whether all elements are the same one.
  package var isSingleElement: Bool { zip(extents, strides).allSatisfy { $0 == 1 || $1 == 0 } }
}
