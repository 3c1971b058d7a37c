import TesseraGraph

/// Finds products whose sum with a row is all that is made of them, so that the row is added when they are written.
package enum BiasPass {
  /// For each such product the value that is the sum, for each such sum the product; -1 for all other values.
  package static func run(_ shaped: ShapedGraph, _ target: PlanTarget) -> [Int] {
    let graph = shaped.graph
    var partners = Array(repeating: -1, count: graph.values.count)
    guard target.engine == .panels else { return partners }
    var useCounts = partners.map { _ in 0 }
    for output in shaped.outputs { useCounts[output] += 1 }
    for number in shaped.needed where shaped.foldedNumbers[number] == nil {
      for operand in graph.values[number].operands { useCounts[operand] += 1 }
    }
    for number in shaped.needed where shaped.foldedNumbers[number] == nil {
      let value = graph.values[number]
      guard value.operation == .binary(.add) else { continue }
      let (lhs, rhs) = (value.operands[0], value.operands[1])
      for (product, row) in [(lhs, rhs), (rhs, lhs)]
      where useCounts[product] == 1 && shaped.isProduct(product, plusRow: row, sum: number) {
        (partners[product], partners[number]) = (number, product)
        break
      }
    }
    return partners
  }
}

extension ShapedGraph {
  fileprivate func isProduct(_ product: Int, plusRow row: Int, sum: Int) -> Bool {
    let value = graph.values[product]
    guard case .matrixProduct = value.operation, foldedNumbers[product] == nil, extents[product] == extents[sum],
      let columns = extents[product].last, columns > 1, let inner = extents[value.operands[0]].last, inner > 0,
      extents[value.operands[1]].count > 1
    else { return false }
    return extents[row].last == columns && extents[row].dropLast().allSatisfy { $0 == 1 }
  }
}
