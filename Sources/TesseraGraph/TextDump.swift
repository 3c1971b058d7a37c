// Graphs as text, a line a node: for people, for tests, and for a program's summary.

extension Expression {
  /// Every node that the expression needs, a line each, operands first; a shared node has one line.
  ///
  /// ```
  /// %0 = input("pixels") : Float [batch, 784]
  /// %1 = constant() : Float [784, 10]
  /// %2 = matmul(%0, %1) : Float [batch, 10]
  /// %3 = softmax(%2, axis: 1) : Float [batch, 10]
  /// ```
  /// - Complexity: time and memory linear in the number of nodes.
  public var textDump: String { TextDump.lines(of: [node]) }
}

/// The text of graphs.
package enum TextDump {
  /// Every node that the outputs need, a line each, operands first, and the outputs themselves in a last line.
  ///
  /// - Complexity: time and memory linear in the number of nodes and edges.
  package static func text(of outputs: [Node]) -> String {
    let order = Node.topologicalOrder(of: outputs)
    let numbers = numbers(of: order)
    return lines(order, numbers) + "\nreturn " + outputs.map { name(of: $0, numbers) }.joined(separator: ", ")
  }

  /// Every node that the outputs need, a line each, operands first, without a newline at the end.
  static func lines(of outputs: [Node]) -> String {
    let order = Node.topologicalOrder(of: outputs)
    return lines(order, numbers(of: order))
  }

  private static func numbers(of order: [Node]) -> [ObjectIdentifier: Int] {
    var numbers: [ObjectIdentifier: Int] = [:]
    numbers.reserveCapacity(order.count)
    for (number, node) in order.enumerated() { numbers[ObjectIdentifier(node)] = number }
    return numbers
  }

  private static func lines(_ order: [Node], _ numbers: [ObjectIdentifier: Int]) -> String {
    var text = ""
    for (number, node) in order.enumerated() {
      if number > 0 { text += "\n" }
      text += "%\(number) = "
      text += computation(of: node, numbers)
      text += " : \(node.elementType) \(node.shape)"
    }
    return text
  }

  private static func name(of node: Node, _ numbers: [ObjectIdentifier: Int]) -> String {
    numbers[ObjectIdentifier(node)].map { "%\($0)" } ?? "%?"
  }

  /// `matmul(%0, %1)`, or `%0 + %1` for an operation that the user writes as an operator.
  private static func computation(of node: Node, _ numbers: [ObjectIdentifier: Int]) -> String {
    let operation = node.operation.name
    var arguments = node.operands.map { name(of: $0, numbers) }
    let isOperator = operation.first.map { !$0.isLetter } ?? false
    if isOperator, arguments.count == 2 { return "\(arguments[0]) \(operation) \(arguments[1])" }
    if isOperator, arguments.count == 1 { return operation + arguments[0] }
    let parameters = node.operation.parameters
    if !parameters.isEmpty { arguments.append(parameters) }
    return "\(operation)(\(arguments.joined(separator: ", ")))"
  }
}

extension Expression: CustomStringConvertible {
  /// The element type, the shape and the operation, such as `Expression<Float> [batch, 10] softmax`.
  public var description: String { "Expression<\(node.elementType)> \(node.shape) \(node.operation.name)" }
}
