import TesseraGraph
import TesseraShapes

/// Brings elementwise values together into groups that run tile by tile, so that what lies between them never reaches memory.
///
/// A value joins the group of its users when all of them are in one group and have its extents. Every group has one value that is written:
/// its root.
package enum FusionPass {
  /// The most operations of a group: its tiles must stay in the first-level cache.
  package static let operationLimit = 48

  /// For each value the root of its group, itself for a root, and -1 for a value that is not elementwise, or is computed with a product.
  ///
  /// - Parameter partners: what `BiasPass` found.
  package static func run(_ shaped: ShapedGraph, _ partners: [Int]) -> [Int] {
    let graph = shaped.graph
    var roots = Array(repeating: -1, count: graph.values.count)
    /// The members of each group so far, at its root.
    var sizes = Array(repeating: 0, count: graph.values.count)
    /// The one group that all users seen so far are in; -1 before the first user, -2 when the value must be in memory.
    var candidates = Array(repeating: -1, count: graph.values.count)
    for output in shaped.outputs { candidates[output] = -2 }
    for number in shaped.needed.reversed() where shaped.foldedNumbers[number] == nil {
      let value = graph.values[number]
      if case .elementwise = value.role, partners[number] < 0 {
        let group = candidates[number]
        if group >= 0, shaped.extents[group] == shaped.extents[number], sizes[group] < operationLimit {
          roots[number] = group
          sizes[group] += 1
        } else {
          roots[number] = number
          sizes[number] = 1
        }
      }
      for operand in value.operands {
        let group = roots[number]
        let seen = candidates[operand]
        candidates[operand] = group >= 0 && (seen == -1 || seen == group) ? group : -2
      }
    }
    return roots
  }
}
