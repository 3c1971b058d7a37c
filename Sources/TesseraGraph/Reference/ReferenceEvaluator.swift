package import TesseraShapes

/// Evaluates a graph in Double, element by element: the oracle that programs are tested against. It shares no code with them.
///
/// Numbers carry a bound of what rounding in their element type may make of them; where only one result is right, it is that result. Casts round
/// visibly. Integers are exact at their width, and know what else rounding may choose. NaN, infinities and empty reductions follow NumPy. Each
/// node is computed once, and its value dropped after its last use.
package struct ReferenceEvaluator: Sendable {
  /// What the result of an operation is known to be before it is computed.
  struct Result {
    let extents: [Int]
    let elementType: ElementType

    var space: IndexSpace { IndexSpace(extents: extents) }

    func value(_ elements: ReferenceValue.Elements) -> ReferenceValue {
      ReferenceValue(extents: extents, elementType: elementType, elements: elements)
    }
    func value(_ numbers: [BoundedNumber]) -> ReferenceValue { value(.numbers(numbers)) }
    func value(_ integers: [PossibleInteger]) -> ReferenceValue { value(.integers(integers)) }
  }

  /// An evaluator; it keeps nothing between evaluations.
  package init() {}

  /// The values of some nodes, for inputs by name.
  ///
  /// - Throws: `ReferenceError` for inputs that are missing or do not fit and for an index outside of its axis, and `ShapeError` for shapes that
  ///   do not fit once names have numbers.
  package func evaluate(_ outputs: [Node], inputs: [String: ReferenceValue] = [:]) throws -> [ReferenceValue] {
    let order = Node.topologicalOrder(of: outputs)
    let names = try Self.extents(of: order, inputs)
    var uses: [ObjectIdentifier: Int] = [:]
    for node in order {
      for operand in node.operands { uses[ObjectIdentifier(operand), default: 0] += 1 }
    }
    for output in outputs { uses[ObjectIdentifier(output), default: 0] += 1 }
    var values: [ObjectIdentifier: ReferenceValue] = [:]
    for node in order {
      var operands: [ReferenceValue] = []
      for operand in node.operands.map(ObjectIdentifier.init) {
        guard let value = values[operand] else { throw ReferenceError.missingOperand(node.operation.name) }
        operands.append(value)
        uses[operand, default: 1] -= 1
        if uses[operand] == 0 { values[operand] = nil }
      }
      values[ObjectIdentifier(node)] = try compute(node.operation, operands, names: names, inputs: inputs)
    }
    return try outputs.map { output in
      guard let value = values[ObjectIdentifier(output)] else { throw ReferenceError.missingOperand("output") }
      return value
    }
  }

  /// One operation on values.
  package func compute(
    _ operation: Operation, _ operands: [ReferenceValue], names: [String: Int], inputs: [String: ReferenceValue] = [:]
  ) throws -> ReferenceValue {
    let shape = try operation.shape(of: operands.map { Shape(extents: $0.extents) }, with: names)
    guard let extents = shape.extents else {
      let axis = shape.dimensions.firstIndex { $0.extent == nil } ?? 0
      throw ShapeError(operation.name, .unboundName(shape, axis: axis))
    }
    let result = Result(extents: extents, elementType: operation.elementType(of: operands.map(\.elementType)))
    switch operation {
    case .input(let input):
      guard let value = inputs[input.name] else { throw ReferenceError.missingInput(input.name) }
      return value
    case .constant(let constant): return ReferenceValue(constant.storage, constant.shape, constant.elementType)
    case .scalar(let scalar): return self.scalar(scalar, result)
    case .iota: return iota(result)
    case .unary(let function): return unary(function, operands[0], result)
    case .binary(let function): return binary(function, operands[0], operands[1], result)
    case .map(let function): return map(function, operands, result)
    case .select: return select(operands[0], operands[1], operands[2], result)
    case .cast: return cast(operands[0], result)
    case .matrixProduct: return matrixProduct(operands[0], operands[1], result)
    case .reduction(let reduction): return self.reduction(reduction, operands[0], result)
    case .argumentReduction(let reduction): return argumentReduction(reduction, operands[0], result)
    case .argumentSort(let sort): return argumentSort(sort, operands[0], result)
    case .axisFunction(let function): return axisFunction(function, operands[0], result)
    case .reshape: return reshape(operands[0], result)
    case .transpose(let transpose): return self.transpose(transpose, operands[0], result)
    case .broadcast: return broadcast(operands[0], result)
    case .slice(let slice): return self.slice(slice, operands[0], result)
    case .concatenate(let concatenate): return self.concatenate(concatenate, operands, result)
    case .rearrange(let rearrangement): return rearrange(rearrangement, operands[0], result)
    case .gather(let gather): return try self.gather(gather, operands[0], operands[1], result)
    case .scatter(let scatter): return try self.scatter(scatter, operands[0], operands[1], operands[2], result)
    }
  }

  /// The numbers of named dimensions, from the shapes of the inputs.
  private static func extents(of nodes: [Node], _ inputs: [String: ReferenceValue]) throws -> [String: Int] {
    var names: [String: Int] = [:]
    var declared: [(input: Input, value: ReferenceValue)] = []
    for node in nodes {
      guard case .input(let input) = node.operation else { continue }
      guard let value = inputs[input.name] else { throw ReferenceError.missingInput(input.name) }
      guard value.elementType == input.elementType else {
        throw ReferenceError.elementType(input: input.name, expected: input.elementType, got: value.elementType)
      }
      declared.append((input, value))
      for (dimension, extent) in zip(input.declaredShape.dimensions, value.extents) {
        if case .named(let name) = dimension { names[name] = names[name] ?? extent }
      }
    }
    // Arithmetic in a declared shape needs every name first.
    for (input, value) in declared where input.declaredShape.resolved(with: names)?.extents != value.extents {
      throw ReferenceError.shape(input: input.name, declared: input.declaredShape, got: value.extents)
    }
    return names
  }
}

/// Inputs that do not fit the graph, and indices that do not fit their axis.
package enum ReferenceError: Error, Hashable, CustomStringConvertible {
  /// No value for an input.
  case missingInput(String)
  /// A value of another element type.
  case elementType(input: String, expected: ElementType, got: ElementType)
  /// A value of another shape, or of another extent for a name than an earlier input.
  case shape(input: String, declared: Shape, got: [Int])
  /// A node that is used before it is computed.
  case missingOperand(String)
  /// An index outside of its axis, and its position among the indices: the evaluation fails.
  case index(operation: String, index: Int64, position: Int, extent: Int)
  /// An index that rounding may put outside of its axis.
  case uncertainIndex(String)

  package var description: String {
    switch self {
    case .missingInput(let name): "input \"\(name)\" must have a value; got none"
    case .elementType(let name, let expected, let got): "input \"\(name)\" must hold \(expected); got \(got)"
    case .shape(let name, let declared, let got): "input \"\(name)\" must have shape \(declared); got \(got)"
    case .missingOperand(let name): "operands must be computed before their users; \(name) came first"
    case .index(let name, let index, let position, let extent):
      "\(name): indices must be in an axis of extent \(extent); got \(index) at position \(position)"
    case .uncertainIndex(let name): "\(name): indices must be certain to be in their axis; rounding decides"
    }
  }
}
