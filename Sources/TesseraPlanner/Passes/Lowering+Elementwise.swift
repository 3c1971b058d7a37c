import TesseraGraph
import TesseraShapes

extension Lowering {
  /// Tiles of this size, with the operands' own, stay in a first-level cache of 32 KiB.
  private static let tileByteCount = 8192
  private static let manyTilesByteCount = 4096

  /// One group: its streams, its operations in order, and a slot for each result that a later operation reads.
  mutating func lowerGroup(_ root: Int) throws(ShapeError) {
    let graph = shaped.graph
    let group = members[root] ?? []
    let extents = shaped.extents[root]
    var lastUse: [Int: Int] = [:]
    for (position, number) in group.enumerated() {
      for operand in graph.values[number].operands { lastUse[operand] = position }
    }

    var streams: [View] = []
    var streamNumbers: [View: Int] = [:]
    var slots: [Int: Int] = [:]
    var freeSlots: [Int] = []
    var slotCount = 0
    var operations: [ElementwiseGroup.Operation] = []
    for (position, number) in group.enumerated() {
      let value = graph.values[number]
      let operands = value.operands.map { operand -> ElementwiseGroup.Operand in
        if let slot = slots[operand] { return .slot(slot) }
        var view = memory(operand)
        view.layout = view.layout.broadcast(to: extents)
        if let known = streamNumbers[view] { return .stream(known) }
        streamNumbers[view] = streams.count
        streams.append(view)
        return .stream(streams.count - 1)
      }
      let function = ElementwiseGroup.Function(value.operation)
      let dying = Set(value.operands).filter { lastUse[$0] == position }.compactMap { slots[$0] }
      // A tile may be overwritten by the operation that reads it last, but not by a closure, whose loop must not see both in one place.
      let mayOverwrite =
        function.mayOverwriteOperands
        && value.operands.allSatisfy {
          graph.values[$0].elementType.byteCount == value.elementType.byteCount
        }
      if mayOverwrite { freeSlots += dying }
      var slot = -1
      if number != root {
        slot = freeSlots.popLast() ?? slotCount
        slotCount = max(slotCount, slot + 1)
        slots[number] = slot
      }
      if !mayOverwrite { freeSlots += dying }
      operations.append(
        ElementwiseGroup.Operation(
          function: function, operands: operands,
          elementType: graph.values[value.operands[function.kernelOperand]].elementType, slot: slot))
    }

    let elementType = graph.values[root].elementType
    let elementCount = Layout.elementCount(extents) ?? 0
    let bytes = slotCount + streams.count > 3 ? Self.manyTilesByteCount : Self.tileByteCount
    let largest = (streams.map(\.elementType) + group.map { graph.values[$0].elementType }).map(\.byteCount).max() ?? 1
    let tileCount = tileCount(of: streams, limit: bytes / largest, elementCount: elementCount)
    let accesses = accesses(of: streams, in: operations, elementCount: elementCount, tileCount: tileCount)
    let plan = ElementwiseGroup(
      streams: zip(streams, accesses).map { ElementwiseGroup.Stream(view: $0, access: $1) }, operations: operations,
      slotCount: slotCount, elementType: elementType, tileByteCount: (tileCount * largest + 63) & ~63,
      elementCount: elementCount, tileCount: tileCount)
    let output = try buffer(extents, elementType, for: root)
    let filled = accesses.count { if case .tile = $0 { true } else { false } }
    let scratch = scratch(byteCount: elementCount == 0 ? 0 : plan.tileByteCount * (slotCount + filled))
    append(.elementwise(plan), value: root, output: output, extents: extents, scratch: scratch)
    views[root] = view(.buffer(output), extents, elementType)
  }

  /// A whole number of the rows that an operand repeats, where there is one such operand, so that its tile is filled once.
  private func tileCount(of streams: [View], limit: Int, elementCount: Int) -> Int {
    let periods = Set(streams.compactMap(\.period)).filter { $0 <= limit }
    guard periods.count == 1, let period = periods.first else { return min(limit, max(elementCount, 1)) }
    return min(limit / period * period, max(elementCount, 1))
  }

  private func accesses(
    of streams: [View], in operations: [ElementwiseGroup.Operation], elementCount: Int, tileCount: Int
  ) -> [ElementwiseGroup.Stream.Access] {
    let isSingle = streams.map { elementCount > 1 && $0.layout.isSingleElement }
    // A single element stays one where every operation that reads it has a form with a scalar operand.
    var needsTile = Array(repeating: false, count: streams.count)
    for operation in operations {
      let singles = operation.operands.compactMap { operand -> Int? in
        if case .stream(let stream) = operand, isSingle[stream] { stream } else { nil }
      }
      let hasScalarForm = if case .binary = operation.function { singles.count < 2 } else { false }
      if !hasScalarForm { for stream in singles { needsTile[stream] = true } }
    }
    var tiles = 0
    return streams.indices.map { index in
      let collapsed = streams[index].collapsed
      if isSingle[index], !needsTile[index] { return .single }
      if !isSingle[index], collapsed.rank == 0 || (collapsed.rank == 1 && collapsed.strides[0] == 1) { return .dense }
      tiles += 1
      let repeats = isSingle[index] || streams[index].period.map { tileCount % $0 == 0 } ?? false
      return .tile(tiles - 1, filledOnce: repeats)
    }
  }
}

extension View {
  /// The length of a dense row that is repeated over all outer axes, such as a bias; nil for other layouts.
  fileprivate var period: Int? {
    let collapsed = collapsed
    guard collapsed.rank == 2, collapsed.strides == [0, 1] else { return nil }
    return collapsed.extents[1]
  }
}

extension ElementwiseGroup.Function {
  init(_ operation: Operation) {
    switch operation {
    case .unary(let function): self = .unary(function)
    case .binary(let function): self = .binary(function)
    case .map(let function): self = .map(function)
    case .select: self = .select
    case .cast(let cast): self = .cast(to: cast.target)
    case .input, .constant, .scalar, .iota, .matrixProduct, .reduction, .argumentReduction, .argumentSort,
      .axisFunction,
      .reshape, .transpose, .broadcast, .slice, .concatenate, .rearrange, .gather, .scatter:
      preconditionFailure("ElementwiseGroup: not an elementwise operation")
    }
  }

  /// The operand whose element type chooses the kernel.
  fileprivate var kernelOperand: Int { if case .select = self { 1 } else { 0 } }

  /// A closure's loop must not see its output in the place of an input.
  package var mayOverwriteOperands: Bool { if case .map = self { false } else { true } }
}
