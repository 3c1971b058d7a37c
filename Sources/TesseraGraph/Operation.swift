package import TesseraShapes

/// What a node does. A closed set: every switch over it is exhaustive, so that a new operation cannot be forgotten anywhere.
package enum Operation: Hashable, Sendable {
  /// A value that arrives with a batch.
  case input(Input)
  /// A value that is known when the expression is built.
  case constant(Constant)
  /// A single number.
  case scalar(Scalar)
  /// An elementwise function of one operand.
  case unary(UnaryFunction)
  /// An elementwise function of two operands, which are broadcast.
  case binary(BinaryFunction)
  /// A closure of the user, of one or two operands, which are broadcast.
  case map(MapFunction)
  /// A matrix product.
  case matrixProduct(MatrixProduct)
  /// A sum, mean, largest or smallest element over some axes.
  case reduction(Reduction)
  /// The index of the first largest element along an axis.
  case argumentMaximum(ArgumentMaximum)
  /// Softmax or its logarithm along an axis.
  case softmax(Softmax)
  /// The same elements in another shape.
  case reshape(Reshape)
  /// The axes in another order.
  case transpose(Transpose)
  /// Axes repeated to a larger shape.
  case broadcast(Broadcast)
}

extension Operation {
  /// What the user calls it: `matmul`, `+`, `softmax`.
  package var name: String {
    switch self {
    case .input: "input"
    case .constant: "constant"
    case .scalar: "scalar"
    case .unary(let function): function.name
    case .binary(let function): function.name
    case .map: "map"
    case .matrixProduct: "matmul"
    case .reduction(let reduction): reduction.kind.name
    case .argumentMaximum: "argmax"
    case .softmax(let softmax): softmax.name
    case .reshape: "reshape"
    case .transpose: "transpose"
    case .broadcast: "broadcast"
    }
  }

  /// The shape of the result, or the rule that the operands break.
  ///
  /// - Parameter extents: numbers for named dimensions; none while an expression is built, all of them when a batch has arrived. What is
  ///   not decided without them passes.
  package func shape(of operands: [Shape], with extents: [String: Int]) throws(ShapeError) -> Shape {
    switch self {
    case .input(let input): try input.shape(with: extents)
    case .constant(let constant): constant.shape
    case .scalar: .scalar
    case .unary: operands[0]
    case .binary(let function): try operands[0].broadcast(with: operands[1], operation: function.name)
    case .map(let function): try function.shape(of: operands)
    case .matrixProduct(let product): try product.shape(of: operands[0], operands[1])
    case .reduction(let reduction): try reduction.shape(of: operands[0])
    case .argumentMaximum(let maximum): try maximum.shape(of: operands[0])
    case .softmax: operands[0]
    case .reshape(let reshape): try reshape.shape(of: operands[0], with: extents)
    case .transpose(let transpose): transpose.shape(of: operands[0])
    case .broadcast(let broadcast): try broadcast.shape(of: operands[0], with: extents)
    }
  }

  /// The element type of the result.
  package func elementType(of operands: [ElementType]) -> ElementType {
    switch self {
    case .input(let input): input.elementType
    case .constant(let constant): constant.elementType
    case .scalar(let scalar): scalar.elementType
    case .argumentMaximum: .int64
    case .unary, .binary, .map, .matrixProduct, .reduction, .softmax, .reshape, .transpose, .broadcast: operands[0]
    }
  }

  /// How the planner treats an operation; a new one is sorted in here once.
  package enum Role: Sendable {
    /// A value that arrives with a batch.
    case input
    /// A value that is known already.
    case constant
    /// Each element of the result depends on the elements at the same index alone.
    case elementwise
    /// The elements stay and are only arranged in another way.
    case movement
    /// A computation that needs its operands in memory.
    case whole
  }

  /// How the planner treats the operation.
  package var role: Role {
    switch self {
    case .input: .input
    case .constant, .scalar: .constant
    case .unary, .binary, .map: .elementwise
    case .reshape, .transpose, .broadcast: .movement
    case .matrixProduct, .reduction, .argumentMaximum, .softmax: .whole
    }
  }

  /// What distinguishes two operations of the same name, for people; empty when there is nothing.
  package var parameters: String {
    switch self {
    case .input(let input): "\"\(input.name)\""
    case .scalar(let scalar): scalar.description
    case .reduction(let reduction): reduction.parameters
    case .argumentMaximum(let maximum): maximum.parameters
    case .softmax(let softmax): "axis: \(softmax.axis)"
    case .reshape(let reshape): "\(reshape.target)"
    case .transpose(let transpose): "\(transpose.permutation)"
    case .broadcast(let broadcast): "\(broadcast.target)"
    case .constant, .unary, .binary, .map, .matrixProduct: ""
    }
  }
}
