import TesseraGraph
import TesseraShapes

/// Finds the values that are the same in every batch, so that they are computed once a program.
///
/// A value is static when it depends on no input and no name. Static values that only view a constant stay views: a matrix product reads a
/// transposed weight in place. Of the others, those that something not static reads, or that are outputs, are folded.
///
/// What is folded belongs to the program, and no evaluator's byte limit speaks for it. So nothing is folded where that would take far more memory
/// than the constants do; it is computed in every batch then, in a workspace that is planned and limited.
package enum FoldingPass {
  /// Static values may take this many bytes, or so many times the bytes of the constants: room for what unpacks weights of 8 bits, with what lies
  /// between.
  static let byteLimit = 64 << 20
  static let constantFactor = 16

  package static func run(_ graph: inout ProgramGraph) {
    /// The layout of static values that are views of a constant; nil for other static values.
    var views: [Layout?] = Array(repeating: nil, count: graph.values.count)
    var isStatic = Array(repeating: false, count: graph.values.count)
    for (number, value) in graph.values.enumerated() {
      switch value.role {
      case .input: continue
      case .constant:
        isStatic[number] = true
        views[number] = Layout(rowMajor: value.shape.extents ?? [])
      case .elementwise, .view, .whole:
        guard value.operands.allSatisfy({ isStatic[$0] }), let extents = value.shape.extents else { continue }
        isStatic[number] = true
        guard let operand = value.operands.first, let view = views[operand] else { continue }
        views[number] = view.viewed(by: value.operation, extents: extents)
      }
    }
    var isRead = Array(repeating: false, count: graph.values.count)
    for (number, value) in graph.values.enumerated() where !isStatic[number] || views[number] != nil {
      for operand in value.operands { isRead[operand] = true }
    }
    for output in graph.outputs { isRead[output.value] = true }
    graph.folded = graph.values.indices.filter { isStatic[$0] && isRead[$0] && views[$0] == nil }
    let computed = graph.values.indices.filter { isStatic[$0] && views[$0] == nil }
    if !isAffordable(graph, computed) { graph.folded = [] }
  }

  /// Whether each of the static values, and all of those together that are in memory for certain, keep to the limit.
  private static func isAffordable(_ graph: ProgramGraph, _ computed: [Int]) -> Bool {
    func byteCount(_ number: Int) -> Int {
      let value = graph.values[number]
      let (bytes, overflow) = (value.shape.elementCount ?? .max).multipliedReportingOverflow(
        by: value.elementType.byteCount)
      return overflow ? .max : bytes
    }
    func sum(_ numbers: [Int]) -> Int {
      numbers.reduce(0) { sum, number in
        let (total, overflow) = sum.addingReportingOverflow(byteCount(number))
        return overflow ? .max : total
      }
    }
    let constants = sum(graph.values.indices.filter { graph.values[$0].role == .constant })
    let limit = max(byteLimit, constants.multipliedReportingOverflow(by: constantFactor).partialValue)
    let folded = Set(graph.folded)
    let inMemory = computed.filter { folded.contains($0) || graph.values[$0].role == .whole }
    return computed.allSatisfy { byteCount($0) <= limit } && sum(inMemory) <= limit
  }
}

extension Layout {
  /// The view that a movement gives without moving elements; nil for operations that compute or must move.
  func viewed(by operation: Operation, extents: [Int]) -> Layout? {
    switch operation {
    case .transpose(let transpose): transposed(transpose.permutation)
    case .broadcast: broadcast(to: extents)
    case .reshape: reshaped(to: extents)
    case .slice(let slice): sliced(slice.ranges)
    case .input, .constant, .scalar, .iota, .unary, .binary, .map, .select, .cast, .matrixProduct, .reduction,
      .argumentReduction, .argumentSort, .axisFunction, .concatenate, .rearrange, .gather, .scatter:
      nil
    }
  }
}
