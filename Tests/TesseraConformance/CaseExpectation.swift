package import TesseraFormats
import TesseraGraph
package import TesseraShapes
import TesseraTestSupport

/// What a case must give, and how a result is compared with it.
package struct CaseExpectation: Sendable {
  package let extents: [Int]
  /// What the elements of the result must be.
  package let elementType: ElementType
  /// The elements in row-major order: Double for every floating-point type, the type itself otherwise.
  package let elements: AnyTensor
  package let tolerance: CaseTolerance

  /// The first difference from a computed result that the case does not allow, as a sentence; nil when there is none.
  package func difference(to computed: AnyTensor) -> String? {
    guard computed.elementType == elementType else {
      return "expected elements of \(elementType), got \(computed.elementType)"
    }
    guard computed.shape.extents == extents else { return "expected shape \(extents), got \(computed.shape)" }
    guard computed.count == elements.count else { return "expected \(elements.count) elements, got \(computed.count)" }
    return switch (computed, elements) {
    case (.float32(let got), .float64(let expected)):
      difference(got.elements, expected.elements) { ulpDistance($0, $1) }
    case (.float64(let got), .float64(let expected)):
      difference(got.elements, expected.elements) { ulpDistance($0, $1) }
    case (.float16(let got), .float64(let expected)):
      difference(got.elements, expected.elements) { UInt64(($0.position - $1.position).magnitude) }
    case (.int64(let got), .int64(let expected)): difference(got.elements, expected.elements)
    case (.int32(let got), .int32(let expected)): difference(got.elements, expected.elements)
    case (.int8(let got), .int8(let expected)): difference(got.elements, expected.elements)
    case (.uint8(let got), .uint8(let expected)): difference(got.elements, expected.elements)
    case (.bool(let got), .bool(let expected)): difference(got.elements, expected.elements)
    case (.float32, _), (.float64, _), (.float16, _), (.int64, _), (.int32, _), (.int8, _), (.uint8, _), (.bool, _):
      "the table stores elements of \(elements.elementType) for a result of \(elementType)"
    }
  }

  private func difference<Element: Equatable>(_ computed: [Element], _ expected: [Element]) -> String? {
    guard let index = expected.indices.first(where: { expected[$0] != computed[$0] }) else { return nil }
    return "index \(index): expected \(expected[index]), got \(computed[index])"
  }

  private func difference<Element: BinaryFloatingPoint>(
    _ computed: [Element], _ expected: [Double], ulps: (Element, Element) -> UInt64?
  ) -> String? {
    func accepts(_ got: Element, _ expected: Double) -> Bool {
      let rounded = Element(expected)
      if rounded.isNaN || rounded.isInfinite || !got.isFinite { return rounded.isNaN ? got.isNaN : got == rounded }
      switch tolerance {
      case .absolute(let bound): return abs(Double(got) - expected) <= bound
      case .ulp(let bound, let signOfZero):
        if signOfZero, rounded == 0, got == 0, got.sign != rounded.sign { return false }
        return ulps(got, rounded).map { $0 <= bound } ?? false
      }
    }
    guard let index = expected.indices.first(where: { !accepts(computed[$0], expected[$0]) }) else { return nil }
    return "index \(index): expected \(expected[index]) within \(tolerance), got \(computed[index])"
  }
}

extension Float16 {
  /// The place among the numbers of the type, in order; 0 for both zeros.
  fileprivate var position: Int {
    let magnitude = Int(bitPattern & 0x7FFF)
    return sign == .minus ? -magnitude : magnitude
  }
}
