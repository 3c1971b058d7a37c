// Positions in row-major order, found index by index: the slow and plain counterpart of `Layout`.

/// All indices of a shape.
struct IndexSpace {
  let extents: [Int]

  /// The number of indices.
  var count: Int { extents.reduce(1, *) }

  /// The position of an index in row-major order.
  func position(of index: [Int]) -> Int {
    zip(index, extents).reduce(0) { $0 * $1.1 + $1.0 }
  }

  /// Calls the body with each index, in row-major order.
  func forEachIndex(_ body: ([Int]) -> Void) {
    guard count > 0 else { return }
    var index = Array(repeating: 0, count: extents.count)
    while true {
      body(index)
      var axis = extents.count - 1
      while axis >= 0 {
        index[axis] += 1
        if index[axis] < extents[axis] { break }
        index[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }

  /// The position of the element of a smaller shape that each index reads when that shape is broadcast to this one.
  func positions(broadcasting operand: IndexSpace) -> [Int] {
    let missing = extents.count - operand.extents.count
    var positions: [Int] = []
    positions.reserveCapacity(count)
    forEachIndex { index in
      var position = 0
      for (axis, extent) in operand.extents.enumerated() {
        position = position * extent + (extent == 1 ? 0 : index[missing + axis])
      }
      positions.append(position)
    }
    return positions
  }

  /// The positions of the elements that become one when some axes are reduced, in row-major order of the others and of these.
  func groups(along axes: [Int]) -> [[Int]] {
    let kept = extents.indices.filter { !axes.contains($0) }
    let result = IndexSpace(extents: kept.map { extents[$0] })
    var groups = Array(repeating: [Int](), count: result.count)
    var position = 0
    forEachIndex { index in
      groups[result.position(of: kept.map { index[$0] })].append(position)
      position += 1
    }
    return groups
  }
}
