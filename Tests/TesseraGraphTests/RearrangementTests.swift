import TesseraGraph
import TesseraShapes
import Testing

/// Where the elements of a rearranged axis come from, against definitions that build the axis element by element.
@Suite struct RearrangementTests {
  @Test func rollsMoveOneStepAtATime() {
    for extent in 0...5 {
      for distance in -12...12 {
        var expected = Array(0..<extent)
        for _ in 0..<distance.magnitude where extent > 0 {
          if distance > 0 {
            expected.insert(expected.removeLast(), at: 0)
          } else {
            expected.append(expected.removeFirst())
          }
        }
        #expect(Rearrangement.AxisMap.roll(distance).sources(extent: extent) == expected, "\(distance) of \(extent)")
      }
    }
    #expect(Rearrangement.AxisMap.roll(.min).sources(extent: 3).sorted() == [0, 1, 2])
    #expect(Rearrangement.AxisMap.roll(.max).sources(extent: 3).sorted() == [0, 1, 2])
  }

  @Test func repetitionsRepeatElementsOrTheWhole() {
    for extent in 0...4 {
      #expect(Rearrangement.AxisMap.identity.sources(extent: extent) == Array(0..<extent))
      for count in 0...4 {
        var (inARow, whole): ([Int], [Int]) = ([], [])
        for element in 0..<extent { inARow += Array(repeating: element, count: count) }
        for _ in 0..<count { whole += Array(0..<extent) }
        #expect(Rearrangement.AxisMap.repeat(count).sources(extent: extent) == inARow)
        #expect(Rearrangement.AxisMap.tile(count).sources(extent: extent) == whole)
      }
    }
  }

  @Test func paddingGrowsOneElementAtATime() {
    for extent in 1...5 {
      for before in 0...4 {
        for after in 0...4 {
          let inside = Array(0..<extent)
          func sources(_ padding: Rearrangement.Padding) -> [Int] {
            Rearrangement.AxisMap.pad(before: before, after: after, padding).sources(extent: extent)
          }
          let (left, right) = (Array(repeating: -1, count: before), Array(repeating: -1, count: after))
          #expect(sources(.constant) == left + inside + right)
          #expect(sources(.edge) == left.map { _ in 0 } + inside + right.map { _ in extent - 1 })
          guard max(before, after) < extent else { continue }
          let mirrored = Array(inside.dropFirst().prefix(before).reversed())
          #expect(sources(.reflect) == mirrored + inside + inside.dropLast().suffix(after).reversed())
        }
      }
    }
    #expect(Rearrangement.AxisMap.pad(before: 1, after: 2, .constant).sources(extent: 0) == [-1, -1, -1])
  }

  @Test func thereIsNoTableOfALongAxis() {
    let extent = 1 << 60
    #expect(Rearrangement.AxisMap.roll(-1).run(at: 0, extent: extent).count == extent - 1)
    let mirrored = Rearrangement.AxisMap.pad(before: 1, after: 1, .reflect)
    #expect(mirrored.run(at: extent + 1, extent: extent).source == extent - 2)
  }
}

extension Rearrangement.AxisMap {
  /// For each element of the result's axis the position of its source, or -1 for the fill: the runs one after the other.
  fileprivate func sources(extent: Int) -> [Int] {
    let count =
      switch self {
      case .identity, .roll: extent
      case .pad(let before, let after, _): before + extent + after
      case .repeat(let count), .tile(let count): extent * count
      }
    var sources: [Int] = []
    while sources.count < count {
      let run = run(at: sources.count, extent: extent)
      sources += (0..<run.count).map { index in run.source.map { $0 + index * run.step } ?? -1 }
    }
    return sources
  }
}
