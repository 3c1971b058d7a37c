/// What is wrong with the case table, or with how it is asked for.
package enum CaseError: Error, CustomStringConvertible {
  case unknownOperation(String, element: String)
  case operandCount(Int, operation: String)
  case missingOption(String, operation: String)
  case unknownInput(String)
  case elementType(input: String, expected: String, found: String)

  package var description: String {
    switch self {
    case .unknownOperation(let name, let element): "cases: there is no operation \(name) on elements of \(element)"
    case .operandCount(let count, let operation): "cases: \(operation) has no form with \(count) operands"
    case .missingOption(let option, let operation): "cases: \(operation) needs the option \(option)"
    case .unknownInput(let name): "cases: the expression uses an input \(name) that the case does not have"
    case .elementType(let name, let expected, let found): "cases: input \(name) must hold \(expected); got \(found)"
    }
  }
}
