/// The elementwise functions of two operands; a case a row of the kernels' table, in its order.
package enum BinaryFunction: Int, CaseIterable, Hashable, Sendable {
  case add, subtract, multiply, divide, power, minimum, maximum

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
    }
  }
}
