package import TesseraShapes

/// The stages from a graph to a plan, in order.
package enum PlanBuilder {
  /// - Parameter names: a number for every named dimension.
  package static func build(
    _ graph: ProgramGraph, outputs: [Int], extents names: [String: Int], readsFolded: Bool,
    target: PlanTarget
  ) throws(ShapeError) -> Plan {
    let shaped = try ShapePass.run(graph, outputs: outputs, extents: names, readsFolded: readsFolded)
    let partners = BiasPass.run(shaped, target)
    let roots = FusionPass.run(shaped, partners)
    var schedule = try LoweringPass.run(shaped, roots: roots, partners: partners, target: target)
    BandPass.run(&schedule, target)
    VerificationPass.run(schedule)
    VerificationPass.runBands(schedule)
    let lifetimes = LifetimePass.run(schedule)
    let assignment = AssignmentPass.run(schedule, lifetimes, workers: target.workers)
    VerificationPass.run(schedule, lifetimes, assignment)
    return Plan(shaped, schedule, assignment, target)
  }
}
