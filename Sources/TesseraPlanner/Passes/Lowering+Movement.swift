import TesseraGraph
import TesseraShapes

extension Lowering {
  /// Operands behind each other along an axis.
  mutating func lowerConcatenate(_ number: Int, axis: Int) throws(ShapeError) {
    let value = shaped.graph.values[number]
    let extents = shaped.extents[number]
    let parts = value.operands.map { memory($0) }
    let plan = ConcatenatePlan(
      parts: parts, widths: parts.map { $0.layout.extents[axis...].reduce(1, *) },
      outerCount: extents[..<axis].reduce(1, *))
    try finish(number, .concatenate(plan))
  }

  /// Elements copied by their index along each axis.
  mutating func lowerRearrangement(_ number: Int, _ rearrangement: Rearrangement) throws(ShapeError) {
    let operand = memory(shaped.graph.values[number].operands[0])
    let plan = RearrangePlan(
      operand: operand, maps: rearrangement.maps, extents: shaped.extents[number], fill: rearrangement.fill)
    try finish(number, .rearrange(plan))
  }

  /// Elements at positions that arrive as indices.
  mutating func lowerGather(_ number: Int, _ gather: Gather) throws(ShapeError) {
    let value = shaped.graph.values[number]
    let operand = try madeDense(memory(value.operands[0]), value: number)
    let indices = try madeDense(memory(value.operands[1]), value: number)
    let extents = operand.layout.extents
    let indexed: Range<Int> =
      switch gather.kind {
      case .slices(let axis), .elements(let axis): axis..<axis + 1
      case .positions: 0..<(indices.layout.extents.last ?? 0)
      }
    let inner = extents[indexed.upperBound...].reduce(1, *)
    let outer = extents[..<indexed.lowerBound].reduce(1, *)
    let indexCount =
      switch gather.kind {
      case .slices: indices.layout.elementCount
      case .elements(let axis): indices.layout.extents[axis]
      case .positions: indices.layout.extents.dropLast().reduce(1, *)
      }
    let plan = GatherPlan(
      kind: gather.kind, operand: operand, indices: indices, indexedExtents: Array(extents[indexed]), outerCount: outer,
      innerCount: inner, indexCount: indexCount, name: gather.kind.name)
    try finish(number, .gather(plan))
  }

  /// A copy with elements replaced or added to.
  mutating func lowerScatter(_ number: Int, _ scatter: Scatter) throws(ShapeError) {
    let value = shaped.graph.values[number]
    let operand = memory(value.operands[0])
    let indices = try madeDense(memory(value.operands[1]), value: number)
    let updates = try madeDense(memory(value.operands[2]), value: number)
    let extents = operand.layout.extents
    let plan = ScatterPlan(
      kind: scatter.kind, operand: operand, indices: indices, updates: updates,
      outerCount: extents[..<scatter.axis].reduce(1, *), extent: extents[scatter.axis],
      innerCount: extents[(scatter.axis + 1)...].reduce(1, *), count: indices.layout.extents[scatter.axis])
    try finish(number, .scatter(plan))
  }

  /// A step that writes the value to a buffer of its own.
  private mutating func finish(_ number: Int, _ work: Step.Work) throws(ShapeError) {
    let extents = shaped.extents[number]
    let elementType = shaped.graph.values[number].elementType
    let output = try buffer(extents, elementType, for: number)
    append(work, value: number, output: output, extents: extents)
    views[number] = view(.buffer(output), extents, elementType)
  }
}
