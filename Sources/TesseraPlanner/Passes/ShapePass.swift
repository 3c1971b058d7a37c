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
    let needed = graph.values.indices.filter { isNeeded[$0] }
    for number in needed {
      let value = graph.values[number]
      var shape = value.shape
      if shape.extents == nil {
        do {
          shape = try value.operation.shape(of: value.operands.map { shapes[$0] }, with: names)
        } catch {
          throw error.located(at: value.location)
        }
      } else if !value.operands.isEmpty, value.operands.contains(where: { graph.values[$0].shape.extents == nil }) {
        // The result is known, but whether the names agree with it was not.
        do {
          shape = try value.operation.shape(of: value.operands.map { shapes[$0] }, with: names)
        } catch {
          throw error.located(at: value.location)
        }
      }
      guard let numbers = shape.extents else {
        let axis = shape.dimensions.firstIndex { $0.extent == nil } ?? 0
        throw ShapeError(value.operation.name, .unboundName(shape, axis: axis), at: value.location)
      }
      do { try shape.validate(value.operation.name) } catch { throw error.located(at: value.location) }
      shapes[number] = shape
      extents[number] = numbers
    }
    return ShapedGraph(
      graph: graph, needed: needed, extents: extents, outputs: outputs, foldedNumbers: foldedNumbers)
  }
}
