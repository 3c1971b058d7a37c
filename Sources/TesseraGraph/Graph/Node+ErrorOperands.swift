package import TesseraShapes

// How an error names what an operation was given. All of it is worked out when the error is made: a node keeps its call site and no more.

extension Node {
  /// The operands of an operation that failed, with the lines that made them.
  ///
  /// - Parameters:
  ///   - reason: what failed; of many operands the first and the one that the reason counts are named.
  ///   - call: the line of the call, which tells nothing new about an operand that was made in it.
  /// - Complexity: O(nodes without a line of their own).
  package static func errorOperands(
    of operation: Operation, _ operands: [Node], _ reason: ShapeError.Reason, at call: SourceLocation?
  ) -> [ShapeError.Operand] {
    switch operation {
    case .binary, .map, .matrixProduct:
      operands.count == 1 ? [operands[0].named("operand", at: call)] : named(operands, ["lhs", "rhs"], at: call)
    case .select: named(operands, ["condition", "then", "otherwise"], at: call)
    case .gather, .scatter: named(operands, ["operand", "indices", "updates"], at: call)
    case .concatenate: manyNamed(operands, reason, at: call)
    case .unary, .cast, .reduction, .argumentReduction, .argumentSort, .axisFunction, .reshape, .transpose,
      .broadcast, .slice, .rearrange:
      named(operands, ["operand"], at: call)
    case .input, .constant, .scalar, .iota: []
    }
  }

  /// Several operands of one kind: all of two, otherwise the first and the one that the reason counts.
  private static func manyNamed(
    _ operands: [Node], _ reason: ShapeError.Reason, at call: SourceLocation?
  ) -> [ShapeError.Operand] {
    var counted = 1
    if case .operandRank(_, _, let operand) = reason { counted = operand }
    if case .operandExtent(_, _, let operand, _) = reason { counted = operand }
    return [0, counted].filter { operands.indices.contains($0) }.map {
      operands[$0].named($0 == 0 ? "first operand" : "operand \($0)", at: call)
    }
  }

  private static func named(
    _ operands: [Node], _ roles: [String], at call: SourceLocation?
  ) -> [ShapeError.Operand] {
    zip(operands, roles).map { $0.named($1, at: call) }
  }

  /// This node as an error names it.
  package func named(_ role: String?, at call: SourceLocation?) -> ShapeError.Operand {
    let node = withoutInsertedCasts(at: call)
    if node.operandList.count == 0 {
      return ShapeError.Operand(role: role, name: node.errorName, location: node.location)
    }
    if let location = node.ownLine(at: call) {
      return ShapeError.Operand(role: role, name: node.errorName, location: location)
    }
    var sources: [ShapeError.Operand] = []
    for operand in node.operands where sources.count < 2 {
      guard let source = operand.nearestWithLine(at: call), !sources.contains(source) else { continue }
      sources.append(source)
    }
    return ShapeError.Operand(role: role, name: node.errorName, location: nil, sources: sources)
  }

  /// Its line unless it is the call's: what a method is composed of has that of the method's call.
  private func ownLine(at call: SourceLocation?) -> SourceLocation? {
    guard let location else { return nil }
    return call.map { location.isSameLine(as: $0) } ?? false ? nil : location
  }

  /// The first node with a line of its own among this one, its first operand that is not a number, and so on; nil where there is none.
  private func nearestWithLine(at call: SourceLocation?) -> ShapeError.Operand? {
    var node = self
    // Looking up the line of an operator takes a while, and where one has none, others of its code have none either.
    var lookUps = 0
    while true {
      if case .returnAddress = node.site { lookUps += 1 }
      if lookUps <= 4, let location = node.ownLine(at: call) {
        return ShapeError.Operand(name: node.errorName, location: location)
      }
      guard let next = node.operands.first(where: { !$0.isScalar }) else {
        // An input or a value says something even where it stands in the line of the call.
        return node.location.map { ShapeError.Operand(name: node.errorName, location: $0) }
      }
      node = next
    }
  }

  /// What the user wrote, without the casts that a computation in a wider type puts around it: those were made where it was.
  private func withoutInsertedCasts(at call: SourceLocation?) -> Node {
    var node = self
    while case .cast = node.operation, let operand = node.operands.first {
      guard node.site == operand.site || node.ownLine(at: call) == nil else { break }
      node = operand
    }
    return node
  }

  private var isScalar: Bool { if case .scalar = operation { true } else { false } }

  /// What it is called: an input by its name, a number by its value, anything else by the user's operation.
  private var errorName: String {
    switch operation {
    case .input(let input): "input \(input.name.quotedShort)"
    case .scalar(let scalar): "scalar \(scalar)"
    case .constant, .iota, .unary, .binary, .map, .select, .cast, .matrixProduct, .reduction, .argumentReduction,
      .argumentSort, .axisFunction, .reshape, .transpose, .broadcast, .slice, .concatenate, .rearrange, .gather,
      .scatter:
      operation.name
    }
  }
}
