import TesseraGraph
package import TesseraShapes

/// A program for one set of concrete shapes: every extent a number, every buffer in its place, every byte counted.
public final class Plan: Sendable {
  /// Bytes of the memory between steps; it comes from the evaluator's pool and goes back when the evaluation ends.
  public let workspaceByteCount: Int
  /// No order of the same buffers needs fewer bytes of workspace.
  public let workspaceLowerBound: Int
  /// Bytes of all results; they lie in the evaluator's arena until its reset.
  public let outputByteCount: Int
  /// Bytes of the constants that the plan reads, those computed once for the program included.
  public let constantByteCount: Int
  /// Bytes that one evaluation holds at its peak: workspace and outputs.
  public var peakByteCount: Int { workspaceByteCount + outputByteCount }
  /// Whether the bits of a row of a batch depend on that row alone: not on the batch size, the row's place, or the workers. It follows from what
  /// computes the matrix products; all other kernels keep to it.
  public var isRowInvariant: Bool {
    schedule.steps.allSatisfy {
      guard case .matrixProduct(let product) = $0.work else { return true }
      return product.engine == .panels
    }
  }
  /// The number of steps.
  public var stepCount: Int { schedule.steps.count }

  /// What the plan was made for, besides the shapes.
  package let target: PlanTarget
  package let graph: ProgramGraph
  package let schedule: Schedule
  package let assignment: Assignment
  /// The concrete extents of each input, in the order of the program's slots.
  package let inputExtents: [[Int]]
  /// The concrete shape of each output, in the order of the outputs.
  package let outputShapes: [Shape]
  /// The number of elements of each output.
  package let outputCounts: [Int]

  init(_ shaped: ShapedGraph, _ schedule: Schedule, _ assignment: Assignment, _ target: PlanTarget) {
    self.target = target
    graph = shaped.graph
    self.schedule = schedule
    self.assignment = assignment
    workspaceByteCount = assignment.workspaceByteCount
    workspaceLowerBound = assignment.lowerBound
    outputByteCount = assignment.outputByteCount
    inputExtents = shaped.graph.inputs.map { shaped.extents[$0.value] }
    outputShapes = schedule.outputs.map { Shape(extents: $0.extents) }
    outputCounts = schedule.outputs.map { Layout.elementCount($0.extents) ?? 0 }
    constantByteCount = shaped.needed.reduce(0) { sum, number in
      let value = shaped.graph.values[number]
      let isConstant = if case .constant = value.operation { true } else { shaped.foldedNumbers[number] != nil }
      guard isConstant else { return sum }
      return sum + (Layout.elementCount(shaped.extents[number]) ?? 0) * value.elementType.byteCount
    }
  }
}
