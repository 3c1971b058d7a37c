import TesseraGraph
import TesseraShapes

/// Grows a random graph of rows, node by node.
struct RowGraphBuilder {
  /// A node whose first axis is the batch.
  struct Entry {
    let node: Node
    /// The extents of a row.
    let extents: [Int]

    var elementType: ElementType { node.elementType }
    var isFloatingPoint: Bool { elementType.isFloatingPoint || elementType == .float16 }
    var isNumeric: Bool { elementType != .bool }
    var count: Int { extents.reduce(1, *) }
  }

  /// A row has no more elements than this.
  static let largestCount = 2048
  static let batch = Dimension.named("batch")

  var generator: SeededGenerator
  var entries: [Entry] = []
  var tables: [RowTable] = []
  var operations: Set<RowOperation> = []
  private let mainElementType: ElementType

  init(_ generator: SeededGenerator) {
    self.generator = generator
    mainElementType = self.generator.pick(weighted: [(.float32, 7), (.float64, 2), (.float16, 1)])
  }

  /// Adds nodes until the graph has its size.
  mutating func grow() throws {
    let size = Int.random(in: 4...20, using: &generator)
    // A long row makes products that are summed up in several slabs.
    let first = generator.chance(0.15) ? [generator.pick([385, 500, 784, 1160])] : randomExtents()
    try add(input(first, mainElementType))
    let choices = RowOperation.allCases.map { (value: $0, weight: $0.weight) }
    var attempts = 0
    while entries.count < size, attempts < 20 * size {
      attempts += 1
      let operation = generator.pick(weighted: choices)
      guard let node = try make(operation), try add(node) else { continue }
      operations.insert(operation)
    }
  }

  /// The nodes that no other one is made of, so that all are needed, and another one.
  mutating func chosenOutputs() -> [Node] {
    let used = Set(
      Node.topologicalOrder(of: entries.map(\.node)).flatMap { $0.operands.map { ObjectIdentifier($0) } })
    var outputs = entries.map(\.node).filter { !used.contains(ObjectIdentifier($0)) }
    if generator.chance(0.5) { outputs.append(generator.pick(entries).node) }
    return outputs
  }

  /// Keeps a node, unless its rows are too long.
  @discardableResult mutating func add(_ node: Node) throws -> Bool {
    guard let batch = node.shape.dimensions.first, batch == Self.batch else {
      throw Misfit(description: "\(node.operation.name) gave \(node.shape), which is no batch of rows")
    }
    let extents = node.shape.dimensions.dropFirst().compactMap(\.extent)
    guard extents.count == node.shape.rank - 1, extents.reduce(1, *) <= Self.largestCount else { return false }
    entries.append(Entry(node: node, extents: extents))
    return true
  }

  /// A node that is no batch of rows.
  struct Misfit: Error, CustomStringConvertible {
    let description: String
  }

  // MARK: Entries.

  /// An entry that the condition holds for; the newer ones more often, so that graphs grow deep.
  mutating func entry(where condition: (Entry) -> Bool = { _ in true }) -> Entry? {
    let suitable = entries.filter(condition)
    guard let last = suitable.last else { return nil }
    return generator.chance(0.5) ? last : generator.pick(suitable)
  }

  /// An entry of floating-point numbers whose rows have so many axes.
  mutating func numbers(rank: ClosedRange<Int> = 1...4) -> Entry? {
    entry { $0.isFloatingPoint && rank.contains($0.extents.count) }
  }

  /// An axis of the rows, as the node counts it.
  mutating func randomAxis(_ entry: Entry) -> Int { 1 + generator.pick(entry.extents.indices) }

  /// Another entry with rows of the same shape and type, or the same one.
  mutating func sibling(of entry: Entry) -> Entry {
    self.entry { $0.extents == entry.extents && $0.elementType == entry.elementType } ?? entry
  }

  // MARK: Leaves.

  /// Extents of a row: up to 3 axes, of lengths that leave tails of any kind.
  mutating func randomExtents() -> [Int] {
    let rank = generator.pick(weighted: [(0, 0.5), (1, 5), (2, 4), (3, 1.5)])
    var extents: [Int] = []
    for _ in 0..<rank {
      let extent = generator.pick([1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 33, 48, 63, 64, 65, 100, 130])
      extents.append(extents.reduce(extent, *) <= Self.largestCount / 2 ? extent : generator.pick([1, 2, 3]))
    }
    return extents
  }

  /// An input with a row for each of the table.
  mutating func input(_ extents: [Int], _ elementType: ElementType) throws -> Node {
    switch elementType {
    case .float32: try input(extents) { Float($0.number) }
    case .float64: try input(extents) { $0.number }
    case .float16: try input(extents) { Float16($0.number) }
    case .int64: try input(extents) { Int64.random(in: -20...20, using: &$0) }
    case .int32: try input(extents) { Int32.random(in: -20...20, using: &$0) }
    case .int8: try input(extents) { Int8.random(in: .min ... .max, using: &$0) }
    case .uint8: try input(extents) { UInt8.random(in: .min ... .max, using: &$0) }
    case .bool: try input(extents) { Bool.random(using: &$0) }
    }
  }

  /// An input with a row for each of the table, of these elements.
  mutating func input<Element: TensorElement>(
    _ extents: [Int], _ element: (inout SeededGenerator) -> Element
  ) throws -> Node {
    let name = "input \(tables.count)"
    let count = RowGraph.tableRows * extents.reduce(1, *)
    tables.append(RowTable(name, extents, (0..<count).map { _ in element(&generator) }))
    return Expression<Element>.input(name, shape: Shape([Self.batch] + extents.map { .fixed($0) })).node
  }

  /// A constant without a batch, its numbers at most `scale`.
  mutating func constant(_ extents: [Int], _ elementType: ElementType, scale: Double = 2) throws -> Node {
    switch elementType {
    case .float32: try constant(extents) { Float($0.number * scale / 2) }
    case .float64: try constant(extents) { $0.number * scale / 2 }
    case .float16: try constant(extents) { Float16($0.number * scale / 2) }
    case .int64: try constant(extents) { Int64.random(in: -9...9, using: &$0) }
    case .int32: try constant(extents) { Int32.random(in: -9...9, using: &$0) }
    case .int8: try constant(extents) { Int8.random(in: -9...9, using: &$0) }
    case .uint8: try constant(extents) { UInt8.random(in: 0...9, using: &$0) }
    case .bool: try constant(extents) { Bool.random(using: &$0) }
    }
  }

  /// A constant of these elements.
  mutating func constant<Element: TensorElement>(
    _ extents: [Int], _ element: (inout SeededGenerator) -> Element
  ) throws -> Node {
    let elements = (0..<extents.reduce(1, *)).map { _ in element(&generator) }
    return try Tensor(shape: Shape(extents: extents), elements: elements).expression.node
  }
}

extension SeededGenerator {
  /// A number between -2 and 2.
  fileprivate var number: Double {
    mutating get { Double.random(in: -2...2, using: &self) }
  }
}
