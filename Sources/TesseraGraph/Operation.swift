package import TesseraShapes

/// What a node does. A closed set: every switch over it is exhaustive, so that a new operation cannot be forgotten anywhere.
package enum Operation: Hashable, Sendable {
  /// A value that arrives with a batch.
  case input(Input)
  /// A value that is known when the expression is built.
  case constant(Constant)
  /// A single number.
  case scalar(Scalar)
  /// The whole numbers from 0 along a dimension.
  case iota(Iota)
  /// An elementwise function of one operand.
  case unary(UnaryFunction)
  /// An elementwise function of two operands, which are broadcast.
  case binary(BinaryFunction)
  /// A closure of the user, of one or two operands, which are broadcast.
  case map(MapFunction)
  /// Of two operands the one that a truth value chooses.
  case select(Select)
  /// The same values as elements of another type.
  case cast(Cast)
  /// A matrix product.
  case matrixProduct(MatrixProduct)
  /// Many elements to one over some axes.
  case reduction(Reduction)
  /// The index of the first largest or smallest element along an axis.
  case argumentReduction(ArgumentReduction)
  /// The indices that sort the elements along an axis.
  case argumentSort(ArgumentSort)
  /// A function of whole rows along an axis.
  case axisFunction(AxisFunction)
  /// The same elements in another shape.
  case reshape(Reshape)
  /// The axes in another order.
  case transpose(Transpose)
  /// Axes repeated to a larger shape.
  case broadcast(Broadcast)
  /// Ranges of positions along each axis.
  case slice(Slice)
  /// Operands behind each other along an axis.
  case concatenate(Concatenate)
  /// Elements copied by their index along each axis: padding, rolling, repeating.
  case rearrange(Rearrangement)
  /// Elements at positions that arrive as indices.
  case gather(Gather)
  /// Elements replaced or added to at positions that arrive as indices.
  case scatter(Scatter)
}

extension Operation {
  /// What the user calls it: `matmul`, `+`, `softmax`.
  package var name: String {
    switch self {
    case .input: "input"
    case .constant: "constant"
    case .scalar: "scalar"
    case .iota: "indices"
    case .unary(let function): function.name
    case .binary(let function): function.name
    case .map: "map"
    case .select: "select"
    case .cast: "cast"
    case .matrixProduct: "matmul"
    case .reduction(let reduction): reduction.kind.name
    case .argumentReduction(let reduction): reduction.kind.name
    case .argumentSort: "argsort"
    case .axisFunction(let function): function.kind.name
    case .reshape: "reshape"
    case .transpose: "transpose"
    case .broadcast: "broadcast"
    case .slice: "slice"
    case .concatenate: "concatenate"
    case .rearrange(let rearrangement): rearrangement.name
    case .gather(let gather): gather.kind.name
    case .scatter: "scatter"
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
    case .iota(let iota): try iota.shape(with: extents)
    case .unary, .cast, .argumentSort, .axisFunction: operands[0]
    case .binary(let function): try operands[0].broadcast(with: operands[1], operation: function.name)
    case .map(let function): try function.shape(of: operands)
    case .select(let select): try select.shape(of: operands)
    case .matrixProduct(let product): try product.shape(of: operands[0], operands[1])
    case .reduction(let reduction): try reduction.shape(of: operands[0])
    case .argumentReduction(let reduction): try reduction.shape(of: operands[0])
    case .reshape(let reshape): try reshape.shape(of: operands[0], with: extents)
    case .transpose(let transpose): transpose.shape(of: operands[0])
    case .broadcast(let broadcast): try broadcast.shape(of: operands[0], with: extents)
    case .slice(let slice): try slice.shape(of: operands[0])
    case .concatenate(let concatenate): try concatenate.shape(of: operands)
    case .rearrange(let rearrangement): try rearrangement.shape(of: operands[0])
    case .gather(let gather): try gather.shape(of: operands[0], operands[1])
    case .scatter(let scatter): try scatter.shape(of: operands[0], operands[1], operands[2])
    }
  }

