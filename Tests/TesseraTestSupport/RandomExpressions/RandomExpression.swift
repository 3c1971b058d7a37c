package import TesseraGraph
import TesseraShapes

/// A random graph of all operations, with values for its inputs.
///
/// Shapes have up to 4 axes, some of them named, some empty; subexpressions are shared, views lie upon views, and outputs may repeat, or be
/// inputs themselves. Most values are well conditioned; a few inputs hold infinities, NaN, subnormal and huge numbers.
package struct RandomExpression: CustomStringConvertible, Sendable {
  /// What the graph gives.
  package let outputs: [Node]
  /// A value for each input that the outputs need.
  package let inputs: [String: any TensorValue]
  private let seed: UInt64

  /// A graph that the generator's seed repeats.
  package init(using generator: inout SeededGenerator) throws {
    seed = generator.seed
    var builder = RandomExpressionBuilder(generator)
    try builder.grow()
    outputs = try builder.chosenOutputs()
    var reachable: Set<String> = []
    for node in Node.topologicalOrder(of: outputs) {
      if case .input(let input) = node.operation { reachable.insert(input.name) }
    }
    inputs = builder.inputs.filter { reachable.contains($0.key) }
    generator = builder.generator
  }

  /// The values of the outputs, each element with the error that rounding explains.
  package func expectedValues() throws -> [ReferenceValue] {
    try ReferenceEvaluator().evaluate(outputs, inputs: inputs.mapValues { ReferenceValue($0.erased) })
  }

  /// The graph, the shapes of its inputs, and the seed that repeats it.
  package var description: String {
    let shapes = inputs.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.erased.shape)" }
    return "\(TextDump.text(of: outputs))\nwith \(shapes.joined(separator: ", "))\nrepeat with TESSERA_SEED=\(seed)"
  }
}
