import Tessera
import TesseraGraph
import TesseraPlanner

/// Programs that take memory in every way there is: constants, packed and computed ones, results, workspace and the workers' own.
enum MemoryProgram: String, CaseIterable, Sendable {
  case network, attention, reductions, scatter, sort

  /// A new program, for which nothing was computed yet.
  func program() throws -> Program {
    switch self {
    case .network:
      let x = Expression<Float>.input("x", shape: ["batch", 20])
      let hidden = try (x.matmul(Self.ramp([20, 33])) + Self.ramp([33])).relu()
      return try Program(hidden.matmul(Self.ramp([33, 10])).softmax(axis: -1), hidden.argmax(axis: -1))
    case .attention:
      let x = Expression<Float>.input("x", shape: ["batch", 6, 16])
      func parameters() throws -> LinearParameters<Float> {
        LinearParameters(weight: try Self.ramp([16, 16]).expression, bias: try Self.ramp([16]).expression)
      }
      let attended = try x.multiHeadAttention(
        heads: 4, query: parameters(), key: parameters(), value: parameters(), output: parameters(), isCausal: true)
      return try Program((x + attended).layerNorm(axis: -1))
    case .reductions:
      let x = Expression<Float>.input("x", shape: ["batch", 40])
      return try Program(
        x.exp().sum(axis: -1), x.variance(axes: [0]), x.transpose().max(axis: 0), x.logSumExp(axes: [0]))
    case .scatter:
      let x = Expression<Float>.input("x", shape: ["batch", 12])
      let columns = try Tensor<Int64>(shape: [1, 4], elements: [3, 0, 3, 11]).expression.broadcast(to: ["batch", 4])
      let gathered = try x.takeAlongAxis(columns, axis: 1)
      return try Program(x.scatterAdding(gathered * 2, at: columns, axis: 1), x.roll(3, axis: 1))
    case .sort:
      let x = Expression<Float>.input("x", shape: ["batch", 17])
      return try Program(x.sort(axis: -1), x.argsort(axis: 0, descending: true), x.cumulativeSum(axis: 0))
    }
  }

  /// A batch of so many rows.
  func inputs(rows: Int) throws -> [String: any TensorValue] {
    let extents =
      switch self {
      case .network: [rows, 20]
      case .attention: [rows, 6, 16]
      case .reductions: [rows, 40]
      case .scatter: [rows, 12]
      case .sort: [rows, 17]
      }
    return ["x": try Self.ramp(extents)]
  }

  /// Numbers between -1 and 1 in no order.
  private static func ramp(_ extents: [Int]) throws -> Tensor<Float> {
    let count = extents.reduce(1, *)
    return try Tensor(
      shape: Shape(extents: extents), elements: (0..<count).map { Float(($0 &* 7919) % 1009) / 505 - 1 })
  }
}

extension Program {
  /// The bytes of all outputs.
  func outputBytes(
    _ inputs: [String: any TensorValue], by evaluator: borrowing Evaluator
  ) throws -> [[UInt8]] {
    let results = try evaluator.evaluate(self, inputs)
    return try outputs.map { try results.copy(of: $0.name, $0.elementType).bytes }
  }

  /// The plan for a batch of given inputs.
  func plan(for inputs: [String: any TensorValue], target: PlanTarget) throws -> Plan {
    try cachedPlan(shapes: self.inputs.compactMap { inputs[$0.name]?.erased.shape }, target: target).plan
  }
}