  /// The element type of the result.
  package func elementType(of operands: [ElementType]) -> ElementType {
    switch self {
    case .input(let input): input.elementType
    case .constant(let constant): constant.elementType
    case .scalar(let scalar): scalar.elementType
    case .unary(let function): function.resultType(of: operands[0])
    case .binary(let function): function.resultType(of: operands[0])
    case .cast(let cast): cast.target
    case .select: operands[1]
    case .iota, .argumentReduction, .argumentSort: .int64
    case .map, .matrixProduct, .reduction, .axisFunction, .reshape, .transpose, .broadcast, .slice, .concatenate,
      .rearrange, .gather, .scatter:
      operands[0]
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
    /// The elements stay where they are and are only seen in another way.
    case view
    /// A computation that needs its operands in memory.
    case whole
  }

  /// How the planner treats the operation.
  package var role: Role {
    switch self {
    case .input: .input
    case .constant, .scalar: .constant
    case .unary, .binary, .map, .select, .cast: .elementwise
    case .reshape, .transpose, .broadcast, .slice: .view
    case .iota, .matrixProduct, .reduction, .argumentReduction, .argumentSort, .axisFunction, .concatenate, .rearrange,
      .gather, .scatter:
      .whole
    }
  }

  /// What operands of a type are cast to before the operation, and its result back after it.
  ///
  /// Float16 is stored only and computed in Float. Sums and products of small whole numbers are formed in Int64, which wraps to the same.
  package func computationType(for elementType: ElementType) -> ElementType {
    switch (self, elementType) {
    case (.unary, .float16), (.binary, .float16), (.matrixProduct, .float16), (.reduction, .float16),
      (.argumentReduction, .float16), (.argumentSort, .float16), (.axisFunction, .float16):
      .float32
    case (.scatter(let scatter), .float16): scatter.kind == .add ? .float32 : .float16
    case (.reduction(let reduction), .int32), (.reduction(let reduction), .int8), (.reduction(let reduction), .uint8):
      reduction.kind.accepts(elementType) ? elementType : .int64
    case (.axisFunction, .int32), (.axisFunction, .int8), (.axisFunction, .uint8): .int64
    case (.input, _), (.constant, _), (.scalar, _), (.iota, _), (.unary, _), (.binary, _), (.map, _), (.select, _),
      (.cast, _), (.matrixProduct, _), (.reduction, _), (.argumentReduction, _), (.argumentSort, _), (.axisFunction, _),
      (.reshape, _), (.transpose, _), (.broadcast, _), (.slice, _), (.concatenate, _), (.rearrange, _), (.gather, _),
      (.scatter, _):
      elementType
    }
  }

  /// What distinguishes two operations of the same name, for people; empty when there is nothing.
  package var parameters: String {
    switch self {
    case .input(let input): "\"\(input.name)\""
    case .scalar(let scalar): scalar.description
    case .iota(let iota): "\(iota.count)"
    case .cast(let cast): "to: \(cast.target)"
    case .reduction(let reduction): reduction.parameters
    case .argumentReduction(let reduction): reduction.parameters
    case .argumentSort(let sort): sort.parameters
    case .axisFunction(let function): function.parameters
    case .reshape(let reshape): "\(reshape.target)"
    case .transpose(let transpose): "\(transpose.permutation)"
    case .broadcast(let broadcast): "\(broadcast.target)"
    case .slice(let slice): slice.ranges.map(\.description).joined(separator: ", ")
    case .concatenate(let concatenate): "axis: \(concatenate.axis)"
    case .rearrange(let rearrangement): rearrangement.parameters
    case .gather(let gather): gather.parameters
    case .scatter(let scatter): scatter.parameters
    case .constant, .unary, .binary, .map, .select, .matrixProduct: ""
    }
  }
}
