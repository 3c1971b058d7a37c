import TesseraShapes
import Testing

/// Ranges against the definition of Python's slices, position by position.
@Suite struct AxisRangeTests {
  /// The positions of `sequence[start:end:step]`: the ends are clipped to the sequence, then walked through.
  static func oracle(_ start: Int?, _ end: Int?, _ step: Int, extent: Int) -> [Int] {
    let positions = Array(0..<extent)
    /// The number of positions before an end, among all of them.
    func clipped(_ end: Int) -> Int { positions.filter { end >= 0 ? $0 < end : $0 < extent + end }.count }
    var result: [Int] = []
    if step > 0 {
      var position = start.map(clipped) ?? 0
      let last = end.map(clipped) ?? extent
      while position < last {
        result.append(position)
        position += step
      }
    } else {
      // Backwards the end positions are themselves the first and the last that is not reached; -1 is before all.
      func backwards(_ end: Int) -> Int {
        let counted = end < 0 ? end + extent : end
        return counted >= extent ? extent - 1 : counted < 0 ? -1 : counted
      }
      var position = start.map(backwards) ?? extent - 1
      let last = end.map(backwards) ?? -1
      while position > last {
        result.append(position)
        position += step
      }
    }
    return result
  }

  static let ends: [Int?] = [nil] + (-7...7).map { $0 }
  static let steps = (-4...4).filter { $0 != 0 }

  static func positions(_ range: AxisRange, extent: Int) -> [Int] {
    let (start, count) = range.resolved(extent: extent)
    return (0..<count).map { start + $0 * range.step }
  }

  @Test func everySmallRangeIsThatOfPython() {
    for extent in 0...5 {
      for start in Self.ends {
        for end in Self.ends {
          for step in Self.steps {
            let range = AxisRange(from: start, to: end, by: step)
            let expected = Self.oracle(start, end, step, extent: extent)
            if Self.positions(range, extent: extent) != expected { Issue.record("\(range) of \(extent): \(expected)") }
          }
        }
      }
    }
  }

  /// Made by Python: list(range(10))[start:end:step].
  @Test(
    arguments: [
      (nil, nil, 3, [0, 3, 6, 9]), (nil, nil, -3, [9, 6, 3, 0]), (2, -2, 2, [2, 4, 6]), (-2, 2, -2, [8, 6, 4]),
      (-100, 3, 1, [0, 1, 2]), (7, 100, 1, [7, 8, 9]), (100, -100, -4, [9, 5, 1]), (5, 5, 1, []),
      (
        9, nil, -1,
        [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
      ), (0, nil, -1, [0]), (nil, -11, -5, [9, 4]), (-1, nil, 1, [9]),
    ] as [(Int?, Int?, Int, [Int])])
  func rangesOfTen(start: Int?, end: Int?, step: Int, expected: [Int]) {
    #expect(Self.positions(AxisRange(from: start, to: end, by: step), extent: 10) == expected)
    #expect(Self.oracle(start, end, step, extent: 10) == expected)
  }

  @Test func extremesAreClippedAndDoNotOverflow() {
    let extremes: [Int?] = [nil, .min, .min + 1, -1, 0, 1, .max - 1, .max]
    for start in extremes {
      for end in extremes {
        for step in [Int.min, .min + 1, -1, 1, .max - 1, .max] {
          let (first, count) = AxisRange(from: start, to: end, by: step).resolved(extent: 3)
          #expect((0...3).contains(count), "\(AxisRange(from: start, to: end, by: step))")
          if count > 0 { #expect((0..<3).contains(first)) }
          if count > 1 { #expect(step.magnitude == 1) }
        }
      }
    }
  }

  @Test func aPositionKeepsItsAxis() {
    for extent in 1...4 {
      for position in -extent..<extent {
        #expect(Self.positions(.position(position), extent: extent) == [position < 0 ? position + extent : position])
      }
      #expect(Self.positions(.position(extent), extent: extent) == [])
      #expect(Self.positions(.position(.max), extent: extent) == [])
    }
    let literal: AxisRange = -2
    #expect(literal == .position(-2))
  }

  @Test func namedExtentsAreCountedWhenTheyArrive() {
    for start in Self.ends {
      for end in Self.ends {
        for step in Self.steps {
          let range = AxisRange(from: start, to: end, by: step)
          for extent in 0...4 {
            let count = Self.oracle(start, end, step, extent: extent).count
            #expect(range.count(of: "batch").extent(with: ["batch": extent]) == count, "\(range) of \(extent)")
            #expect(range.count(of: .fixed(extent)) == .fixed(count))
          }
        }
      }
    }
    #expect(AxisRange.all.count(of: "batch") == "batch")
    #expect(AxisRange(by: -1).count(of: "batch") == "batch")
    #expect(AxisRange(from: 1).count(of: "batch").description == "batch[1:]")
  }

  @Test func descriptionsAreThoseOfNumPy() {
    #expect("\(AxisRange.all)" == ":")
    #expect("\(AxisRange(from: 1, to: -1))" == "1:-1")
    #expect("\(AxisRange(by: -2))" == "::-2")
    #expect("\(AxisRange.position(3))" == "3:4")
  }
}
