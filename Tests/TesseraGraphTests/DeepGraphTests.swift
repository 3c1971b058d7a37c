import TesseraGraph
import TesseraShapes
import Testing

/// Graphs that recursion, or a walk along paths instead of nodes, could not handle.
@Suite(.serialized) struct DeepGraphTests {
  /// Builds, prints and releases a chain of additions; the time that all of it takes.
  private func chain(_ count: Int) throws -> Duration {
    try ContinuousClock().measure {
      var x = Expression<Float>.input("x", shape: ["batch"])
      let one = Expression<Float>.scalar(1)
      for _ in 0..<count { x = try x + one }
      let text = x.textDump
      #expect(text.utf8.count > 30 * count)
      #expect(text.hasSuffix("%\(count + 1) = %\(count) + %1 : Float [batch]"))
    }
  }

  @Test func aMillionAdditionsAreBuiltPrintedAndReleasedInLinearTime() throws {
    let quarter = try chain(250_000)
    let whole = try chain(1_000_000)
    // Linear would be 4 and quadratic 16; what lies between is left to caches and to other work on the machine.
    #expect(whole < quarter * 10, "\(quarter) for 250,000 and \(whole) for 1,000,000")
  }

  @Test func sixtyDoublingsAreSixtyNodes() throws {
    var x = Expression<Float>.input("x", shape: [])
    for _ in 0..<60 { x = try x + x }
    #expect(Node.topologicalOrder(of: [x.node]).count == 61)
    #expect(x.textDump.split(separator: "\n").count == 61)
    let one = try ReferenceValue(Tensor<Float>(scalar: 1))
    #expect(try ReferenceEvaluator().evaluate([x.node], inputs: ["x": one])[0].values == [0x1p60])
  }

  @Test func partsOfAReleasedChainLiveOn() throws {
    var kept: [Expression<Float>] = []
    var x = Expression<Float>.input("x", shape: [])
    for index in 0..<20_000 {
      x = try x + 1
      if index % 2_000 == 0 { kept.append(x) }
    }
    x = 0
    // The latest goes first: what an earlier one needs must stay.
    while let last = kept.popLast() {
      #expect(Node.topologicalOrder(of: [last.node]).count == 2 * (kept.count * 2_000 + 1) + 1)
    }
  }

  @Test func aChainIsReleasedByManyTasksAtOnce() async throws {
    var x = Expression<Float>.input("x", shape: [])
    for _ in 0..<50_000 { x = try x + x }
    let shared = x
    x = 0
    await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { Node.topologicalOrder(of: [shared.relu().node]).count } }
      for await count in group { #expect(count == 50_002) }
    }
  }
}
