/// Where the elements of a tensor lie: an extent and a stride (in elements) an axis, and the offset of the first element.
///
/// Row-major layouts are dense, the last axis fastest: shape [2, 3, 4] has strides [12, 4, 1]. Transposed and broadcast layouts are views of
/// the same elements with other strides; a repeated axis has stride 0.
public struct Layout: Hashable, Sendable {
  /// The extents, outermost first.
  public let extents: [Int]
  /// The distance in elements between neighbours along each axis.
  public let strides: [Int]
  /// The position of the first element.
  public let offset: Int

  /// A layout with given strides.
  public init(extents: [Int], strides: [Int], offset: Int = 0) {
    self.extents = extents
    self.strides = strides
    self.offset = offset
  }

  /// The dense row-major layout of these extents.
  ///
  /// strides[i] = extents[i + 1] * ... * extents[last]. Strides wrap when the element count does not fit an Int; check it first.
  public init(rowMajor extents: [Int]) {
    self.init(extents: extents, strides: Self.rowMajorStrides(extents))
  }

  /// Row-major strides in elements: [2, 3, 4] -> [12, 4, 1].
  public static func rowMajorStrides(_ extents: [Int]) -> [Int] {
    var strides = extents
    var stride = 1
    for axis in extents.indices.reversed() {
      strides[axis] = stride
      stride &*= extents[axis]
    }
    return strides
  }

  /// The product of the extents, nil when it does not fit an Int. An extent of 0 makes it 0 whatever the others are.
  public static func elementCount(_ extents: [Int]) -> Int? {
    if extents.contains(0) { return 0 }
    var product = 1
    for extent in extents {
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      if overflow { return nil }
      product = next
    }
    return product
  }

  /// The number of axes.
  public var rank: Int { extents.count }

  /// The number of elements; the extents of a layout that describes memory never overflow.
  public var elementCount: Int { extents.reduce(1, &*) }

  /// The position of an element: offset + sum of index * stride.
  public func offset(of index: [Int]) -> Int {
    zip(index, strides).reduce(offset) { $0 + $1.0 * $1.1 }
  }

  /// Whether the elements lie dense and in row-major order from the offset on. Axes of extent 1 do not matter; no elements at all are dense.
  public var isContiguous: Bool {
    var expected = 1
    for axis in extents.indices.reversed() {
      if extents[axis] == 0 { return true }
      if extents[axis] != 1, strides[axis] != expected { return elementCount == 0 }
      expected &*= extents[axis]
    }
    return true
  }
}

extension Layout {
  /// The view whose axis i is axis permutation[i] of this one.
  package func transposed(_ permutation: [Int]) -> Layout {
    Layout(extents: permutation.map { extents[$0] }, strides: permutation.map { strides[$0] }, offset: offset)
  }

  /// The view that repeats axes of extent 1, and leading axes that are missing, with stride 0. The extents must broadcast.
  package func broadcast(to target: [Int]) -> Layout {
    if extents == target { return self }
    let missing = target.count - rank
    let repeated = target.indices.map { axis in
      axis < missing || (extents[axis - missing] == 1 && target[axis] != 1) ? 0 : strides[axis - missing]
    }
    return Layout(extents: target, strides: repeated, offset: offset)
  }

  /// The view of a range of positions along each axis.
  package func sliced(_ ranges: [AxisRange]) -> Layout {
    var (extents, strides, offset) = (self.extents, self.strides, self.offset)
    for (axis, range) in ranges.enumerated() {
      let (start, count) = range.resolved(extent: self.extents[axis])
      extents[axis] = count
      if count > 0 { offset += start * self.strides[axis] }
      strides[axis] = count > 1 ? self.strides[axis] * range.step : self.strides[axis]
    }
    return Layout(extents: extents, strides: strides, offset: extents.contains(0) ? self.offset : offset)
  }

  /// The view with other extents of the same element count, or nil when the elements would have to move.
  package func reshaped(to target: [Int]) -> Layout? {
    if isContiguous { return Layout(extents: target, strides: Self.rowMajorStrides(target), offset: offset) }
    // Old axes are brought together from the front into runs that equal runs of new axes; within a run the old axes must be one dense line.
    let old = extents.indices.filter { extents[$0] != 1 }
    var strides = Array(repeating: 0, count: target.count)
    var position = 0
    var axis = 0
    while axis < target.count {
      if target[axis] == 1 {
        axis += 1
        continue
      }
      var oldEnd = position
      var newEnd = axis
      var oldCount = 1
      var newCount = 1
      repeat {
        if oldCount <= newCount {
          guard oldEnd < old.count else { return nil }
          oldCount *= extents[old[oldEnd]]
          oldEnd += 1
        } else {
          newCount *= target[newEnd]
          newEnd += 1
        }
      } while oldCount != newCount
      for index in position..<oldEnd - 1
      where self.strides[old[index]] != self.strides[old[index + 1]] &* extents[old[index + 1]] {
        return nil
      }
      // Two elements may lie so far apart that what comes after the last axis does not fit an Int; it is not used.
      var stride = self.strides[old[oldEnd - 1]]
      for index in (axis..<newEnd).reversed() {
        strides[index] = stride
        stride &*= target[index]
      }
      position = oldEnd
      axis = newEnd
    }
    return Layout(extents: target, strides: strides, offset: offset)
  }
}
