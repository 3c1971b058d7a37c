import TesseraGraph
import TesseraShapes
import Testing

@testable import TesseraPlanner

/// A plan is made once for each set of shapes, however it is asked for.
@Suite struct PlanCacheTests {
  private let x = Expression<Float>.input("x", shape: ["n", 4])
  private let y = Expression<Float>.input("y", shape: ["m", "n"])

  private func program() throws -> Program { try Program(y.matmul(x).exp()) }

  @Test func equalExtentsHaveOnePlan() throws {
    let program = try program()
    let plan = try program.plan(for: ["n": 3, "m": 5], target: .folding)
    #expect(try program.plan(for: ["m": 5, "n": 3], target: .folding) === plan)
    #expect(try program.plan(for: ["m": 5, "n": 3, "other": 7], target: .folding) === plan)
    #expect(try program.plan(for: ["n": 5, "m": 3], target: .folding) !== plan)
    // The slots of the inputs: y comes first.
    #expect(program.inputs.map(\.name) == ["y", "x"])
    #expect(try program.cachedPlan(shapes: [[5, 3], [3, 4]], target: .folding).plan === plan)
    #expect(
      try program.cachedPlan(shapes: [[5, 3], [3, 4]], target: .folding)
        === program.cachedPlan(shapes: [[5, 3], [3, 4]], target: .folding))
  }

  @Test func aPlanKnowsItsShapes() throws {
    let plan = try program().plan(for: ["n": 3, "m": 5], target: .folding)
    #expect(plan.isMade(for: [[5, 3], [3, 4]]))
    for shapes: [Shape] in [
      [[5, 3], [3, 5]], [[3, 5], [3, 4]], [[5, 3]], [], [[5, 3], [3, 4], []], [[5, 3], [3, 4, 1]],
      [[5, 3], ["n", 4]],
    ] {
      #expect(!plan.isMade(for: shapes), "\(shapes)")
    }
  }

  @Test func whatIsWrongStaysWrongBesideKnownPlans() throws {
    let program = try program()
    _ = try program.plan(for: ["n": 3, "m": 5], target: .folding)
    for extents in [["n": 3], ["n": 3, "m": -5], ["n": 3, "m": 5, "other": -1], [:]] {
      #expect(throws: BindingError.self, "\(extents)") { try program.plan(for: extents, target: .folding) }
    }
    for shapes: [Shape] in [[[5, 3], [4, 4]], [[5, 3], [3, 5]], [[5, 3, 1], [3, 4]], [[15], [3, 4]]] {
      #expect(throws: BindingError.self, "\(shapes)") { try program.cachedPlan(shapes: shapes, target: .folding) }
    }
  }

  @Test func arithmeticOnNamesIsPartOfTheKey() throws {
    let twice = try #require(Dimension.named("n").multiplied(by: 2))
    let z = Expression<Float>.input("z", shape: [twice, "n"])
    let program = try Program(z.exp())
    let plan = try program.plan(for: ["n": 3], target: .folding)
    #expect(plan.inputExtents == [[6, 3]])
    #expect(try program.plan(for: ["n": 3], target: .folding) === plan)
    #expect(try program.cachedPlan(shapes: [[6, 3]], target: .folding).plan === plan)
    #expect(throws: BindingError.self) { try program.cachedPlan(shapes: [[7, 3]], target: .folding) }
  }

  @Test func aProgramWithoutInputsHasOnePlan() throws {
    let program = try Program(ones(2).exp())
    #expect(try program.plan(target: .folding) === program.plan(for: ["n": 1], target: .folding))
  }

  @Test func theMostRecentPlansAreKept() throws {
    let program = try Program(x.exp())
    let first = try program.plan(for: ["n": 0], target: .folding)
    let second = try program.plan(for: ["n": 1], target: .folding)
    for extent in 2..<PlanCache.capacity { _ = try program.plan(for: ["n": extent], target: .folding) }
    #expect(try program.plan(for: ["n": 0], target: .folding) === first, "as many as the cache keeps")
    _ = try program.plan(for: ["n": PlanCache.capacity], target: .folding)
    #expect(try program.plan(for: ["n": 0], target: .folding) === first, "used after all others but one")
    #expect(try program.plan(for: ["n": 1], target: .folding) !== second, "the least recently used")
  }
}
