import TesseraGraph
import TesseraShapes

// Values that stay where functions are defined and differences are seen.

extension RowGraphBuilder {
  /// A node for what the user calls; Float16 is widened where that is done for users.
  func node(_ operation: Operation, _ operands: Node...) throws -> Node {
    try Node.applying(operation, operands, at: nil)
  }

  /// A number as a scalar of an element type.
  func number(_ value: Double, _ elementType: ElementType) -> Node {
    Expression<Double>.scalar(value).node.casting(to: elementType, at: nil)
  }

  /// The operand, with its numbers so many times as large.
  func scaled(_ operand: Node, by factor: Double) throws -> Node {
    try node(.binary(.multiply), operand, number(factor, operand.elementType))
  }

  /// Numbers from `offset` to `offset + 1`, or positive integers.
  func positive(_ operand: Node, offset: Double = 0.05) throws -> Node {
    guard operand.elementType.isFloatingPoint || operand.elementType == .float16 else {
      return try node(.binary(.maximum), operand, number(1, operand.elementType))
    }
    return try node(.binary(.add), node(.unary(.sigmoid), operand), number(offset, operand.elementType))
  }

  /// Numbers between -1 and 1, or integers from 0 to 3.
  func bounded(_ operand: Node) throws -> Node {
    guard operand.elementType.isFloatingPoint || operand.elementType == .float16 else {
      let least = try node(.binary(.maximum), operand, number(0, operand.elementType))
      return try node(.binary(.minimum), least, number(3, operand.elementType))
    }
    return try node(.unary(.hyperbolicTangent), operand)
  }

  /// What of an operand a function has good values for.
  func operand(_ operand: Node, of function: UnaryFunction) throws -> Node {
    switch function {
    case .negate, .absolute, .hyperbolicTangent, .sigmoid, .relu, .sign, .floor, .ceiling, .round, .truncate, .sine,
      .cosine, .arcTangent, .inverseHyperbolicSine, .errorFunction, .complementaryErrorFunction, .softplus,
      .gelu, .hardSigmoid, .hardSwish, .softsign, .isNaN, .isInfinite, .isFinite, .logicalNot:
      operand
    case .square, .exponential, .exponential2, .exponentialMinusOne, .tangent, .hyperbolicSine, .hyperbolicCosine:
      try bounded(operand)
    case .arcSine, .arcCosine, .inverseHyperbolicTangent: try scaled(bounded(operand), by: 0.98)
    case .squareRoot, .reciprocalSquareRoot, .reciprocal, .logarithm, .logarithm2, .logarithm10, .logarithmPlusOne:
      try positive(operand)
    case .inverseHyperbolicCosine: try positive(operand, offset: 1.05)
    }
  }

  /// What of two operands a function has good values for.
  func operands(_ lhs: Node, _ rhs: Node, of function: BinaryFunction) throws -> (lhs: Node, rhs: Node) {
    switch function {
    case .add, .subtract, .minimum, .maximum, .arcTangent2, .hypotenuse, .equal, .notEqual, .less, .lessOrEqual,
      .greater, .greaterOrEqual, .logicalAnd, .logicalOr, .logicalExclusiveOr:
      (lhs, rhs)
    case .multiply, .leakyRelu, .elu: (lhs, try bounded(rhs))
    case .divide, .floorDivide, .remainder, .truncatedRemainder: (lhs, try positive(rhs, offset: 0.5))
    case .power: (try positive(lhs), try bounded(rhs))
    }
  }
}
