package import TesseraGraph
import TesseraShapes

/// Nodes to values: parts that no output needs never come in, and equal computations become one.
package enum ImportPass {
  /// What makes two values the same computation.
  private struct Key: Hashable {
    let operation: Operation
    let operands: [Int]
  }

  package static func run(_ outputs: [(name: String, node: Node)]) throws(ProgramError) -> ProgramGraph {
    guard !outputs.isEmpty else { throw .noOutputs }
    var graph = ProgramGraph()
    var known: [Key: Int] = [:]
    var numbers: [ObjectIdentifier: Int] = [:]
    var slots: [String: Int] = [:]
    let order = Node.topologicalOrder(of: outputs.map(\.node))
    graph.values.reserveCapacity(order.count)
    for node in order {
      let operands = node.operands.indices.map { numbers[ObjectIdentifier(node.operands[$0])] ?? 0 }
      let key = Key(operation: node.operation, operands: operands)
      if case .input(let input) = node.operation, let slot = slots[input.name] {
        try unify(input, with: graph.inputs[slot].input)
        graph.inputs[slot].nodes.append(node)
        numbers[ObjectIdentifier(node)] = graph.inputs[slot].value
        continue
      }
      if let number = known[key] {
        numbers[ObjectIdentifier(node)] = number
        continue
      }
      let number = graph.values.count
      if case .input(let input) = node.operation {
        do { try input.declaredShape.validate("input") } catch {
          throw .invalidInput(name: input.name, error.located(at: node.location))
        }
        slots[input.name] = graph.inputs.count
        graph.inputs.append(ProgramGraph.InputSlot(input: input, value: number, nodes: [node]))
      }
      graph.values.append(
        ProgramGraph.Value(
          operation: node.operation, operands: operands, shape: node.shape, elementType: node.elementType,
          location: node.location))
      known[key] = number
      numbers[ObjectIdentifier(node)] = number
    }
    var names: Set<String> = []
    for (name, node) in outputs {
      guard names.insert(name).inserted else { throw .duplicateOutput(name: name) }
      let value = numbers[ObjectIdentifier(node)] ?? 0
      graph.outputs.append(ProgramGraph.OutputSlot(name: name, value: value, node: node))
    }
    return graph
  }

  private static func unify(_ input: Input, with other: Input) throws(ProgramError) {
    guard input != other else { return }
    throw .conflictingInputs(name: input.name, InputDescription(other), InputDescription(input))
  }
}

extension InputDescription {
  init(_ input: Input) {
    self.init(name: input.name, shape: input.declaredShape, elementType: input.elementType)
  }
}
