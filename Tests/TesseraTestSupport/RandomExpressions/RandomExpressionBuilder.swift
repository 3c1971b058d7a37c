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
    var isFloatingPoint: Bool { elementType.isFloatingPoint || elementType == .float16 }
    var isNumeric: Bool { elementType != .bool }
  }

  /// A node whose value has another shape than the node says.
  struct ShapeMismatch: Error, CustomStringConvertible {
    let description: String
  }

  /// More elements than this are not made.
  static let largestCount = 2048

  var generator: SeededGenerator
  var entries: [Entry] = []
  var inputs: [String: any TensorValue] = [:]
  var compositions: Set<Composition> = []
  /// A node whose evaluation must fail.
  var failing: Node?
  /// The numbers of named dimensions. Several names may have the same one.
  let names: [String: Int]
  /// The nodes of inputs, also of such as nothing was made of.
  var inputNodes: [Node] = []
  /// Names that an input gives a number to.
  var boundNames: Set<String> = []
  /// The element type that most leaves have.
  let mainElementType: ElementType
  /// The values of all nodes, also of those between entries, and the nodes, which must stay for as long as they are found by identity.
  private var values: [ObjectIdentifier: ReferenceValue] = [:]
  private var nodes: [Node] = []

  init(_ generator: SeededGenerator) {
    self.generator = generator
    var names: [String: Int] = [:]
    for name in ["batch", "rows", "columns", "depth"] {
      names[name] = self.generator.chance(0.03) ? 0 : self.generator.pick([1, 2, 3, 3, 4, 5, 7, 8, 9, 16])
    }
    self.names = names
    mainElementType = self.generator.pick(weighted: [
      (.float32, 6), (.float64, 2.5), (.float16, 1.5), (.int64, 1), (.int32, 0.6), (.int8, 0.5), (.uint8, 0.5),
      (.bool, 0.3),
    ])
  }

  /// Adds nodes until the graph has its size.
  mutating func grow() throws {
    let size = Int.random(in: 3...24, using: &generator)
    var attempts = 0
    try add(leaf(randomExtents()))
    let families = OperationFamily.allCases.map { (value: $0, weight: $0.weight) }
    while entries.count < size, attempts < 10 * size {
      attempts += 1
      // What does not fit together is left out.
      if generator.chance(0.2) {
        let composition = generator.pick(Composition.allCases)
        guard let node = try? make(composition), try add(node) != nil else { continue }
        compositions.insert(composition)
      } else {
        guard let node = try? make(generator.pick(weighted: families)) else { continue }
        try add(node)
      }
    }
    if generator.chance(0.03) { failing = try refusedIndex() }
  }

  /// Computes a node and keeps it, unless it is too large, made of little else than NaN, or may refuse an index.
  @discardableResult mutating func add(_ node: Node) throws -> Entry? {
    let order = Node.topologicalOrder(of: [node])
    let isNew = order.map { values[ObjectIdentifier($0)] == nil }
    for (node, isNew) in zip(order, isNew) where isNew {
      guard let value = try computed(node) else { return nil }
      values[ObjectIdentifier(node)] = value
      nodes.append(node)
    }
    guard let value = values[ObjectIdentifier(node)] else { return nil }
    let doubts = zip(order, isNew).compactMap { $1 ? nil : values[ObjectIdentifier($0)]?.doubtfulShare }
    if value.doubtfulShare > (doubts.max() ?? 1) + 0.2, generator.chance(0.9) { return nil }
    let entry = Entry(node: node, value: value)
    entries.append(entry)
    return entry
  }

  /// The value of a node whose operands have theirs.
  private func computed(_ node: Node) throws -> ReferenceValue? {
    let operands = node.operands.compactMap { values[ObjectIdentifier($0)] }
    let shape = try? node.operation.shape(of: operands.map { Shape(extents: $0.extents) }, with: names)
    guard let shape, let count = shape.elementCount, count <= Self.largestCount else { return nil }
    if let early = node.shape.resolved(with: names), early != shape {
      throw ShapeMismatch(description: "\(node.operation.name): \(node.shape) became \(shape) with \(names)")
    }
    do {
      return try ReferenceEvaluator().compute(
        node.operation, operands, names: names, inputs: inputs.mapValues { ReferenceValue($0.erased) })
    } catch is ReferenceError { return nil }
  }

  /// The last node and some others, possibly more than once; every name in the graph is bound by an input of it.
  mutating func chosenOutputs() throws -> [Node] {
    var outputs = [entries[entries.count - 1].node]
    for _ in 0..<generator.pick([0, 0, 1, 1, 2, 3]) { outputs.append(generator.pick(entries).node) }
    if let failing { outputs.append(failing) }
    var used: Set<String> = []
    var bound: Set<String> = []
    for node in Node.topologicalOrder(of: outputs) {
      used.formUnion(node.operation.names)
      if case .input(let input) = node.operation { bound.formUnion(input.declaredShape.names) }
    }
    for node in inputNodes {
      guard case .input(let input) = node.operation else { continue }
      let missing = used.subtracting(bound).intersection(input.declaredShape.names)
      guard !missing.isEmpty else { continue }
      outputs.append(node)
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

  /// A node for what a user calls; Float16 is widened where that is done for users.
  func node(_ operation: Operation, _ operands: [Node]) throws -> Node {
    try Node.applying(operation, operands, at: CallSite(file: #fileID, line: #line))
  }
}

extension ReferenceValue {
  /// The share of elements of which nothing, or not even the first digits, is certain, or that are no numbers.
  package var doubtfulShare: Double {
    switch elements {
    case .numbers(let numbers):
      let doubtful = numbers.count { number in
        !number.value.isFinite || number.error > 0.01 * max(abs(number.value), 0.01) || abs(number.value) > 1e9
      }
      return Double(doubtful) / Double(max(numbers.count, 1))
    case .integers(let integers):
      return Double(integers.count { !$0.isCertain }) / Double(max(integers.count, 1))
    }
  }
}

extension Shape {
  /// The names of named dimensions.
  var names: Set<String> {
    Set(dimensions.compactMap { if case .named(let name) = $0 { name } else { nil } })
  }
}

extension Operation {
  /// The names that an operation mentions itself.
  fileprivate var names: Set<String> {
    switch self {
    case .input(let input): input.declaredShape.names
    case .iota(let iota): Shape([iota.count]).names
    case .reshape(let reshape): reshape.target.names
    case .broadcast(let broadcast): broadcast.target.names
    case .constant, .scalar, .unary, .binary, .map, .select, .cast, .matrixProduct, .reduction, .argumentReduction,
      .argumentSort, .axisFunction, .transpose, .slice, .concatenate, .rearrange, .gather, .scatter:
      []
    }
  }
}
