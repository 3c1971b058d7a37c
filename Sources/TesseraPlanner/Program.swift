public import TesseraGraph
package import TesseraShapes

/// Expressions, compiled: checked, without repetition, ready to be planned for the shapes of a batch. Immutable and shared between tasks.
///
/// Making a program finds equal parts, drops what no output needs, and sets aside what is the same in every batch. A plan is made once for
/// each set of input shapes and kept; the most recent 64 are.
public struct Program: Sendable {
  /// Whether the bits of a row of a batch depend on that row alone: not on the batch size, the row's place, or the workers.
  public let rowInvariant: Bool
  package let graph: ProgramGraph
  private let cache: PlanCache
  /// The plan that computes the folded values, and where the runtime keeps them and what else belongs to the program.
  package let folding: Plan?
  package let runtimeValues = Attachment()

  /// A program with one or several outputs; they are called "output", or "output 0", "output 1" and so on.
  ///
  /// - Parameters:
  ///   - outputs: what the program computes.
  ///   - rowInvariant: whether the bits of a row of a batch depend on that row alone, whatever the batch size, the row's place and the workers.
  ///     It costs nothing where the kernels that keep them are the fastest, which is every processor with fused multiply-adds in a release build.
  ///     Without it, a product may be one call of BLAS where a measurement, once a process, finds that faster: 3 times on a processor without
  ///     fused multiply-adds, 6 times in a debug build. `Plan.isRowInvariant` tells what holds.
  /// - Throws: `ProgramError` when two inputs with one name differ or an input's shape cannot be.
  /// - Complexity: O(nodes).
  public init<each Element>(_ outputs: repeat Expression<each Element>, rowInvariant: Bool = true) throws {
    var nodes: [Node] = []
    for output in repeat each outputs { nodes.append(output.node) }
    try self.init(nodes: nodes, rowInvariant: rowInvariant)
  }

  /// A program whose outputs have names, for results that are read by name.
  ///
  /// - Parameters:
  ///   - outputs: what the program computes, by name.
  ///   - rowInvariant: whether the bits of a row of a batch depend on that row alone; see `init(_:rowInvariant:)`.
  /// - Throws: `ProgramError` when there is no output, a name comes twice, two inputs with one name differ or an input's shape cannot be.
  public init(outputs: KeyValuePairs<String, any ExpressionConvertible>, rowInvariant: Bool = true) throws {
    try self.init(named: outputs.map { ($0.key, $0.value.erasedNode) }, rowInvariant: rowInvariant)
  }

  package init(nodes: [Node], rowInvariant: Bool = true) throws {
    try self.init(
      named: nodes.enumerated().map { (OutputReference.numberedName($0, of: nodes.count), $1) },
      rowInvariant: rowInvariant)
  }

  private init(named outputs: [(name: String, node: Node)], rowInvariant: Bool) throws {
    self.rowInvariant = rowInvariant
    var graph = try ImportPass.run(outputs)
    FoldingPass.run(&graph)
    self.graph = graph
    cache = PlanCache(graph.inputs)
    folding =
      graph.folded.isEmpty
      ? nil : try PlanBuilder.build(graph, outputs: graph.folded, extents: [:], readsFolded: false, target: .folding)
  }

  /// What the program expects.
  public var inputs: [InputDescription] { graph.inputs.map { InputDescription($0.input) } }

  /// What the program gives.
  public var outputs: [InputDescription] { graph.outputDescriptions }

  /// What tells this program from others.
  package var identity: ObjectIdentifier { ObjectIdentifier(cache) }

  /// The plan for given extents of the named dimensions.
  package func plan(for extents: [String: Int] = [:], target: PlanTarget) throws -> Plan {
    if let known = cache.find(extents, adapted(target)) { return known.plan }
    return try cachedPlan(shapes: inputShapes(for: extents), target: target).plan
  }

  /// What the evaluator plans for, with the engine that this program must have.
  private func adapted(_ target: PlanTarget) -> PlanTarget { rowInvariant ? target.keepingRowBits : target }

  /// The shapes of the inputs, in the order of the slots, for given extents of the named dimensions.
  package func inputShapes(for extents: [String: Int]) throws -> [Shape] {
    for (name, extent) in extents.sorted(by: { $0.key < $1.key }) where extent < 0 {
      throw BindingError.negativeExtent(name: name, extent: extent)
    }
    return try graph.inputs.map { slot in
      for dimension in slot.input.declaredShape.dimensions {
        guard case .named(let name) = dimension, extents[name] == nil else { continue }
        throw BindingError.missingExtent(
          name: name, input: InputDescription(slot.input), given: extents.keys.sorted())
      }
      guard let shape = slot.input.declaredShape.resolved(with: extents) else {
        let axis = slot.input.declaredShape.dimensions.firstIndex { $0.extent(with: extents) == nil }
        throw BindingError.unresolvedDimension(input: InputDescription(slot.input), axis: axis ?? 0)
      }
      return shape
    }
  }

  /// The plan for concrete shapes of the inputs, in the order of the slots.
  ///
  /// - Complexity: O(axes of the inputs) for shapes that were planned before; nothing is allocated.
  package func cachedPlan(shapes: [Shape], target: PlanTarget) throws -> CachedPlan {
    let target = adapted(target)
    if let known = cache.find(shapes, target) { return known }
    let names = try DimensionBinding.bind(graph, shapes)
    return cache.insert(
      try PlanBuilder.build(
        graph, outputs: graph.outputs.map(\.value), extents: names, readsFolded: true, target: target))
  }
}
