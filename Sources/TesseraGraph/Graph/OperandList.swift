/// The operands of a node, in memory from which they can be taken out one by one, so that releasing a deep graph needs no recursion.
struct OperandList: Sendable {
  let count: Int
  private let memory: Frozen<UnsafeMutablePointer<Node?>?>

  init(_ operands: [Node]) {
    count = operands.count
    guard count > 0 else {
      memory = Frozen(nil)
      return
    }
    let pointer = UnsafeMutablePointer<Node?>.allocate(capacity: count)
    for (index, operand) in operands.enumerated() { (pointer + index).initialize(to: operand) }
    memory = Frozen(pointer)
  }

  /// An operand. The node must be alive, and not in the middle of being released.
  subscript(_ index: Int) -> Node {
    precondition(index >= 0 && index < count, "OperandList: the index lies outside of the list")
    guard let node = memory.value?[index] else { preconditionFailure("OperandList: the operands were released") }
    return node
  }

  /// Frees the list of a node that is going away, and, one after the other, every node that only this list kept alive.
  ///
  /// A node that nobody else holds gives its operands to the work list before it goes, so that its own `deinit` finds none.
  func release() {
    guard let memory = memory.value else { return }
    var pending: [Node] = []
    drain(into: &pending)
    memory.deinitialize(count: count)
    memory.deallocate()
    while var node = pending.popLast() {
      if isKnownUniquelyReferenced(&node) { node.operandList.drain(into: &pending) }
    }
  }

  private func drain(into pending: inout [Node]) {
    guard let memory = memory.value else { return }
    for index in 0..<count {
      guard let node = memory[index] else { continue }
      // A leaf needs no care: releasing it releases nothing else.
      if node.operandList.count > 0 { pending.append(node) }
      memory[index] = nil
    }
  }
}
