import Glibc
import TesseraGraph
import TesseraPlanner
import TesseraRuntime
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
      for (index, value) in expected.enumerated() {
        let name = program.outputs[index].name
        let computed: any TensorValue =
          switch value.elementType {
          case .float32: try results[name, as: Float.self].copy()
          case .float64: try results[name, as: Double.self].copy()
          case .float16: try results[name, as: Float16.self].copy()
          case .int64: try results[name, as: Int64.self].copy()
          case .int32: try results[name, as: Int32.self].copy()
          case .int8: try results[name, as: Int8.self].copy()
          case .uint8: try results[name, as: UInt8.self].copy()
          case .bool: try results[name, as: Bool.self].copy()
          }
        if let difference = value.difference(to: computed.erased) { return "\(name): \(difference)" }
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

  /// A seed alone repeats its graph: `TESSERA_SEED=... TESSERA_RANDOM_GRAPHS=1`.
  @Test func graphsAreComputedAsByTheReference() throws {
    var evaluator = Evaluator()
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
