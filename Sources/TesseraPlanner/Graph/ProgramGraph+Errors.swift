package import TesseraGraph
package import TesseraShapes

// What an error says about its place in a program, worked out when there is an error.

extension ProgramGraph {
  /// The error of a value with the lines of its call and of its operands, and with the output that needs it.
  ///
  /// - Complexity: O(values + edges).
  package func explaining(_ error: ShapeError, of number: Int) -> ShapeError {
    let (node, location) = (values[number].node, values[number].location)
    return error.located(at: location)
      .of(Node.errorOperands(of: node.operation, Array(node.operands), error.reason, at: location))
      .needed(by: firstOutput(needing: number))
  }

  /// The first output that is computed from a value; nil when none is.
  private func firstOutput(needing number: Int) -> OutputReference? {
    var needs = Array(repeating: false, count: values.count)
    needs[number] = true
    for user in values.indices[number...] where values[user].operands.contains(where: { needs[$0] }) {
      needs[user] = true
    }
    return outputs.indices.first { needs[outputs[$0].value] }.map { index in
      OutputReference(index: index, of: outputs.count, name: outputs[index].name, node: outputs[index].node)
    }
  }
}

extension OutputReference {
  /// What an output without a name is called; it is said by the position alone.
  package static func numberedName(_ index: Int, of count: Int) -> String { count == 1 ? "output" : "output \(index)" }

  package init(index: Int, of count: Int, name: String, node: Node) {
    self.init(
      index: index, name: name == Self.numberedName(index, of: count) ? nil : name, location: node.location)
  }
}
