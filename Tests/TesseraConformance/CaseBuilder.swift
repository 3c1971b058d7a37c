package import TesseraGraph
import TesseraShapes

/// How the arrays of a case become part of its expression.
package enum CaseBinding: String, CaseIterable, Sendable {
  /// Inputs whose shapes are numbers.
  case fixedInputs
  /// Inputs each of whose dimensions has a name, so that every shape is decided when the arrays arrive.
  case namedInputs
  /// Constants, so that the whole expression is computed once for the program.
  case constants
}

/// What a case computes: numbers, or the indices that `argmax` gives.
package enum CaseOutput<Element: FloatingPointTensorElement>: Sendable {
  case numbers(Expression<Element>)
  case indices(Expression<Int64>)

  /// The expression's node.
  package var node: Node {
    switch self {
    case .numbers(let expression): expression.node
    case .indices(let expression): expression.node
    }
  }
}

/// Turns the prefix expressions of the table into expressions of an element type.
struct CaseBuilder<Element: FloatingPointTensorElement> {
  let inputs: [String: Expression<Element>]

  init(_ arrays: [String: Tensor<Element>], binding: CaseBinding) {
    var inputs: [String: Expression<Element>] = [:]
    for (name, array) in arrays {
      inputs[name] =
        switch binding {
        case .fixedInputs: .input(name, shape: array.shape)
        case .namedInputs: .input(name, shape: Shape((0..<array.shape.rank).map { .named("\(name)\($0)") }))
        case .constants: .constant(array)
        }
    }
    self.inputs = inputs
  }

  func output(_ expression: CaseExpression) throws -> CaseOutput<Element> {
    guard case .operation("argmax", let operands, let options) = expression, operands.count == 1 else {
      return .numbers(try numbers(expression))
    }
    return .indices(
      try numbers(operands[0]).argmax(axis: options.axis, keepingDimensions: options.keepingDimensions ?? false))
  }

  private func numbers(_ expression: CaseExpression) throws -> Expression<Element> {
    switch expression {
    case .input(let name):
      guard let input = inputs[name] else { throw CaseError.unknownInput(name) }
      return input
    case .number(let number):
      return .scalar(Element(number))
    case .operation(let name, let operands, let options):
      let operands = try operands.map(numbers)
      switch operands.count {
      case 1: return try apply(name, operands[0], options)
      case 2: return try apply(name, operands[0], operands[1])
      default: throw CaseError.unknownOperation(name, operandCount: operands.count)
      }
    }
  }

  private func apply(
    _ name: String, _ lhs: Expression<Element>, _ rhs: Expression<Element>
  ) throws -> Expression<Element> {
    switch name {
    case "add": try lhs + rhs
    case "subtract": try lhs - rhs
    case "multiply": try lhs * rhs
    case "divide": try lhs / rhs
    case "power": try lhs.pow(rhs)
    case "minimum": try lhs.minimum(rhs)
    case "maximum": try lhs.maximum(rhs)
    case "matmul": try lhs.matmul(rhs)
    default: throw CaseError.unknownOperation(name, operandCount: 2)
    }
  }

  private func apply(
    _ name: String, _ operand: Expression<Element>, _ options: CaseOptions
  ) throws -> Expression<Element> {
    func required<Option>(_ option: Option?, _ label: String) throws -> Option {
      guard let option else { throw CaseError.missingOption(label, operation: name) }
      return option
    }
    let keeping = options.keepingDimensions ?? false
    return switch name {
    case "negate": -operand
    case "absolute": operand.abs()
    case "squareRoot": operand.sqrt()
    case "exponential": operand.exp()
    case "logarithm": operand.log()
    case "hyperbolicTangent": operand.tanh()
    case "sigmoid": operand.sigmoid()
    case "relu": operand.relu()
    case "sum": try operand.sum(axes: options.axes, keepingDimensions: keeping)
    case "mean": try operand.mean(axes: options.axes, keepingDimensions: keeping)
    case "max": try operand.max(axes: options.axes, keepingDimensions: keeping)
    case "min": try operand.min(axes: options.axes, keepingDimensions: keeping)
    case "softmax": try operand.softmax(axis: try required(options.axis, "axis"))
    case "logSoftmax": try operand.logSoftmax(axis: try required(options.axis, "axis"))
    case "reshape": try operand.reshape(Shape(extents: try required(options.shape, "shape")))
    case "broadcast": try operand.broadcast(to: Shape(extents: try required(options.shape, "shape")))
    case "transpose": try operand.transpose(options.permutation)
    default: throw CaseError.unknownOperation(name, operandCount: 1)
    }
  }
}
