import TesseraGraph
import TesseraShapes

extension Lowering {
  /// Tiles of this size, with the operands' own, stay in a first-level cache of 32 KiB.
  private static let tileByteCount = 8192
  private static let manyTilesByteCount = 4096

  /// One group: its streams, its operations in order, and a slot for each result that a later operation reads.
  mutating func lowerGroup(_ root: Int) throws(ShapeError) {
    let graph = shaped.graph
    let group = members[root]
    let extents = shaped.extents[root]
    let joined = joinedOperations(of: group)
    /// What an operation reads, in the order of its kernel.
    func operandNumbers(_ position: Int) -> [Int] {
      let operands = graph.values[group[position]].operands
      guard let operand = joined[position].map({ group[$0] }) else { return Array(operands) }
      return graph.values[operand].operands + operands.filter { $0 != operand }
    }
    var isJoined = Array(repeating: false, count: group.count)
    for case let operand? in joined { isJoined[operand] = true }
    /// For each operation of the group the position of the last one that reads its result.
    var lastUses = Array(repeating: 0, count: group.count)
    for position in group.indices where !isJoined[position] {
      for case let member? in operandNumbers(position).map(group.positionInAscendingOrder) {
        lastUses[member] = position
      }
    }

    var streams: [View] = []
    var slots = Array(repeating: -1, count: group.count)
    var freeSlots: [Int] = []
    var slotCount = 0
    var operations: [ElementwiseGroup.Operation] = []
    for (position, number) in group.enumerated() where !isJoined[position] {
      let value = graph.values[number]
      let numbers = operandNumbers(position)
      var operands = numbers.map { operand -> ElementwiseGroup.Operand in
        if let member = group.positionInAscendingOrder(of: operand) { return .slot(slots[member]) }
        var view = memory(operand)
        view.layout = view.layout.broadcast(to: extents)
        if let known = streams.firstIndex(of: view) { return .stream(known) }
        streams.append(view)
        return .stream(streams.count - 1)
      }
      let function = ElementwiseGroup.Function(value.operation, joinsOperand: joined[position] != nil)
      // The kernel of a product and a sum takes a single element as the second factor.
      if function == .multiplyAdd, case .stream(let stream) = operands[0], streams[stream].collapsed.isSingleElement {
        operands.swapAt(0, 1)
      }
      var dying: [Int] = []
      for case let member? in numbers.map(group.positionInAscendingOrder)
      where lastUses[member] == position && !dying.contains(slots[member]) {
        dying.append(slots[member])
      }
      // A tile may be overwritten by the operation that reads it last, but not by a closure, whose loop must not see both in one place.
      let mayOverwrite =
        function.mayOverwriteOperands
        && numbers.allSatisfy {
          graph.values[$0].elementType.byteCount == value.elementType.byteCount
        }
      if mayOverwrite { freeSlots += dying }
      var slot = -1
      if number != root {
        slot = freeSlots.popLast() ?? slotCount
        slotCount = max(slotCount, slot + 1)
        slots[position] = slot
      }
      if !mayOverwrite { freeSlots += dying }
      operations.append(
        ElementwiseGroup.Operation(
          function: function, operands: operands,
          elementType: graph.values[numbers[function.kernelOperand]].elementType, slot: slot))
    }

    let elementType = graph.values[root].elementType
    let output = try buffer(extents, elementType, for: root)
    let elementCount = Layout.elementCount(extents) ?? 0
    let bytes = slotCount + streams.count > 3 ? Self.manyTilesByteCount : Self.tileByteCount
    var largest = 1
    for stream in streams { largest = max(largest, stream.elementType.byteCount) }
    for number in group { largest = max(largest, graph.values[number].elementType.byteCount) }
    let lines = streams.map(\.collapsed)
    var tileCount = tileCount(of: lines, limit: bytes / largest, elementCount: elementCount)
    let accesses = accesses(of: lines, in: operations, elementCount: elementCount, tileCount: tileCount)
    let filled = accesses.count { if case .tile = $0 { true } else { false } }
    // What goes from memory to memory in one pass gains nothing by tiles.
    if operations.count == 1, filled == 0 { tileCount = max(elementCount, 1) }
    let plan = ElementwiseGroup(
      streams: zip(streams, accesses).map { ElementwiseGroup.Stream(view: $0, access: $1) }, operations: operations,
      slotCount: slotCount, elementType: elementType, tileByteCount: (tileCount * largest + 63) & ~63,
      elementCount: elementCount, tileCount: tileCount)
    let scratch =
      elementCount == 0
      ? nil : try scratch(byteCount: plan.tileByteCount * (slotCount + filled), for: root)
    append(.elementwise(plan), value: root, output: output, extents: extents, scratch: scratch)
    views[root] = view(.buffer(output), extents, elementType)
  }

