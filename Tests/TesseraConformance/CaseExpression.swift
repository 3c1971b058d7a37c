/// An expression of the case table: the name of an input, a number, or an operation with its operands and options.
package indirect enum CaseExpression: Decodable, Sendable {
  case input(String)
  case number(Double)
  case operation(String, operands: [CaseExpression], options: CaseOptions)

  package init(from decoder: any Decoder) throws {
    if let value = try? decoder.singleValueContainer() {
      if let name = try? value.decode(String.self) {
        self = .input(name)
        return
      }
      if let number = try? value.decode(Double.self) {
        self = .number(number)
        return
      }
    }
    var list = try decoder.unkeyedContainer()
    let name = try list.decode(String.self)
    var operands: [CaseExpression] = []
    var options = CaseOptions()
    while !list.isAtEnd {
      // Options are the only object, and the last entry.
      if let last = try? list.decode(CaseOptions.self) {
        options = last
      } else {
        operands.append(try list.decode(CaseExpression.self))
      }
    }
    self = .operation(name, operands: operands, options: options)
  }

  /// The inputs that the expression uses.
  package var inputNames: Set<String> {
    switch self {
    case .input(let name): [name]
    case .number: []
    case .operation(_, let operands, _): operands.reduce(into: []) { $0.formUnion($1.inputNames) }
    }
  }
}

/// What an operation needs beside its operands; each uses its own.
package struct CaseOptions: Decodable, Sendable {
  package var axes: [Int]?
  package var axis: Int?
  package var keepingDimensions: Bool?
  package var shape: [Int]?
  package var permutation: [Int]?
}

/// What is wrong with the case table, or with how it is asked for.
package enum CaseError: Error, CustomStringConvertible {
  case unknownOperation(String, operandCount: Int)
  case missingOption(String, operation: String)
  case unknownInput(String)
  case unusableResult(String)

  package var description: String {
    switch self {
    case .unknownOperation(let name, let count): "cases: there is no operation \(name) of \(count) operands"
    case .missingOption(let option, let operation): "cases: \(operation) needs the option \(option)"
    case .unknownInput(let name): "cases: the expression uses an input \(name) that the case does not have"
    case .unusableResult(let name):
      "cases: the result of \(name) must be F64 or I64, and the use of an index is not supported"
    }
  }
}
