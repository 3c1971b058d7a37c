import Glibc
import TesseraGraph
import TesseraPlanner
import TesseraRuntime
import TesseraShapes
import TesseraTestSupport
import Testing

/// Programs against the reference evaluator, in random graphs of all operations.
@Suite struct RandomExpressionTests {
  /// How many graphs are tried: TESSERA_RANDOM_GRAPHS, or 2,000.
  static var graphCount: Int { getenv("TESSERA_RANDOM_GRAPHS").flatMap { Int(String(cString: $0)) } ?? 2000 }

  /// How an evaluation differs from what is expected; nil where rounding explains all.
  static func difference(_ graph: RandomExpression, _ evaluator: borrowing Evaluator) throws -> String? {
    let outcome = try graph.expectedOutcome()
    let program = try Program(nodes: graph.outputs)
    switch outcome {
    case .values(let expected):
      let results = try evaluator.evaluate(program, graph.inputs)
      let finest = try finestBytes(of: program, graph)
      for (index, value) in expected.enumerated() {
        let name = program.outputs[index].name
        let computed = try results.copy(of: name, value.elementType)
        if let difference = value.difference(to: computed) { return "\(name): \(difference)" }
        for (workers, bytes) in finest where bytes[index] != computed.bytes {
          return "\(name): other bits in the smallest blocks, shared by \(workers)"
        }
      }
      return nil
    case .failure(let operation, let index, let position, let extent):
      do {
        _ = try evaluator.evaluate(program, graph.inputs)
      } catch let error as IndexError {
        let isExpected =
          error.operation == operation && error.index == index && error.position == position && error.extent == extent
        return isExpected ? nil : "index \(index) at position \(position) of \(operation) must be refused; got \(error)"
      }
      return "index \(index) at position \(position) of \(operation) must be refused"
    }
  }

  /// The bytes of all outputs when every band is cut as finely as it can be, on one thread and on three.
  private static func finestBytes(
    of program: Program, _ graph: RandomExpression
  ) throws -> [(workers: Int, bytes: [[UInt8]])] {
    try [1, 3].map { workers in
      let evaluator = Evaluator(target: PlanTarget(workers: workers, engine: .panels, grain: .finest))
      let results = try evaluator.evaluate(program, graph.inputs)
      return (
        workers, try program.outputs.map { output in try results.copy(of: output.name, output.elementType).bytes }
      )
    }
  }

  /// A seed alone repeats its graph: `TESSERA_SEED=... TESSERA_RANDOM_GRAPHS=1`.
  @Test func graphsAreComputedAsByTheReference() throws {
    // Not what a measurement chooses, so that every build tests the same.
    var evaluator = Evaluator(target: PlanTarget(workers: 1, engine: .panels))
    var failures = 0
    try withSeeds(Self.graphCount) { generator in
      evaluator.reset()
      let graph = try RandomExpression(using: &generator)
      do {
        guard let difference = try Self.difference(graph, evaluator) else { return }
        failures += 1
        if failures <= 5 { Issue.record("\(difference)\n\(graph)") }
      } catch {
        failures += 1
        if failures <= 5 { Issue.record("\(error)\n\(graph)") }
      }
    }
    #expect(failures == 0)
  }
}
