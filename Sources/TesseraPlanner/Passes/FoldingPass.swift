import TesseraGraph
import TesseraShapes

/// Finds the values that are the same in every batch, so that they are computed once a program.
///
/// A value is static when it depends on no input and no name. Static values that only view a constant stay views: a matrix product reads a
/// transposed weight in place. Of the others, those that something not static reads, or that are outputs, are folded.
///
/// What is folded stays in memory as long as the program does, outside of every evaluator's limit. So there is no more of it, with what it is
/// computed from, than some times the constants and a little: the indices of a long axis are computed in each batch, where they count.
package enum FoldingPass {
  /// Bytes that may be folded whatever the constants are, and for each byte of them: as Double an Int8 takes 8.
  private static let freeByteCount = 16 << 20
  private static let byteCountPerConstantByte = 16

  package static func run(_ graph: inout ProgramGraph) {
    /// The layout of static values that are views of a constant; nil for other static values.
    var views: [Layout?] = Array(repeating: nil, count: graph.values.count)
    var isStatic = Array(repeating: false, count: graph.values.count)
    var left = freeByteCount
    for value in graph.values {
      guard case .constant(let constant) = value.operation else { continue }
      left += constant.storage.byteCount * byteCountPerConstantByte
    }
    for (number, value) in graph.values.enumerated() {
      switch value.role {
      case .input: continue
      case .constant:
        isStatic[number] = true
        views[number] = Layout(rowMajor: value.shape.extents ?? [])
      case .elementwise, .view, .whole:
        guard value.operands.allSatisfy({ isStatic[$0] }), let extents = value.shape.extents else { continue }
        if let operand = value.operands.first, let view = views[operand],
          let viewed = view.viewed(by: value.operation, extents: extents)
        {
          (isStatic[number], views[number]) = (true, viewed)
          continue
        }
        guard let byteCount = Layout.elementCount(extents + [value.elementType.byteCount]), byteCount <= left else {
          continue
        }
        left -= byteCount
        isStatic[number] = true
      }
    }
    var isRead = Array(repeating: false, count: graph.values.count)
    for (number, value) in graph.values.enumerated() where !isStatic[number] || views[number] != nil {
      for operand in value.operands { isRead[operand] = true }
    }
    for output in graph.outputs { isRead[output.value] = true }
    graph.folded = graph.values.indices.filter { isStatic[$0] && isRead[$0] && views[$0] == nil }
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
