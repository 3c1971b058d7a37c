/// One case of the table: an expression, its inputs, and what NumPy computes for it.
///
/// The format is described in `Tests/ConformanceTests/Python/README.md`.
package struct ConformanceCase: Decodable, Sendable {
  /// An input of the expression: its shape and the array that holds its elements.
  package struct Input: Decodable, Sendable {
    package let shape: [Int]
    package let array: String
  }

  /// What the elements are computed in.
  package enum Element: String, Decodable, Sendable {
    case float, double
  }

  package let name: String
  package let element: Element
  package let inputs: [String: Input]
  package let expression: CaseExpression
  /// The array that holds what NumPy computes.
  package let result: String
  package let tolerance: CaseTolerance
}

/// How far a result may be from NumPy's.
package enum CaseTolerance: Decodable, Sendable {
  /// At most so many representable values from the expected element rounded to the element type.
  case ulp(UInt64, signOfZero: Bool)
  /// At most so far from the expected element, in Double.
  case absolute(Double)

  private enum CodingKeys: String, CodingKey {
    case ulp, signOfZero, absolute
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let bound = try container.decodeIfPresent(Double.self, forKey: .absolute) {
      self = .absolute(bound)
    } else {
      let signOfZero = try container.decodeIfPresent(Bool.self, forKey: .signOfZero) ?? false
      self = .ulp(try container.decode(UInt64.self, forKey: .ulp), signOfZero: signOfZero)
    }
  }
}
