/// Every node that some nodes need, operands before their users, each once, and where in this order each one is.
package struct NodeOrder: Sendable {
  /// Operands before their users.
  package private(set) var nodes: [Node] = []
  private var positions = NodePositions()

  /// The order in which a walk from the outputs, first operand first, leaves the nodes.
  ///
  /// - Complexity: O(nodes + edges), without recursion.
  package init(of outputs: [Node]) {
    var path: [(node: Node, next: Int)] = []
    for output in outputs where positions.insert(output) {
      path.append((output, 0))
      while let last = path.indices.last {
        let (node, next) = path[last]
        if next == node.operandList.count {
          positions.set(node, to: nodes.count)
          nodes.append(node)
          path.removeLast()
          continue
        }
        path[last].next = next + 1
        let operand = node.operandList[next]
        if positions.insert(operand) { path.append((operand, 0)) }
      }
    }
  }

  /// The position of a node that is one of these.
  package func position(of node: Node) -> Int { positions[node] }
}

/// A position for each of many nodes, found by the node's address, which stays its own while somebody holds the node.
///
/// Open addressing with linear probing in a table that is at most half full. Addresses need no hash that withstands chosen keys, which is
/// most of what a dictionary costs.
private struct NodePositions: Sendable {
  private struct Slot {
    /// 0 for a slot that is free.
    var address: UInt = 0
    var position = -1
  }

  private var slots = Array(repeating: Slot(), count: 64)
  private var count = 0

  /// The position that was set; the node must have one.
  subscript(node: Node) -> Int {
    let slot = slots[index(of: Self.address(of: node))]
    precondition(slot.position >= 0, "NodeOrder: the node is none of these")
    return slot.position
  }

  /// Notes a node without a position, unless it is known.
  mutating func insert(_ node: Node) -> Bool {
    let address = Self.address(of: node)
    let index = index(of: address)
    if slots[index].address != 0 { return false }
    slots[index].address = address
    count += 1
    if 2 * count > slots.count { grow() }
    return true
  }

  mutating func set(_ node: Node, to position: Int) { slots[index(of: Self.address(of: node))].position = position }

  private static func address(of node: Node) -> UInt { UInt(bitPattern: ObjectIdentifier(node)) }

  /// The slot of an address, or the free one where it belongs.
  private func index(of address: UInt) -> Int {
    // Multiplication by 2^64 divided by the golden ratio spreads addresses that follow each other (Knuth, volume 3, 6.4).
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: (address &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while slots[index].address != address, slots[index].address != 0 { index = (index + 1) & mask }
    return index
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: 2 * old.count)
    for slot in old where slot.address != 0 { slots[index(of: slot.address)] = slot }
  }
}
