package import TesseraGraph
import TesseraShapes

/// A random graph of all operations, with values for its inputs.
///
/// Shapes have up to 4 axes, some of them named, some empty; subexpressions are shared, views lie upon views, and outputs may repeat, or be
/// inputs themselves. Most values are well conditioned; a few inputs hold infinities, NaN, subnormal and huge numbers, and a few graphs an
/// index outside of its axis.
package struct RandomExpression: CustomStringConvertible, Sendable {
  /// What the graph gives.
  package let outputs: [Node]
  /// A value for each input that the outputs need.
  package let inputs: [String: any TensorValue]
  /// The compositions that went into it.
  package let compositions: Set<Composition>
  private let seed: UInt64

  /// What an evaluation of the graph must do.
  package enum Outcome: Sendable {
    /// Give these values.
    case values([ReferenceValue])
    /// Refuse an index.
    case failure(operation: String, index: Int64, position: Int, extent: Int)
  }

  /// A graph that the generator's seed repeats.
  package init(using generator: inout SeededGenerator) throws {
    seed = generator.seed
    var builder = RandomExpressionBuilder(generator)
    try builder.grow()
    outputs = try builder.chosenOutputs()
    compositions = builder.compositions
    var reachable: Set<String> = []
    for node in Node.topologicalOrder(of: outputs) {
      if case .input(let input) = node.operation { reachable.insert(input.name) }
    }
    inputs = builder.inputs.filter { reachable.contains($0.key) }
    generator = builder.generator
  }

  /// The values of the outputs, each element with what rounding explains, or the index that is refused.
  package func expectedOutcome() throws -> Outcome {
    do {
      return .values(try ReferenceEvaluator().evaluate(outputs, inputs: inputs.mapValues { ReferenceValue($0.erased) }))
    } catch ReferenceError.index(let operation, let index, let position, let extent) {
      return .failure(operation: operation, index: index, position: position, extent: extent)
    }
  }

  /// The graph, the shapes of its inputs, and the seed that repeats it.
  package var description: String {
    let shapes = inputs.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.erased.shape)" }
    return "\(TextDump.text(of: outputs))\nwith \(shapes.joined(separator: ", "))\nrepeat with TESSERA_SEED=\(seed)"
  }
}
