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
        do throws(ProgramError) {
          numbers.append(try number(of: input, node, &slots, &graph))
        } catch {
          throw error.needed(by: order.firstOutput(of: outputs, needing: node))
        }
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
    var names: [String: Int] = [:]
    for (index, (name, node)) in outputs.enumerated() {
      if let first = names.updateValue(index, forKey: name) {
        throw .duplicateOutput(
          name: name,
          first: OutputReference(index: first, name: nil, location: outputs[first].node.location),
          second: OutputReference(index: index, name: nil, location: node.location))
      }
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
      try unify(input, node, with: graph.inputs[slot])
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

  private static func unify(
    _ input: Input, _ node: Node, with other: ProgramGraph.InputSlot
  ) throws(ProgramError) {
    guard input != other.input else { return }
    throw .conflictingInputs(
      first: ProgramError.DeclaredInput(
        input: InputDescription(other.input), location: other.nodes.first?.location),
      second: ProgramError.DeclaredInput(input: InputDescription(input), location: node.location), output: nil)
  }
}

extension ProgramError {
  /// The same error with the output that it concerns.
  fileprivate func needed(by output: OutputReference?) -> ProgramError {
    switch self {
    case .noOutputs, .duplicateOutput: self
    case .conflictingInputs(let first, let second, _):
      .conflictingInputs(first: first, second: second, output: output)
    case .invalidInput(let name, let error): .invalidInput(name: name, error.needed(by: output))
    }
  }
}

extension NodeOrder {
  /// The first output that is computed from a node; nil when none is.
  ///
  /// - Complexity: O(nodes + edges).
  fileprivate func firstOutput(of outputs: [(name: String, node: Node)], needing node: Node) -> OutputReference? {
    var needs = Array(repeating: false, count: nodes.count)
    for (number, user) in nodes.enumerated() {
      needs[number] = user === node || user.operands.contains { needs[position(of: $0)] }
    }
    return outputs.indices.first { needs[position(of: outputs[$0].node)] }.map { index in
      OutputReference(index: index, of: outputs.count, name: outputs[index].name, node: outputs[index].node)
    }
  }
}

extension InputDescription {
  init(_ input: Input) {
    self.init(name: input.name, shape: input.declaredShape, elementType: input.elementType)
  }
}
