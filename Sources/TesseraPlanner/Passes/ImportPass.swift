package import TesseraGraph
import TesseraShapes

/// Nodes to values: parts that no output needs never come in, and equal computations become one.
package enum ImportPass {
  package static func run(_ outputs: [(name: String, node: Node)]) throws(ProgramError) -> ProgramGraph {
    guard !outputs.isEmpty else { throw .noOutputs }
    let order = NodeOrder(of: outputs.map(\.node))
    var graph = ProgramGraph()
    graph.values.reserveCapacity(order.nodes.count)
    var known = ValueTable(capacity: order.nodes.count)
    var slots: [String: Int] = [:]
    /// The value of each node, by the node's position.
    var numbers: [Int] = []
    numbers.reserveCapacity(order.nodes.count)
    for node in order.nodes {
      if case .input(let input) = node.operation {
        numbers.append(try number(of: input, node, &slots, &graph))
        continue
      }
      let nodes = node.operands
      let operands = OperandNumbers(count: nodes.count) { numbers[order.position(of: nodes[$0])] }
      if let number = known.find(node.operation, operands, in: graph.values) {
        numbers.append(number)
      } else {
        numbers.append(graph.values.count)
        graph.values.append(ProgramGraph.Value(node: node, operands: operands))
      }
    }
    var names: Set<String> = []
    for (name, node) in outputs {
      guard names.insert(name).inserted else { throw .duplicateOutput(name: name) }
      graph.outputs.append(
        ProgramGraph.OutputSlot(name: name, value: numbers[order.position(of: node)], node: node))
    }
    return graph
  }

  /// The value of an input: one for all nodes with its name, which must agree.
  private static func number(
    of input: Input, _ node: Node, _ slots: inout [String: Int], _ graph: inout ProgramGraph
  ) throws(ProgramError) -> Int {
    if let slot = slots[input.name] {
      try unify(input, with: graph.inputs[slot].input)
      graph.inputs[slot].nodes.append(node)
      return graph.inputs[slot].value
    }
    do { try input.declaredShape.validate("input") } catch {
      throw .invalidInput(name: input.name, error.located(at: node.location))
    }
    let number = graph.values.count
    slots[input.name] = graph.inputs.count
    graph.inputs.append(ProgramGraph.InputSlot(input: input, value: number, nodes: [node]))
    graph.values.append(ProgramGraph.Value(node: node, operands: OperandNumbers(count: 0) { $0 }))
    return number
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
