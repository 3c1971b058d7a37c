import Tessera
import TesseraPlanner
import TesseraTestSupport
import Testing

/// The random graphs of rows, with which row bits are tested and verified.
@Suite struct RowGraphTests {
  @Test(.disabled(if: Sanitizer.isActive, "the share of graphs that it sees does not hold everything"))
  func allOperationsComeAndAreSeenInFiniteNumbers() throws {
    var operations: Set<RowOperation> = []
    var (finite, all) = (0, 0)
    var outputTypes: Set<ElementType> = []
    try withSeeds(150) { generator in
      let graph = try RowGraph(using: &generator)
      operations.formUnion(graph.operations)
      let program = try Program(nodes: graph.outputs)
      let evaluator = Evaluator(workers: 1)
      let results = try evaluator.evaluate(program, graph.batch(of: [129, 0, 64]))
      for output in program.outputs {
        outputTypes.insert(output.elementType)
        #expect(output.shape.dimensions.first == "batch", "\(graph)")
        guard output.elementType == .float32 else { continue }
        let values = try results[output.name, as: Float.self].span
        for index in values.indices {
          finite += values[index].isFinite ? 1 : 0
          all += 1
        }
      }
    }
    #expect(operations.count == RowOperation.allCases.count)
    #expect(outputTypes.count == ElementType.allCases.count)
    #expect(Double(finite) > 0.99 * Double(all), "\(finite) of \(all) elements are finite")
  }

  @Test func aSeedRepeatsTheGraphAndItsRows() throws {
    for seed: UInt64 in 1...20 {
      var (first, second) = (SeededGenerator(seed: seed), SeededGenerator(seed: seed))
      let (one, other) = try (RowGraph(using: &first), RowGraph(using: &second))
      #expect(one.description == other.description)
      #expect(first.next() == second.next())
      let (batch, same) = (try one.batch(of: [5, 5, 0]), try other.batch(of: [5, 5, 0]))
      #expect(batch.keys.sorted() == same.keys.sorted())
      for (name, value) in batch { #expect(value.erased.shape.dimensions[0] == 3, "\(name)") }
    }
  }
}
