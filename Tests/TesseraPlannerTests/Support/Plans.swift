import TesseraGraph
import TesseraShapes

@testable import TesseraPlanner

/// The passes up to the schedule, for outputs and numbers for their names.
func schedule(
  of outputs: [Node], _ extents: [String: Int] = [:], target: PlanTarget = .folding
) throws -> Schedule {
  let (shaped, partners, roots) = try fused(outputs, extents, target: target)
  var schedule = try LoweringPass.run(shaped, roots: roots, partners: partners, target: target)
  BandPass.run(&schedule, target)
  return schedule
}

/// The passes up to fusion.
func fused(
  _ outputs: [Node], _ extents: [String: Int] = [:], target: PlanTarget = .folding
) throws -> (shaped: ShapedGraph, partners: [Int], roots: [Int]) {
  let graph = try imported(outputs)
  let shaped = try ShapePass.run(
    graph, outputs: graph.outputs.map(\.value), extents: extents, readsFolded: true)
  let partners = BiasPass.run(shaped, target)
  return (shaped, partners, FusionPass.run(shaped, partners))
}

/// The import and folding passes.
func imported(_ outputs: [Node]) throws -> ProgramGraph {
  var graph = try ImportPass.run(outputs.enumerated().map { ("output \($0.offset)", $0.element) })
  FoldingPass.run(&graph)
  return graph
}

extension Schedule {
  /// What each step does, in order.
  var kinds: [String] {
    steps.map { step in
      switch step.work {
      case .elementwise: "elementwise"
      case .copy: "copy"
      case .matrixProduct: "matmul"
      case .pack: "pack"
      case .reduction: "reduction"
      case .iota: "indices"
      case .concatenate: "concatenate"
      case .rearrange: "rearrange"
      case .gather: "gather"
      case .scatter: "scatter"
      case .axis(let plan):
        switch plan.function {
        case .row(let kind): kind.name
        case .argument(let kind): kind.name
        case .sort: "argsort"
        }
      }
    }
  }

  /// The elementwise groups, in order.
  var groups: [ElementwiseGroup] {
    steps.compactMap { if case .elementwise(let group) = $0.work { group } else { nil } }
  }

  /// The matrix products, in order.
  var products: [MatrixProductPlan] {
    steps.compactMap { if case .matrixProduct(let product) = $0.work { product } else { nil } }
  }
}

extension ProgramGraph {
  /// How many values there are of an operation, by the user's name for it.
  func count(of name: String) -> Int { values.count { $0.operation.name == name } }

  /// The names of the folded values' operations.
  var foldedNames: [String] { folded.map { values[$0].operation.name } }
}

/// A constant of ones.
func ones(_ extents: Int...) throws -> Expression<Float> {
  .constant(try Tensor<Float>.ones(shape: Shape(extents: extents)))
}