  /// For each operation of a group the position of an operand that is computed in the same pass, when nothing else reads it: a product that is
  /// added to something, a negation before an exponential, a sigmoid that something is multiplied by. No more than two operations are one.
  private func joinedOperations(of group: [Int]) -> [Int?] {
    let graph = shaped.graph
    var useCounts = Array(repeating: 0, count: group.count)
    for number in group {
      for case let member? in graph.values[number].operands.map(group.positionInAscendingOrder) {
        useCounts[member] += 1
      }
    }
    var joined: [Int?] = Array(repeating: nil, count: group.count)
    var isJoined = Array(repeating: false, count: group.count)
    for (position, number) in group.enumerated().reversed() where !isJoined[position] {
      let value = graph.values[number]
      guard ElementDomain.floatingPoint.contains(value.elementType),
        let inner = ElementwiseGroup.Function.joinedOperation(of: value.operation),
        let member = value.operands.lazy.compactMap(group.positionInAscendingOrder).first(where: { member in
          graph.values[group[member]].operation == inner && useCounts[member] == 1
        })
      else { continue }
      joined[position] = member
      isJoined[member] = true
    }
    return joined
  }

  /// A whole number of the rows that an operand repeats, where there is one such operand, so that its tile is filled once.
  private func tileCount(of streams: [Layout], limit: Int, elementCount: Int) -> Int {
    let whole = min(limit, max(elementCount, 1))
    var known: Int?
    for case let period? in streams.map(\.period) where period <= limit {
      if let known, known != period { return whole }
      known = period
    }
    return known.map { min(limit / $0 * $0, max(elementCount, 1)) } ?? whole
  }

  /// - Parameter streams: the collapsed layouts.
  private func accesses(
    of streams: [Layout], in operations: [ElementwiseGroup.Operation], elementCount: Int, tileCount: Int
  ) -> [ElementwiseGroup.Stream.Access] {
    let isSingle = streams.map { elementCount > 1 && $0.isSingleElement }
    // A single element stays one where every operation that reads it has a form with a scalar operand.
    var needsTile = Array(repeating: false, count: streams.count)
    for operation in operations {
      var singleCount = 0
      for case .stream(let stream) in operation.operands where isSingle[stream] { singleCount += 1 }
      if case .binary = operation.function, singleCount < 2 { continue }
      if case .multiplyAdd = operation.function {
        guard case .stream(let first) = operation.operands[0], isSingle[first] else { continue }
      }
      for case .stream(let stream) in operation.operands where isSingle[stream] { needsTile[stream] = true }
    }
    var tiles = 0
    return streams.indices.map { index in
      let layout = streams[index]
      if isSingle[index], !needsTile[index] { return .single }
      if !isSingle[index], layout.rank == 0 || (layout.rank == 1 && layout.strides[0] == 1) { return .dense }
      tiles += 1
      let repeats = isSingle[index] || streams[index].period.map { tileCount % $0 == 0 } ?? false
      return .tile(tiles - 1, filledOnce: repeats)
    }
  }
}

extension Layout {
  /// The length of a dense row that is repeated over all outer axes, such as a bias; nil for other collapsed layouts.
  fileprivate var period: Int? {
    rank == 2 && strides[0] == 0 && strides[1] == 1 ? extents[1] : nil
  }
}

extension [Int] {
  /// Where a number is among ascending ones; nil when it is none of them.
  fileprivate func positionInAscendingOrder(of number: Int) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == number ? low : nil
  }
}

extension ElementwiseGroup.Function {
  /// What an operation can do with the result of another one in the same pass.
  fileprivate static func joinedOperation(of operation: Operation) -> Operation? {
    switch operation {
    case .binary(.add): .binary(.multiply)
    case .unary(.exponential): .unary(.negate)
    case .binary(.multiply): .unary(.sigmoid)
    default: nil
    }
  }

  /// - Parameter joinsOperand: Whether the `joinedOperation` is computed in the same pass.
  fileprivate init(_ operation: Operation, joinsOperand: Bool) {
    guard !joinsOperand else {
      self =
        switch operation {
        case .unary: .exponentialOfNegated
        case .binary(.multiply): .sigmoidProduct
        default: .multiplyAdd
        }
      return
    }
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
