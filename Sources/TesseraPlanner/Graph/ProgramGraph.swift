package import TesseraGraph
package import TesseraShapes

/// What a program computes: values in the order of their computation, each once, with operands by index.
package struct ProgramGraph: Sendable {
  /// One value. Operands come before their users.
  package struct Value: Sendable {
    /// The first of the nodes that compute it; the numbers of the operands are the graph's own.
    package let node: Node
    package let operands: OperandNumbers

    package var operation: Operation { node.operation }
    package var role: Operation.Role { node.role }
    /// The shape with named dimensions.
    package var shape: Shape { node.shape }
    package var elementType: ElementType { node.elementType }
    /// The line that made the value, where it is known.
    package var location: SourceLocation? { node.location }
  }

  /// A value that arrives with each batch, and every node of the expression that stands for it.
  package struct InputSlot: Sendable {
    package let input: Input
    package let value: Int
    package internal(set) var nodes: [Node]
  }

  /// A value that the program gives, under a name.
  package struct OutputSlot: Sendable {
    package let name: String
    package let value: Int
    package let node: Node
  }

  package internal(set) var values: [Value] = []
  package internal(set) var inputs: [InputSlot] = []
  package internal(set) var outputs: [OutputSlot] = []
  /// Values that depend on no input and on no name, and are computed once a program; their position here is their number.
  package internal(set) var folded: [Int] = []

  /// What the program gives.
  package var outputDescriptions: [InputDescription] {
    outputs.map {
      InputDescription(name: $0.name, shape: values[$0.value].shape, elementType: values[$0.value].elementType)
    }
  }
}
