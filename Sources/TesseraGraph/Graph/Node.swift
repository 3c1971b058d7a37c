package import TesseraShapes

/// One operation of an expression: immutable, shared by every expression that uses it.
@usableFromInline
package final class Node: Sendable {
  package let operation: Operation
  /// How the planner treats the operation; asked for so often that it is kept.
  package let role: Operation.Role
  let operandList: OperandList
  package let shape: Shape
  package let elementType: ElementType
  /// Where it was made, where that is known.
  package let site: CallSite?
  /// The line that made it, where it is known; what that takes says `CallSite`.
  package var location: SourceLocation? { site?.location }

  /// A node whose shape was inferred already.
  package init(
    _ operation: Operation, _ operands: [Node], shape: Shape, elementType: ElementType, site: CallSite?
  ) {
    self.operation = operation
    role = operation.role
    operandList = OperandList(operands)
    self.shape = shape
    self.elementType = elementType
    self.site = site
  }

  /// A node whose shape is inferred from its operands; an error gets the line of the call.
  package convenience init(
    inferring operation: Operation, _ operands: [Node], at site: CallSite?
  ) throws(ShapeError) {
    let shape: Shape
    do throws(ShapeError) {
      // An input, and what keeps its shape, cannot throw when it is made; the shape rules rely on extents that can be.
      for operand in operands { try operand.shape.validate(operation.name) }
      shape = try operation.shape(of: operands.map(\.shape), with: [:])
    } catch {
      let call = site?.location ?? SourceLocation.caller()
      throw error.located(at: call).of(Self.errorOperands(of: operation, operands, error.reason, at: call))
    }
    self.init(
      operation, operands, shape: shape, elementType: operation.elementType(of: operands.map(\.elementType)),
      site: site)
  }

  deinit { operandList.release() }
}

extension Node {
  /// A node for what the user called, computed in a wider type where the operation has no kernels for the operand's own.
  package static func applying(
    _ operation: Operation, _ operands: [Node], at site: CallSite?
  ) throws(ShapeError) -> Node {
    guard let own = operands.first?.elementType else { return try Node(inferring: operation, operands, at: site) }
    let wide = operation.computationType(for: own)
    guard wide != own else { return try Node(inferring: operation, operands, at: site) }
    let widened = operands.map { $0.elementType == own ? $0.casting(to: wide, at: site) : $0 }
    let result = try Node(inferring: operation, widened, at: site)
    return result.elementType == wide ? result.casting(to: own, at: site) : result
  }

  /// A node for a function of this one that keeps the shape and so cannot fail.
  package func applying(_ function: UnaryFunction, at site: CallSite?) -> Node {
    let operand = elementType == .float16 ? casting(to: .float32, at: site) : self
    let result = Node(
      .unary(function), [operand], shape: shape, elementType: function.resultType(of: operand.elementType),
      site: site)
    return result.elementType == .float32 && elementType == .float16
      ? result.casting(to: .float16, at: site) : result
  }

  /// A node for a function of this one and a scalar, which keeps the shape and so cannot fail.
  package func applying(_ function: BinaryFunction, _ scalar: Node, at site: CallSite?) -> Node {
    if elementType == .float16 {
      let widened = casting(to: .float32, at: site)
      return widened.applying(function, scalar.casting(to: .float32, at: site), at: site)
        .casting(to: .float16, at: site)
    }
    return Node(
      .binary(function), [self, scalar], shape: shape, elementType: function.resultType(of: elementType),
      site: site)
  }

  /// The same values as elements of another type; itself when they are already.
  package func casting(to target: ElementType, at site: CallSite?) -> Node {
    if elementType == target { return self }
    return Node(.cast(Cast(to: target)), [self], shape: shape, elementType: target, site: site)
  }
}

extension Node {
  /// The operands of a node, which the view keeps alive: their memory is freed with the node.
  package struct Operands: RandomAccessCollection, Sendable {
    let node: Node

    package var startIndex: Int { 0 }
    package var endIndex: Int { node.operandList.count }
    package subscript(position: Int) -> Node { withExtendedLifetime(node) { node.operandList[position] } }
  }

  /// The nodes that this one is computed from, in order.
  package var operands: Operands { Operands(node: self) }
}

extension Node {
  /// Every node that the given ones need, operands before their users, each once.
  ///
  /// - Complexity: O(nodes + edges), without recursion.
  package static func topologicalOrder(of outputs: [Node]) -> [Node] { NodeOrder(of: outputs).nodes }
}
