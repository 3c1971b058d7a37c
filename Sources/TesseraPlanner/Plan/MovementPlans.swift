package import TesseraGraph
import TesseraShapes

/// Tensors behind each other along an axis.
package struct ConcatenatePlan: Sendable {
  package let parts: [View]
  /// Elements of each part for one index of the axes before.
  package let widths: [Int]
  /// The product of the extents of the axes before.
  package let outerCount: Int
}

/// Elements copied by their index along each axis.
package struct RearrangePlan: Sendable {
  package let operand: View
  /// For each axis where its elements come from.
  package let maps: [Rearrangement.AxisMap]
  /// The extents of the output.
  package let extents: [Int]
  package let fill: Scalar
}

/// Elements at positions that arrive as indices. Operand and indices are dense.
package struct GatherPlan: Sendable {
  package let kind: Gather.Kind
  package let operand: View
  package let indices: View
  /// The extents of the operand's axes that are indexed.
  package let indexedExtents: [Int]
  /// The product of the operand's extents before the indexed axes.
  package let outerCount: Int
  /// The product of the operand's extents behind them.
  package let innerCount: Int
  /// Positions: how often all `indexedExtents.count` indices are read for one index of the outer axes.
  package let indexCount: Int
  /// What the user calls it.
  package let name: String
}

/// A dense copy with elements replaced or added to along an axis. Indices and updates are dense.
package struct ScatterPlan: Sendable {
  package let kind: Scatter.Kind
  package let operand: View
  package let indices: View
  package let updates: View
  /// The operand as [outer, extent, inner], the updates as [outer, count, inner].
  package let outerCount: Int
  package let extent: Int
  package let innerCount: Int
  package let count: Int
}
