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

  /// The names of the operations that the expression uses.
  package var operationNames: Set<String> {
    switch self {
    case .input, .number: []
    case .operation(let name, let operands, _): operands.reduce(into: [name]) { $0.formUnion($1.operationNames) }
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

  // Functions.
  package var slope: Double?
  package var alpha: Double?
  package var form: GeluFormName?
  package var lower: Double?
  package var upper: Double?
  package var to: CaseElementName?

  // Reductions, and rows along an axis.
  package var correction: Int?
  package var order: NormOrderName?
  package var epsilon: Double?
  package var descending: Bool?
  package var largest: Bool?
  package var part: TopKPart?

  // Movements and indices.
  package var ranges: [[Int?]]?
  package var into: Int?
  package var at: [Int]?
  package var index: Int?
  package var widths: [[Int]]?
  package var mode: PaddingName?
  package var value: Double?
  package var counts: [Int]?
  package var count: Int?
  package var distance: Int?
  package var depth: Int?
  package var diagonal: Int?

  // Layers.
  package var causal: Bool?
  package var scale: Double?
  package var equation: String?

  package enum GeluFormName: String, Decodable, Sendable {
    case exact, tanh
  }

  package enum NormOrderName: String, Decodable, Sendable {
    case l1, l2, maximum
  }

  package enum TopKPart: String, Decodable, Sendable {
    case values, indices
  }

  package enum PaddingName: String, Decodable, Sendable {
    case constant, edge, reflect
  }
}
