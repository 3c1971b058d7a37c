import TesseraShapes
import Testing

@Suite struct LayoutTests {
  /// The positions that a layout visits, index by index in row-major order.
  static func positions(_ layout: Layout) -> [Int] {
    var indices: [[Int]] = [[]]
    for extent in layout.extents { indices = indices.flatMap { index in (0..<extent).map { index + [$0] } } }
    return indices.map { layout.offset(of: $0) }
  }

  static func permutations(_ count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return permutations(count - 1).flatMap { shorter in
      (0..<count).map { position in
        var permutation = shorter
        permutation.insert(count - 1, at: position)
        return permutation
      }
    }
  }

  /// Every way to write a number as a product of up to 4 extents, ones among them.
  static func factorizations(_ count: Int, axes: Int = 4) -> [[Int]] {
    var result = count == 1 ? [[Int]()] : []
    guard axes > 0 else { return result }
    for extent in 1...max(count, 1) where count % extent == 0 {
      result += factorizations(count / extent, axes: axes - 1).map { [extent] + $0 }
    }
    return Array(Set(result)).sorted { $0.description < $1.description }
  }

  @Test func rowMajorLayoutsAreDense() {
    #expect(Layout.rowMajorStrides([2, 3, 4]) == [12, 4, 1])
    #expect(Layout.rowMajorStrides([]) == [])
    #expect(Layout.rowMajorStrides([5, 0, 2]) == [0, 2, 1])
    for extents in [[], [1], [6], [2, 3], [2, 3, 4], [1, 4, 1, 3], [0, 3]] {
      let layout = Layout(rowMajor: extents)
      #expect(layout.isContiguous)
      #expect(Self.positions(layout) == Array(0..<layout.elementCount), "\(extents)")
    }
    #expect(Layout(rowMajor: [2, 3, 4]).offset(of: [1, 2, 3]) == 23)
  }

  @Test func contiguityIsRowMajorOrderFromTheOffset() {
    for extents in [[2, 3], [1, 3], [3, 1], [2, 1, 3], [1, 1]] {
      for permutation in Self.permutations(extents.count) {
        let view = Layout(rowMajor: extents).transposed(permutation)
        let shifted = Layout(extents: view.extents, strides: view.strides, offset: 7)
        let dense = Self.positions(view) == Array(0..<view.elementCount)
        #expect(view.isContiguous == dense, "\(extents) by \(permutation)")
        #expect(shifted.isContiguous == dense)
        #expect(Self.positions(shifted) == Self.positions(view).map { $0 + 7 })
      }
    }
    #expect(!Layout(rowMajor: [1]).broadcast(to: [4]).isContiguous)
    #expect(Layout(extents: [0, 5], strides: [3, 9]).isContiguous, "no elements at all are dense")
    #expect(Layout(extents: [5, 0], strides: [3, 9]).isContiguous, "no elements at all are dense")
  }

  @Test func transposedViewsSwapIndices() {
    let layout = Layout(rowMajor: [2, 3, 4])
    for permutation in Self.permutations(3) {
      let view = layout.transposed(permutation)
      for first in 0..<2 {
        for second in 0..<3 {
          for third in 0..<4 {
            let index = [first, second, third]
            #expect(view.offset(of: permutation.map { index[$0] }) == layout.offset(of: index))
          }
        }
      }
    }
  }

  @Test func broadcastViewsRepeat() {
    let row = Layout(rowMajor: [3]).broadcast(to: [2, 3])
    #expect(Self.positions(row) == [0, 1, 2, 0, 1, 2])
    let column = Layout(rowMajor: [2, 1]).broadcast(to: [2, 3])
    #expect(Self.positions(column) == [0, 0, 0, 1, 1, 1])
    #expect(Self.positions(Layout(rowMajor: []).broadcast(to: [2, 2])) == [0, 0, 0, 0])
    #expect(Self.positions(Layout(rowMajor: [1]).broadcast(to: [0])) == [])
    #expect(Layout(rowMajor: [2, 1]).broadcast(to: [2, 1]).isContiguous)
  }

