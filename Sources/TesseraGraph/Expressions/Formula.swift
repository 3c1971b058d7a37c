import TesseraShapes

/// A formula of one expression and numbers, elementwise and of the same shape, so that it cannot fail. What is composed of primitives is
/// written with it.
struct Formula {
  let node: Node
  private let location: CallSite

  private init(_ node: Node, _ location: CallSite) {
    self.node = node
    self.location = location
  }

  /// Applies a formula to a node; Float16 is computed in Float and rounded once at the end.
  static func apply(
    to node: Node, at location: CallSite, _ body: (Formula) -> Formula
  ) -> Node {
    guard node.elementType == .float16 else { return body(Formula(node, location)).node }
    return body(Formula(node.casting(to: .float32, at: location), location)).node.casting(to: .float16, at: location)
  }

  func callAsFunction(_ function: UnaryFunction) -> Formula {
    Formula(node.applying(function, at: location), location)
  }

  func callAsFunction(_ function: BinaryFunction, _ value: Double) -> Formula {
    combined(function, number(value), shape: node.shape)
  }

  /// A number as an operand of the same element type.
  private func number(_ value: Double) -> Formula {
    let scalar = node.elementType == .float32 ? Scalar(Float(value)) : Scalar(value)
    return Formula(
      Node(.scalar(scalar), [], shape: .scalar, elementType: node.elementType, site: location), location)
  }

  private func combined(_ function: BinaryFunction, _ other: Formula, shape: Shape) -> Formula {
    Formula(
      Node(
        .binary(function), [node, other.node], shape: shape, elementType: function.resultType(of: node.elementType),
        site: location), location)
  }

  static func + (lhs: Formula, rhs: Formula) -> Formula { lhs.combined(.add, rhs, shape: lhs.node.shape) }
  static func * (lhs: Formula, rhs: Formula) -> Formula { lhs.combined(.multiply, rhs, shape: lhs.node.shape) }
  static func / (lhs: Formula, rhs: Formula) -> Formula { lhs.combined(.divide, rhs, shape: lhs.node.shape) }
  static func + (lhs: Formula, rhs: Double) -> Formula { lhs(.add, rhs) }
  static func * (lhs: Formula, rhs: Double) -> Formula { lhs(.multiply, rhs) }
  static func / (lhs: Formula, rhs: Double) -> Formula { lhs(.divide, rhs) }

  /// The value, or a number where that is smaller; NaN stays NaN.
  func atMost(_ upper: Double) -> Formula { self(.minimum, upper) }

  /// This formula where its argument is above 0, the other elsewhere and for NaN.
  func whereItIsPositive(else other: Formula) -> Formula {
    let condition = combined(.greater, number(0), shape: node.shape)
    return Formula(
      Node(
        .select(Select()), [condition.node, node, other.node], shape: node.shape, elementType: node.elementType,
        site: location), location)
  }
}
