import TesseraGraph
import TesseraShapes
import TesseraTestSupport
import Testing

/// The random graphs that programs are tested with: what must hold for the test with them to mean something.
@Suite struct RandomExpressionTests {
  @Test func everyOperationAppearsAndMostElementsAreCertain() throws {
    var families: Set<OperationFamily> = []
    var unary: Set<UnaryFunction> = []
    var binary: Set<BinaryFunction> = []
    var reductions: Set<Reduction.Kind> = []
    var softmax: Set<Bool> = []
    var ranks: Set<Int> = []
    var (all, certain, empty, shared, named) = (0, 0, 0, 0, 0)
    try withSeeds(300) { generator in
      let graph = try RandomExpression(using: &generator)
      let nodes = Node.topologicalOrder(of: graph.outputs)
      for node in nodes {
        families.insert(OperationFamily(node.operation))
        ranks.insert(node.shape.rank)
        if node.shape.extents == nil { named += 1 }
        switch node.operation {
        case .unary(let function): unary.insert(function)
        case .binary(let function): binary.insert(function)
        case .reduction(let reduction): reductions.insert(reduction.kind)
        case .softmax(let operation): softmax.insert(operation.isLogarithmic)
        case .input, .constant, .scalar, .map, .matrixProduct, .argumentMaximum, .reshape, .transpose, .broadcast: break
        }
      }
      shared += nodes.reduce(0) { $0 + $1.operands.count } > nodes.count ? 1 : 0
      for value in try graph.expectedValues() {
        if value.values.isEmpty { empty += 1 }
        all += value.numbers.count
        certain += value.numbers.count { $0.value.isFinite && $0.error <= 0.01 * max(abs($0.value), 0.01) }
      }
    }
    #expect(families.count == OperationFamily.allCases.count)
    #expect(unary.count == UnaryFunction.allCases.count)
    #expect(binary.count == BinaryFunction.allCases.count)
    #expect(reductions.count == Reduction.Kind.allCases.count)
    #expect(softmax == [false, true])
    #expect(ranks.isSuperset(of: 0...4))
    #expect(Double(certain) > 0.7 * Double(all), "\(certain) of \(all) elements can be compared")
    #expect(empty > 10 && shared > 10 && named > 100, "\(empty) empty, \(shared) shared, \(named) with names")
  }

  @Test func aSeedRepeatsTheGraph() throws {
    for seed: UInt64 in 1...20 {
      var (first, second) = (SeededGenerator(seed: seed), SeededGenerator(seed: seed))
      let (one, other) = try (RandomExpression(using: &first), RandomExpression(using: &second))
      #expect(one.description == other.description)
      #expect(try one.expectedValues().map(\.values.description) == other.expectedValues().map(\.values.description))
    }
  }

  @Test func theGeneratorGivesTheNumbersOfItsPapers() {
    // SplitMix64 fills the state: its first numbers for seed 0 are published with the algorithm.
    var generator = SeededGenerator(seed: 0)
    let first = (0..<4).map { _ in generator.next() }
    #expect(first[0] == 0x99EC_5F36_CB75_F2B4)
    #expect(Set(first).count == 4)
  }

  @Test func distancesCountSteps() {
    #expect(ulpDistance(Float(1), Float(1).nextUp.nextUp) == 2)
    #expect(ulpDistance(Float(-0.0), 0) == 0)
    #expect(ulpDistance(-Float.leastNonzeroMagnitude, .leastNonzeroMagnitude) == 2)
    #expect(ulpDistance(Float.greatestFiniteMagnitude, .infinity) == 1)
    #expect(ulpDistance(Float.nan, .nan) == 0)
    #expect(ulpDistance(Float.nan, 1) == nil)
    #expect(ulpDistance(Double(1), Double(1).nextDown) == 1)
    #expect(ulpDistance(-Double.infinity, .infinity) == 2 * (Double.infinity.bitPattern))
    #expect(ulpError(of: 1, exact: 1 + Double(Float(1).ulp) / 4) == 0.25)
    #expect(ulpError(of: .infinity, exact: 1e39) == 0)
    #expect(ulpError(of: .nan, exact: 1) == .infinity)
  }
}
