import TesseraGraph
import TesseraShapes
import TesseraTestSupport
import Testing

@testable import TesseraPlanner

/// Which steps run on the same rows.
@Suite struct BandPassTests {
  private let x = Expression<Float>.input("x", shape: ["n", 64])

  private func bands(
    _ output: Expression<Float>, _ extents: [String: Int], workers: Int = 1
  ) throws -> (Schedule, [Band]) {
    let schedule = try schedule(of: [output.node], extents, target: PlanTarget(workers: workers, engine: .panels))
    return (schedule, schedule.bands)
  }

  @Test func aNetworkIsOneBandOfRows() throws {
    let hidden = try (x.matmul(ones(64, 128)) + ones(128)).relu()
    let output = try (hidden.matmul(ones(128, 10)) + ones(10)).softmax(axis: -1)
    let (schedule, bands) = try bands(output, ["n": 512])
    #expect(schedule.kinds == ["matmul", "elementwise", "matmul", "softmax"])
    #expect(bands.count == 1)
    #expect(bands[0].sliceCount == 512)
    #expect(bands[0].unitCount > 1)
    // Nothing but the output exists for more than a block at a time.
    for step in schedule.steps.dropLast() {
      #expect(schedule.buffers[step.output].localSliceByteCount == schedule.buffers[step.output].byteCount / 512)
    }
  }

  @Test func whatMixesRowsEndsABand() throws {
    let first = try x.matmul(ones(64, 64))
    let (_, mixed) = try bands(first.transpose().matmul(ones(64, 8)).exp(), ["n": 64])
    #expect(mixed.map(\.steps) == [0..<1, 1..<3])
    let (_, summed) = try bands((first - first.sum(axis: 0)).exp(), ["n": 64])
    #expect(summed.count == 3)
  }

  @Test func attentionRunsHeadByHead() throws {
    let heads = Expression<Float>.input("h", shape: [2, 12, 64, 32])
    let scores = try (heads.matmul(heads.transpose([0, 1, 3, 2])) * 0.125).softmax(axis: -1)
    let (schedule, bands) = try bands(scores.matmul(heads), [:])
    #expect(schedule.kinds == ["pack", "matmul", "elementwise", "softmax", "matmul"])
    #expect(bands.map(\.sliceCount) == [24])
  }

  /// The values of an attention are named after its scores, but their product runs beside those for the queries and the keys.
  @Test func aProductBetweenTwoPartsOfABandMovesToItsRows() throws {
    let tokens = Expression<Float>.input("tokens", shape: ["t", 64])
    func heads(_ bias: Float) throws -> Expression<Float> {
      try (tokens.matmul(ones(64, 64)) + bias).reshape(["t", 4, 16])
    }
    let (queries, keys) = try (heads(1).transpose([1, 0, 2]), heads(2).transpose([1, 2, 0]))
    let scores = try (queries.matmul(keys) * 0.25).softmax(axis: -1)
    let output = try scores.matmul(heads(3).transpose([1, 0, 2]))
    let (schedule, bands) = try bands(output, ["t": 128])
    #expect(
      schedule.kinds == [
        "matmul", "elementwise", "matmul", "elementwise", "matmul", "elementwise", "pack", "matmul", "elementwise",
        "softmax", "matmul",
      ])
    #expect(bands.map(\.steps) == [0..<6, 6..<11])
    // Where the values are larger than the scores, they come when they are needed.
    let (few, _) = try self.bands(output, ["t": 8])
    #expect(few.kinds.suffix(3) == ["matmul", "elementwise", "matmul"])
  }

  @Test func fewRowsShareColumns() throws {
    let (_, alone) = try bands(x.matmul(ones(64, 4096)).relu(), ["n": 1])
    #expect(alone.allSatisfy { !$0.splitsColumns && !$0.isShared })
    let (_, shared) = try bands(x.matmul(ones(64, 4096)).relu(), ["n": 1], workers: 2)
    #expect(shared[0].splitsColumns && shared[0].isShared)
    let (_, many) = try bands(x.matmul(ones(64, 4096)).relu(), ["n": 64], workers: 2)
    #expect(!many[0].splitsColumns && many[0].isShared && many[0].unitCount % 2 == 0)
  }

  @Test func smallWorkIsNotShared() throws {
    let (_, bands) = try bands((x.matmul(ones(64, 8)) + 1).softmax(axis: -1), ["n": 2], workers: 4)
    #expect(bands.allSatisfy { !$0.isShared })
  }

  /// The workspace of random programs, cut as finely as can be, against the most bytes that are alive at one time.
  @Test func workspacesAreNearTheirLowerBound() throws {
    var worst = 1.0
    try withSeeds(500) { generator in
      let graph = try RandomExpression(using: &generator)
      let program = try Program(nodes: graph.outputs)
      for workers in [1, 2] {
        let target = PlanTarget(workers: workers, engine: .panels)
        let shapes = program.graph.inputs.compactMap { graph.inputs[$0.input.name]?.erased.shape }
        guard let plan = try? program.cachedPlan(shapes: shapes, target: target).plan else { return }
        let ratio = Double(plan.workspaceByteCount) / Double(max(plan.workspaceLowerBound, 1))
        worst = max(worst, ratio)
        #expect(ratio <= 1.05 || plan.workspaceByteCount == 0, "\(ratio) (\(generator))")
      }
    }
    print("largest workspace against its lower bound: \(worst)")
  }
}
