import TesseraTestSupport

/// What a case must give, and how a result is compared with it.
package struct CaseExpectation: Sendable {
  /// F64 or I64 elements in row-major order.
  package enum Elements: Sendable {
    case numbers([Double])
    case indices([Int64])
  }

  package let extents: [Int]
  package let elements: Elements
  package let tolerance: CaseTolerance

  /// The first difference from a computed result that the case does not allow, as a sentence; nil when there is none.
  package func difference(to computed: [Float], extents: [Int]) -> String? {
    difference(computed, extents) { got, expected in accepts(got, expected) }
  }

  /// The first difference from a computed result that the case does not allow, as a sentence; nil when there is none.
  package func difference(to computed: [Double], extents: [Int]) -> String? {
    difference(computed, extents) { got, expected in accepts(got, expected) }
  }

  /// The first difference from computed indices, as a sentence; nil when there is none.
  package func difference(to computed: [Int64], extents: [Int]) -> String? {
    guard case .indices(let expected) = elements else { return "expected numbers, got indices" }
    if let problem = shapeDifference(extents, count: computed.count, expectedCount: expected.count) { return problem }
    guard let index = expected.indices.first(where: { expected[$0] != computed[$0] }) else { return nil }
    return "index \(index): expected \(expected[index]), got \(computed[index])"
  }

  private func difference<Element>(
    _ computed: [Element], _ extents: [Int], accepts: (Element, Double) -> Bool
  ) -> String? {
    guard case .numbers(let expected) = elements else { return "expected indices, got numbers" }
    if let problem = shapeDifference(extents, count: computed.count, expectedCount: expected.count) { return problem }
    guard let index = expected.indices.first(where: { !accepts(computed[$0], expected[$0]) }) else { return nil }
    return "index \(index): expected \(expected[index]) within \(tolerance), got \(computed[index])"
  }

  private func shapeDifference(_ extents: [Int], count: Int, expectedCount: Int) -> String? {
    if extents != self.extents { return "expected shape \(self.extents), got \(extents)" }
    return count == expectedCount ? nil : "expected \(expectedCount) elements, got \(count)"
  }

  private func accepts(_ got: Float, _ expected: Double) -> Bool {
    let rounded = Float(expected)
    if rounded.isNaN || rounded.isInfinite || !got.isFinite { return rounded.isNaN ? got.isNaN : got == rounded }
    switch tolerance {
    case .absolute(let bound): return abs(Double(got) - expected) <= bound
    case .ulp(let bound, let signOfZero):
      if signOfZero, rounded == 0, got == 0, got.sign != rounded.sign { return false }
      return ulpDistance(got, rounded).map { $0 <= bound } ?? false
    }
  }

  private func accepts(_ got: Double, _ expected: Double) -> Bool {
    if expected.isNaN || expected.isInfinite || !got.isFinite { return expected.isNaN ? got.isNaN : got == expected }
    switch tolerance {
    case .absolute(let bound): return abs(got - expected) <= bound
    case .ulp(let bound, let signOfZero):
      if signOfZero, expected == 0, got == 0, got.sign != expected.sign { return false }
      return ulpDistance(got, expected).map { $0 <= bound } ?? false
    }
  }
}
