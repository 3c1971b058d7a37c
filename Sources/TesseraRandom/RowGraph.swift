package import TesseraGraph
import TesseraShapes

/// A random graph whose first axis is the batch, in which nothing crosses it: a row of an output follows from the same row of the inputs alone.
///
/// All operations along the batch come in it, in all element types. Values stay near 1, so that a difference in the last bit is not lost in
/// an infinity. There are values for `tableRows` rows; a batch is any choice of them, in any order.
package struct RowGraph: CustomStringConvertible, Sendable {
  /// How many different rows the inputs have.
  package static let tableRows = 130

  /// What the graph gives; the first axis of each is the batch.
  package let outputs: [Node]
  /// The operations that went into it.
  package let operations: Set<RowOperation>
  private let tables: [RowTable]
  private let seed: UInt64

  /// A graph that the generator's seed repeats.
  package init(using generator: inout SeededGenerator) throws {
    seed = generator.seed
    var builder = RowGraphBuilder(generator)
    try builder.grow()
    outputs = builder.chosenOutputs()
    operations = builder.operations
    generator = builder.generator
    // An input may belong to a node that was not kept.
    var needed: Set<String> = []
    for node in Node.topologicalOrder(of: outputs) {
      if case .input(let input) = node.operation { needed.insert(input.name) }
    }
    tables = builder.tables.filter { needed.contains($0.name) }
  }

  /// The inputs of a batch that is made of these rows, each from 0 up to `tableRows`.
  package func batch(of rows: [Int]) throws -> [String: any TensorValue] {
    var inputs: [String: any TensorValue] = [:]
    for table in tables { inputs[table.name] = try table.batch(rows) }
    return inputs
  }

  /// The graph, and the seed that repeats it.
  package var description: String { "\(TextDump.text(of: outputs))\nof seed \(seed)" }
}

/// The values of an input for all rows.
struct RowTable: Sendable {
  let name: String
  /// The value for a batch of some of the rows.
  let batch: @Sendable (_ rows: [Int]) throws -> any TensorValue

  /// A table of elements, those of a row beside each other.
  init<Element: TensorElement>(_ name: String, _ extents: [Int], _ elements: [Element]) {
    self.name = name
    let count = extents.reduce(1, *)
    batch = { rows in
      try Tensor(
        shape: Shape(extents: [rows.count] + extents),
        elements: rows.flatMap { elements[$0 * count..<($0 + 1) * count] })
    }
  }
}
