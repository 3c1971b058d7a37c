import TesseraGraph
import TesseraPlanner
import TesseraRuntime
import TesseraTestSupport
import Testing

/// Programs against the reference evaluator, in random graphs of all operations.
@Suite struct RandomExpressionTests {
  /// How the outputs of a program differ from what is expected; nil where rounding explains all.
  static func difference(_ graph: RandomExpression, _ evaluator: borrowing Evaluator) throws -> String? {
    let expected = try graph.expectedValues()
    let program = try Program(nodes: graph.outputs)
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
  }

  @Test func twoThousandGraphsAreComputedAsByTheReference() throws {
    var evaluator = Evaluator()
    var failures = 0
    try withSeeds(2000) { generator in
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
