import TesseraFormats
import TesseraGraph
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

/// Turns the prefix expressions of the table into nodes.
struct CaseBuilder {
  private let inputs: [String: Node]
  /// What the elements of the case are.
  private let elementType: ElementType

  init(_ arrays: [String: AnyTensor], elementType: ElementType, binding: CaseBinding) throws {
    func node<Element: CaseElement>(_ name: String, _ array: AnyTensor, _ type: Element.Type) throws -> Node {
      switch binding {
      case .fixedInputs: Expression<Element>.input(name, shape: array.shape).node
      case .namedInputs:
        Expression<Element>.input(name, shape: Shape((0..<array.shape.rank).map { .named("\(name)\($0)") })).node
      case .constants: Expression<Element>.constant(try array.tensor(as: type)).node
      }
    }
    var inputs: [String: Node] = [:]
    for (name, array) in arrays { inputs[name] = try node(name, array, array.elementType.caseElement) }
    self.inputs = inputs
    self.elementType = elementType
  }

  func node(_ expression: CaseExpression) throws -> Node {
    switch expression {
    case .input(let name):
      guard let input = inputs[name] else { throw CaseError.unknownInput(name) }
      return input
    case .number(let number):
      return Self.scalar(number, elementType.caseElement)
    case .operation(let name, let operands, let options):
      let given: [Node?] = try operands.map { if case .number = $0 { nil } else { try node($0) } }
      // A number is of the type of the other operands; the condition of a selection is none of them.
      let values = name == "select" ? given.dropFirst() : given[...]
      let type = values.lazy.compactMap { $0?.elementType }.first ?? elementType
      let nodes = zip(given, operands).map { node, operand in
        if case .number(let number) = operand { Self.scalar(number, type.caseElement) } else { node }
      }
      return try CaseOperation(
        name: name, operands: nodes.compactMap { $0 }, options: options, elementType: type,
        caseElementType: elementType
      ).node()
    }
  }

  private static func scalar<Element: CaseElement>(_ number: Double, _ type: Element.Type) -> Node {
    Expression<Element>.scalar(Element(caseNumber: number)).node
  }
}
