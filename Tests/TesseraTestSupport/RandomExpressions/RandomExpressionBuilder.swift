import TesseraGraph
import TesseraShapes

/// Grows a random graph node by node; the reference evaluator computes each, so that the next ones can keep to sensible values.
struct RandomExpressionBuilder {
  /// A node with its value.
  struct Entry {
    let node: Node
    let value: ReferenceValue

    var extents: [Int] { value.extents }
    var elementType: ElementType { node.elementType }
    var isFloatingPoint: Bool { elementType.isFloatingPoint }
  }

  /// More elements than this are not made.
  static let largestCount = 2048

  var generator: SeededGenerator
  var entries: [Entry] = []
  var inputs: [String: any TensorValue] = [:]
  /// The numbers of named dimensions. Several names may have the same one.
  let names: [String: Int]
  /// Names that an input gives a number to.
  var boundNames: Set<String> = []
  /// The element type that most leaves have.
  let mainElementType: ElementType

  init(_ generator: SeededGenerator) {
    self.generator = generator
    var names: [String: Int] = [:]
    for name in ["batch", "rows", "columns", "depth"] {
      names[name] = self.generator.chance(0.03) ? 0 : self.generator.pick([1, 2, 3, 3, 4, 5, 7, 8, 9, 16])
    }
    self.names = names
    mainElementType = self.generator.chance(0.7) ? .float32 : .float64
  }

  /// Adds nodes until the graph has its size.
  mutating func grow() throws {
    let size = Int.random(in: 3...24, using: &generator)
    var attempts = 0
    try add(leaf(randomExtents()))
    while entries.count < size, attempts < 10 * size {
      attempts += 1
      let families = OperationFamily.allCases.map { (value: $0, weight: $0.weight) }
      guard let node = try? make(generator.pick(weighted: families)) else { continue }
      try add(node)
    }
  }

  /// Computes a node and keeps it, unless it is too large or made of little else than NaN.
  @discardableResult mutating func add(_ node: Node) throws -> Entry? {
    let operands = node.operands.compactMap { operand in entries.last { $0.node === operand }?.value }
    let shape = try? node.operation.shape(of: operands.map { Shape(extents: $0.extents) }, with: names)
    guard let count = shape?.elementCount, count <= Self.largestCount else { return nil }
    let value = try ReferenceEvaluator().compute(
      node.operation, operands, names: names, inputs: inputs.mapValues { ReferenceValue($0.erased) })
    let isWorse = value.doubtfulShare > (operands.map(\.doubtfulShare).max() ?? 1) + 0.2
    if isWorse, generator.chance(0.9) { return nil }
    let entry = Entry(node: node, value: value)
    entries.append(entry)
    return entry
  }

  /// The last node and some others, possibly more than once; every name in the graph is bound by an input of it.
  mutating func chosenOutputs() throws -> [Node] {
    var outputs = [entries[entries.count - 1].node]
    for _ in 0..<generator.pick([0, 0, 1, 1, 2, 3]) { outputs.append(generator.pick(entries).node) }
    var used: Set<String> = []
    var bound: Set<String> = []
    for node in Node.topologicalOrder(of: outputs) {
      used.formUnion(node.shape.names)
      if case .input(let input) = node.operation { bound.formUnion(input.declaredShape.names) }
    }
    for entry in entries {
      guard case .input(let input) = entry.node.operation else { continue }
      let missing = used.subtracting(bound).intersection(input.declaredShape.names)
      guard !missing.isEmpty else { continue }
      outputs.append(entry.node)
      bound.formUnion(input.declaredShape.names)
      used.formUnion(input.declaredShape.names)
    }
    return outputs
  }

  /// An entry that the condition holds for.
  mutating func entry(where condition: (Entry) -> Bool) -> Entry? {
    let suitable = entries.filter(condition)
    if suitable.isEmpty { return nil }
    // New nodes are taken more often, so that graphs grow deep.
    return generator.chance(0.4) ? suitable[suitable.count - 1] : generator.pick(suitable)
  }
}

extension ReferenceValue {
  /// The share of elements of which nothing, or not even the first digits, is certain, or that are no numbers.
  var doubtfulShare: Double {
    if numbers.isEmpty { return 0 }
    let doubtful = numbers.count { number in
      !number.value.isFinite || number.error > 0.01 * max(abs(number.value), 0.01) || abs(number.value) > 1e9
    }
    return Double(doubtful) / Double(numbers.count)
  }
}

extension Shape {
  /// The names of named dimensions.
  var names: Set<String> {
    Set(dimensions.compactMap { if case .named(let name) = $0 { name } else { nil } })
  }
}