  /// A reshape is a view exactly when some strides visit the same positions in the same order.
  @Test func reshapedViewsKeepTheOrderAndAreFoundWheneverTheyExist() {
    var layouts: [Layout] = []
    for extents in [[], [1], [12], [3, 4], [2, 3, 2], [2, 2, 3, 2], [1, 6, 1, 2], [4, 1, 3]] {
      for permutation in Self.permutations(extents.count) {
        let view = Layout(rowMajor: extents).transposed(permutation)
        layouts.append(view)
        layouts.append(Layout(extents: view.extents, strides: view.strides.map { $0 * 2 }, offset: 5))
      }
    }
    layouts.append(Layout(rowMajor: [3]).broadcast(to: [4, 3]))
    layouts.append(Layout(rowMajor: [4, 1]).broadcast(to: [4, 3]))
    layouts.append(Layout(rowMajor: [1]).broadcast(to: [2, 6]))
    layouts.append(Layout(rowMajor: [2, 1, 3]).broadcast(to: [2, 2, 3]))
    for layout in layouts {
      let positions = Self.positions(layout)
      for target in Self.factorizations(positions.count) {
        // The only strides that could do it are the distances from the first element to the next one along each axis.
        let dense = Layout.rowMajorStrides(target)
        let strides = target.indices.map { target[$0] == 1 ? 0 : positions[dense[$0]] - positions[0] }
        let exists = Self.positions(Layout(extents: target, strides: strides, offset: layout.offset)) == positions
        let view = layout.reshaped(to: target)
        if (view != nil) != exists { Issue.record("\(layout) to \(target)") }
        if let view, Self.positions(view) != positions { Issue.record("\(layout) to \(target)") }
      }
    }
  }

  @Test func elementsMayLieAsFarApartAsAnIntCounts() throws {
    let far = Layout(extents: [2], strides: [1 << 62], offset: 0)
    #expect(far.reshaped(to: [1, 2, 1])?.strides[1] == 1 << 62)
    #expect(far.reshaped(to: [2, 1])?.strides[0] == 1 << 62)
    let pairs = Layout(extents: [2, 2], strides: [1, 1 << 62], offset: 0)
    #expect(pairs.reshaped(to: [4]) == nil)
  }

  @Test func emptyLayoutsReshapeToAnyEmptyShape() throws {
    let empty = Layout(rowMajor: [2, 0, 3]).transposed([2, 1, 0])
    let view = try #require(empty.reshaped(to: [0, 7]))
    #expect(view.extents == [0, 7])
    #expect(Self.positions(view) == [])
  }

  /// Slices of every view of a small tensor, and slices of these, visit what indexing them visits.
  @Test func slicedViewsVisitTheirPositions() {
    let ranges: [AxisRange] = [
      .all, AxisRange(by: -1), AxisRange(from: 1), AxisRange(by: 2), AxisRange(from: -1, to: nil, by: -2),
      .position(-1),
      AxisRange(from: 2, to: 1), AxisRange(from: 0, to: 100, by: 3),
    ]
    let whole = Layout(rowMajor: [3, 4])
    for layout in [
      whole, whole.transposed([1, 0]), Layout(rowMajor: [4]).broadcast(to: [3, 4]), Layout(rowMajor: [0, 4]),
    ] {
      for first in ranges {
        for second in ranges {
          let view = layout.sliced([first, second])
          check(view, of: layout, first, second)
          check(view.sliced([second, first]), of: view, second, first)
          check(view.transposed([1, 0]).sliced([first, first]), of: view.transposed([1, 0]), first, first)
        }
      }
    }
  }

  private func check(_ view: Layout, of layout: Layout, _ rows: AxisRange, _ columns: AxisRange) {
    let all = zip([rows, columns], layout.extents).map { AxisRangeTests.oracle($0.start, $0.end, $0.step, extent: $1) }
    let expected = all[0].flatMap { row in all[1].map { layout.offset(of: [row, $0]) } }
    if view.extents != all.map(\.count) || Self.positions(view) != expected {
      Issue.record("\(layout) by \(rows), \(columns) gave \(view)")
    }
    // What is not read must not be pointed to.
    if expected.isEmpty { #expect(view.offset == layout.offset) }
  }
}
