import TesseraGraph
package import TesseraShapes

/// Runs every shape rule again with the numbers of a batch, and decides what was open while the expression was built.
package enum ShapePass {
  /// - Parameters:
  ///   - outputs: the values to compute.
  ///   - readsFolded: whether folded values are read from where they were computed before.
  package static func run(
    _ graph: ProgramGraph, outputs: [Int], extents names: [String: Int], readsFolded: Bool
  ) throws(ShapeError) -> ShapedGraph {
    var foldedNumbers: [Int: Int] = [:]
    if readsFolded { for (position, value) in graph.folded.enumerated() { foldedNumbers[value] = position } }

    var isNeeded = Array(repeating: false, count: graph.values.count)
    for output in outputs { isNeeded[output] = true }
    for number in graph.values.indices.reversed() where isNeeded[number] && foldedNumbers[number] == nil {
      for operand in graph.values[number].operands { isNeeded[operand] = true }
    }

    var shapes: [Shape] = Array(repeating: .scalar, count: graph.values.count)
    var extents: [[Int]] = Array(repeating: [], count: graph.values.count)
    var operandShapes: [Shape] = []
    let needed = graph.values.indices.filter { isNeeded[$0] }
    for number in needed {
      let value = graph.values[number]
      let shape: Shape
      // A result that is known is checked too where an operand was open: its names may not agree with the result.
      if !value.shape.isFixed || value.operands.contains(where: { !graph.values[$0].shape.isFixed }) {
        operandShapes.removeAll(keepingCapacity: true)
        for operand in value.operands { operandShapes.append(shapes[operand]) }
        do { shape = try value.operation.shape(of: operandShapes, with: names) } catch {
          throw graph.explaining(error, of: number)
        }
      } else {
        shape = value.shape
      }
      // Most values have the shape of their first operand, and share its memory.
      if let first = value.operands.first, shape == shapes[first] {
        shapes[number] = shapes[first]
        extents[number] = extents[first]
        continue
      }
      guard let numbers = shape.extents else {
        let axis = shape.dimensions.firstIndex { $0.extent == nil } ?? 0
        throw graph.explaining(ShapeError(value.operation.name, .unboundName(shape, axis: axis)), of: number)
      }
      do { try shape.validate(value.operation.name) } catch { throw graph.explaining(error, of: number) }
      shapes[number] = shape
      extents[number] = numbers
    }
    return ShapedGraph(
      graph: graph, needed: needed, extents: extents, outputs: outputs, foldedNumbers: foldedNumbers)
  }
}
