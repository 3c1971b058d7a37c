import Tessera

/// What happens before the first batch: a program is made of a graph, and a plan for a set of shapes. And how long a known plan takes to find.
final class Planning: Side {
  enum Stage: String, CaseIterable {
    case program
    case programAndPlan = "program and plan"
    case cachedPlan = "cached plan"
  }

  let name: String
  private let stage: Stage
  private let expression: Expression<Float>
  private let program: Program
  private var steps = 0

  init(_ stage: Stage, of expression: Expression<Float>) throws {
    name = stage.rawValue
    self.stage = stage
    self.expression = expression
    program = try Program(expression)
  }

  func run(times: Int) throws {
    for _ in 0..<times {
      switch stage {
      case .program: steps &+= try Program(expression).inputs.count
      case .programAndPlan: steps &+= try Program(expression).plan(for: ["batch": 1]).stepCount
      case .cachedPlan: steps &+= try program.plan(for: ["batch": 1]).stepCount
      }
    }
  }
}

extension WorkloadBuilder {
  func planning() throws -> [any Side] {
    let count = try required(parameters.operations, "operations")
    let x = Expression<Float>.input("x", shape: ["batch", 16])
    let expression = parameters.graph == "chain" ? try Self.chain(x, count) : try Self.mixed(x, count)
    return try Planning.Stage.allCases.map { try Planning($0, of: expression) }
  }

  /// Elementwise operations one after the other.
  private static func chain(_ x: Expression<Float>, _ count: Int) throws -> Expression<Float> {
    var values = x
    for index in 0..<count {
      values =
        switch index % 4 {
        case 0: try values * 0.5
        case 1: values.tanh()
        case 2: try values + x
        default: values.relu()
        }
    }
    return values
  }

  /// Blocks as networks have them: a product, bias, activation, residual, a normalisation, a reduction, views.
  private static func mixed(_ x: Expression<Float>, _ count: Int) throws -> Expression<Float> {
    let weight = try Tensor<Float>.full(shape: [16, 16], 0.01)
    let bias = try Tensor<Float>.ones(shape: [16])
    var values = x
    for _ in 0..<(count / 10) {
      let hidden = try (values.matmul(weight) + bias).relu()
      let scores = try hidden.softmax(axis: -1).reshape(["batch", 4, 4]).transpose([0, 2, 1])
      let mixed = try scores.reshape(["batch", 16]) * hidden
      values = try values + mixed - mixed.sum(axis: -1, keepingDimensions: true)
    }
    return values
  }
}
