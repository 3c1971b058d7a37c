import TesseraShapes

/// A program's graph with a number for every extent.
package struct ShapedGraph: Sendable {
  package let graph: ProgramGraph
  /// The values that this plan computes or reads, in order: those that its outputs need.
  package let needed: [Int]
  /// The extents of each needed value; empty for others.
  package let extents: [[Int]]
  /// What this plan computes: the program's outputs, or the folded values.
  package let outputs: [Int]
  /// Position among the folded values for each value that is read from there.
  package let foldedNumbers: [Int: Int]
}
