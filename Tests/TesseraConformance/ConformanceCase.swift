package import TesseraShapes

/// One case of the table: an expression, its inputs, and what NumPy computes for it.
///
/// The format is described in `Tests/ConformanceTests/Python/README.md`.
package struct ConformanceCase: Decodable, Sendable {
  /// An input of the expression: its shape and the array that holds its elements.
  package struct Input: Decodable, Sendable {
    package let shape: [Int]
    package let array: String
    /// What its elements are, when that differs from the case's.
    package let element: CaseElementName?
  }

  package let name: String
  /// What the elements of inputs and numbers are.
  package let element: CaseElementName
  /// What the elements of the result are, when that differs.
  package let resultElement: CaseElementName?
  package let inputs: [String: Input]
  package let expression: CaseExpression
  /// The array that holds what NumPy computes.
  package let result: String
  package let tolerance: CaseTolerance
}

/// What the table calls an element type: casts name the floating-point types by their width.
package enum CaseElementName: String, Decodable, Sendable {
  case float, float32, double, float64, float16, int64, int32, int8, uint8, bool

  /// The element type.
  package var elementType: ElementType {
    switch self {
    case .float, .float32: .float32
    case .double, .float64: .float64
    case .float16: .float16
    case .int64: .int64
    case .int32: .int32
    case .int8: .int8
    case .uint8: .uint8
    case .bool: .bool
    }
  }
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
