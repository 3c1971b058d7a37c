import TesseraGraph
import TesseraShapes
import Testing

@testable import TesseraPlanner

/// Movements are views wherever the layout allows it.
@Suite struct LoweringPassTests {
  private let x = Expression<Float>.input("x", shape: ["n", 4])
  private let cube = Expression<Float>.input("c", shape: [2, 3, 4])

  private func kinds<Element>(_ output: Expression<Element>) throws -> [String] {
    try schedule(of: [output.node], ["n": 6]).kinds
  }

  @Test func matrixProductsReadViewsInPlace() throws {
    #expect(try kinds(x.transpose().matmul(x)) == ["matmul"])
    #expect(try kinds(x.matmul(x.transpose())) == ["matmul"])
    #expect(try kinds(cube.matmul(cube.transpose([0, 2, 1]))) == ["matmul"])
    #expect(try kinds(cube.transpose([1, 0, 2]).matmul(cube.transpose([1, 2, 0]))) == ["matmul"])
    #expect(try kinds(cube.reshape([6, 4]).matmul(x.transpose())) == ["matmul"])
    #expect(try kinds(x.reshape([-1]).reshape([4, -1]).matmul(x)) == ["matmul"])
    #expect(try kinds(cube.matmul(ones(4, 5).broadcast(to: [2, 4, 5]))) == ["matmul"])
  }

  @Test func whatBLASCannotReadIsCopiedOnce() throws {
    #expect(try kinds(cube.transpose([2, 1, 0]).matmul(ones(2, 5))) == ["copy", "matmul"])
    #expect(try kinds(ones(1, 4).broadcast(to: [3, 4]).matmul(x.transpose())) == ["copy", "matmul"])
  }

  @Test func aConstantThatIsRepeatedFarIsPackedInEachBatchAndNotKept() throws {
    let panels = PlanTarget(workers: 1, engine: .panels)
    func kinds(columns: Int) throws -> [String] {
      let repeated = try ones(4, 1).broadcast(to: [4, .fixed(columns)])
      return try schedule(of: [x.matmul(repeated).node], ["n": 16], target: panels).kinds
    }
    // 16 bytes a column: 64 MiB are kept.
    #expect(try kinds(columns: 4 << 20) == ["matmul"])
    #expect(try kinds(columns: (4 << 20) + 16) == ["pack", "matmul"])

    // Sizes whose products do not fit 63 bits are an error, not a crash.
    let extent = Dimension.fixed(Int(Int32.max))
    let long = Expression<Float>.input("long", shape: ["n", extent])
    let square = try ones(1, 1).broadcast(to: [extent, extent])
    #expect(throws: ShapeError.self) { try schedule(of: [long.matmul(square).node], ["n": 16], target: panels) }
    let many = Expression<Float>.input("many", shape: ["n", .fixed(4 << 20), 1, extent])
    let columns = try ones(1, 1, 1).broadcast(to: [.fixed(4 << 20), extent, 1])
    // One matrix for a whole batch is packed once.
    #expect(try schedule(of: [many.matmul(columns).node], ["n": 16], target: panels).kinds == ["pack", "matmul"])
  }

  @Test func aBatchAgainstOneMatrixIsOneProduct() throws {
    let products = try schedule(of: [cube.matmul(ones(4, 5)).node]).products
    #expect(products[0].batchExtents.isEmpty)
    #expect((products[0].rows, products[0].columns, products[0].inner) == (6, 5, 4))
    let turned = try schedule(of: [cube.transpose([1, 0, 2]).matmul(ones(4, 5)).node]).products
    #expect(turned[0].batchExtents == [3], "rows that do not follow each other stay a batch")
  }

  @Test func movementsAloneCostOneCopyAtMost() throws {
    #expect(try kinds(x.transpose().transpose()) == ["copy"])
    #expect(try kinds(x.transpose().reshape([-1]).reshape([2, -1]).transpose()) == ["copy", "copy"])
    #expect(try kinds(x.exp().reshape([-1]).reshape([3, -1])) == ["elementwise"], "the output is the group's own")
  }

  @Test func elementwiseOperationsReadViews() throws {
    #expect(try kinds(x.transpose().exp()) == ["elementwise"])
    #expect(
      try kinds(x.broadcast(to: [3, 6, 4]) * cube.reshape([-1, 1, 4]).sum(axis: 0)) == ["reduction", "elementwise"])
    let schedule = try schedule(of: [(try x.transpose() + 1).node], ["n": 6])
    #expect(schedule.groups[0].streams[0].access == .tile(0, filledOnce: false))
  }

  @Test func reductionsChooseTheirFormByLayout() throws {
    func form(_ output: Expression<Float>) throws -> String {
      let steps = try schedule(of: [output.node], ["n": 6]).steps
      guard case .reduction(let plan) = try #require(steps.last).work else { return "none" }
      return switch plan.form {
      case .rows: "rows"
      case .columns: "columns"
      case .gathered: "gathered"
      }
    }
    #expect(try form(cube.sum(axis: -1)) == "rows")
    #expect(try form(cube.sum(axes: [1, 2])) == "rows")
    #expect(try form(cube.sum()) == "rows")
    #expect(try form(cube.sum(axis: 0)) == "columns")
    #expect(try form(cube.sum(axis: 1)) == "columns")
    #expect(try form(x.transpose().sum(axis: 0)) == "rows")
    #expect(try form(x.transpose().sum(axis: 1)) == "columns")
    #expect(try form(cube.sum(axes: [0, 2])) == "gathered")
    #expect(try form(x.sum(axes: [])) == "rows")
  }

  /// Parts follow from the length of a row alone, not from how many rows there are.
  @Test func longRowsAreReducedInParts() throws {
    func reductions(_ output: Expression<Float>, _ n: Int) throws -> [(parts: Int, remainder: Int)] {
      try schedule(of: [output.node], ["n": n]).steps.compactMap { step in
        if case .reduction(let plan) = step.work { (plan.partCount, plan.remainder) } else { nil }
      }
    }
    let line = Expression<Float>.input("line", shape: ["n"])
    let rows = Expression<Float>.input("rows", shape: ["n", 50000])
    let columns = Expression<Float>.input("columns", shape: ["n", 3])
    #expect(try reductions(line.sum(), 32767).map(\.parts) == [1])
    #expect(try reductions(line.sum(), 32768).map(\.parts) == [2, 1])
    #expect(try reductions(line.mean(), 50000).map(\.remainder) == [848, 0])
    for n in [1, 1000] { #expect(try reductions(rows.max(axis: 1), n).map(\.parts) == [3, 1]) }
    #expect(try reductions(columns.sum(axis: 0), 50000).map(\.parts) == [3, 1])
  }

  @Test func emptyResultsHaveNoSteps() throws {
    let output = try (x.matmul(ones(4, 8)) + ones(8)).relu().softmax(axis: -1)
    #expect(try schedule(of: [output.node], ["n": 0]).steps.isEmpty)
  }
}
