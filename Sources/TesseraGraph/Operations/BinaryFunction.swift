package import TesseraShapes

/// The elementwise functions of two operands; a case a row of the kernels' table, in its order.
package enum BinaryFunction: Int, CaseIterable, Hashable, Sendable {
  case add, subtract, multiply, divide, power, minimum, maximum
  case floorDivide, remainder, truncatedRemainder, arcTangent2, hypotenuse, leakyRelu, elu
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case logicalAnd, logicalOr, logicalExclusiveOr

  /// What the user calls it.
  package var name: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .power: "pow"
    case .minimum: "minimum"
    case .maximum: "maximum"
    case .floorDivide: "floorDivide"
    case .remainder: "remainder"
    case .truncatedRemainder: "truncatedRemainder"
    case .arcTangent2: "atan2"
    case .hypotenuse: "hypot"
    case .leakyRelu: "leakyRelu"
    case .elu: "elu"
    case .equal: ".=="
    case .notEqual: ".!="
    case .less: ".<"
    case .lessOrEqual: ".<="
    case .greater: ".>"
    case .greaterOrEqual: ".>="
    case .logicalAnd: ".&"
    case .logicalOr: ".|"
    case .logicalExclusiveOr: ".^"
    }
  }

  /// Which elements it takes.
  package var domain: ElementDomain {
    switch self {
    case .add, .subtract, .multiply, .power, .minimum, .maximum, .floorDivide, .remainder, .truncatedRemainder: .numbers
    case .divide, .arcTangent2, .hypotenuse, .leakyRelu, .elu: .floatingPoint
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .everything
    case .logicalAnd, .logicalOr, .logicalExclusiveOr: .truthValues
    }
  }

  /// What it gives for elements of a type.
  package func resultType(of operand: ElementType) -> ElementType {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .bool
    case .add, .subtract, .multiply, .divide, .power, .minimum, .maximum, .floorDivide, .remainder, .truncatedRemainder,
      .arcTangent2, .hypotenuse, .leakyRelu, .elu, .logicalAnd, .logicalOr, .logicalExclusiveOr:
      operand
    }
  }
}
