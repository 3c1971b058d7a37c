import TesseraGraph
import TesseraShapes
import Testing

@testable import TesseraPlanner

/// Which elementwise operations run together.
@Suite struct FusionPassTests {
  private let x = Expression<Float>.input("x", shape: ["n", 4])

  @Test func aChainWithABiasIsOneGroup() throws {
    let layer = try (x.matmul(ones(4, 8)) + ones(8)).relu()
    let schedule = try schedule(of: [layer.node], ["n": 100])
    #expect(schedule.kinds == ["matmul", "elementwise"])
    let group = schedule.groups[0]
    #expect(group.operations.count == 2)
    #expect(group.streams.map(\.access) == [.dense, .tile(0, filledOnce: true)])
    #expect(group.slotCount == 1)
  }

  @Test func whatIsUsedSeveralTimesInOneGroupJoinsIt() throws {
    let e = x.exp()
    let output = try e * e + e.log() / e
    let schedule = try schedule(of: [output.node], ["n": 3])
    #expect(schedule.kinds == ["elementwise"])
    #expect(schedule.groups[0].operations.map(\.function).contains(.multiplyAdd), "the product is added in its pass")
    #expect(schedule.groups[0].operations.count == 4)
    #expect(schedule.groups[0].streams.count == 1)
  }

  @Test func whatOthersUseTooIsWritten() throws {
    let e = x.exp()
    let both = try schedule(of: [(try e + e.sum()).node], ["n": 3])
    #expect(both.kinds == ["elementwise", "reduction", "elementwise"])
    // Two groups that share a value: it is written once.
    let split = try schedule(of: [(try e + 1).node, (try e * 2).node], ["n": 3])
    #expect(split.kinds == ["elementwise", "elementwise", "elementwise"])
    // An output inside of a chain is written.
    let chain = try schedule(of: [e.node, e.log().node], ["n": 3])
    #expect(chain.kinds == ["elementwise", "elementwise"])
  }

  @Test func anotherShapeIsAnotherGroup() throws {
    let row = try x.sum(axis: 0).exp()
    let schedule = try schedule(of: [(try x + row.log()).node], ["n": 3])
    #expect(schedule.kinds == ["reduction", "elementwise", "elementwise"])
    let sizes = schedule.groups.map(\.operations.count)
    #expect(sizes == [2, 1])
  }

  @Test func scalarsAreOperandsNotStreamsOfTiles() throws {
    let schedule = try schedule(of: [(try (x * 2 - 1) / (1 + x)).node], ["n": 3])
    let group = schedule.groups[0]
    #expect(group.streams.map(\.access).filter { $0 == .single }.count == 2, "2 and 1")
    #expect(group.streams.count == 3)
  }

  @Test func aProductAndASumAreOnePass() throws {
    func functions(_ output: Expression<Float>) throws -> [ElementwiseGroup.Function] {
      try schedule(of: [output.node], ["n": 3]).groups.flatMap { $0.operations.map(\.function) }
    }
    for sum in [try x * 2 + 1, try 1 + 2 * x, try x * x + x, try x + x.exp() * 3] {
      #expect(try functions(sum).last == .multiplyAdd)
    }
    let group = try schedule(of: [(try 1 + 2 * x).node], ["n": 3]).groups[0]
    #expect(group.streams.map(\.access).filter { $0 == .single }.count == 2)
    #expect(group.slotCount == 0)
    // A product that is used twice is computed once.
    let product = try x.exp() * 2
    #expect(
      try functions(try (product + 1) * product) == [
        .unary(.exponential), .binary(.multiply), .binary(.add), .binary(.multiply),
      ])
    // Integers have no such kernel.
    let index = try x.argmax(axis: 1) * 2 + 1
    let groups = try schedule(of: [index.node], ["n": 3]).groups
    #expect(groups[0].operations.map(\.function) == [.binary(.multiply), .binary(.add)])
  }

  @Test func anExponentialNegatesItsArgumentInItsPass() throws {
    func functions(_ output: Expression<Float>) throws -> [ElementwiseGroup.Function] {
      try schedule(of: [output.node], ["n": 3]).groups.flatMap { $0.operations.map(\.function) }
    }
    #expect(try functions((-x).exp()) == [.exponentialOfNegated])
    #expect(try functions((-(x * x)).exp()) == [.binary(.multiply), .exponentialOfNegated])
    // A negation that others read too is computed once; other functions have no such kernel.
    let negated = -x
    #expect(
      try functions(try negated.exp() + negated) == [.unary(.negate), .unary(.exponential), .binary(.add)])
    #expect(try functions((-x).tanh()) == [.unary(.negate), .unary(.hyperbolicTangent)])
  }

  @Test func aProductTakesItsSigmoidInItsPass() throws {
    func functions(_ output: Expression<Float>) throws -> [ElementwiseGroup.Function] {
      try schedule(of: [output.node], ["n": 3]).groups.flatMap { $0.operations.map(\.function) }
    }
    #expect(try functions(x.silu()) == [.sigmoidProduct])
    #expect(try functions(x.sigmoid() * x.tanh()).last == .sigmoidProduct)
    // No more than two operations are one; the sum is first to choose.
    #expect(try functions(x * x.sigmoid() + x) == [.unary(.sigmoid), .multiplyAdd])
    // A sigmoid that others read too is computed once.
    let gate = x.sigmoid()
    #expect(try functions(try gate * x - gate) == [.unary(.sigmoid), .binary(.multiply), .binary(.subtract)])
  }

  @Test func aGroupEndsAtItsLimit() throws {
    var y = x
    for _ in 0..<100 { y = y.tanh() }
    let groups = try schedule(of: [y.node], ["n": 3]).groups
    #expect(groups.map(\.operations.count).reduce(0, +) == 100)
    #expect(groups.allSatisfy { $0.operations.count <= FusionPass.operationLimit })
    #expect(groups.count == 3)
    // Two tiles are enough for any chain.
    #expect(groups.allSatisfy { $0.slotCount <= 2 })
  }

  @Test func elementTypesStayApart() throws {
    let index = try x.argmax(axis: 1).map { $0 + 1 }.map { $0 * 2 }
    let schedule = try schedule(of: [index.node], ["n": 3])
    #expect(schedule.kinds == ["argmax", "elementwise"])
    #expect(schedule.groups[0].elementType == .int64)
  }

  @Test func noGroupReadsWhatIsWrittenAfterIt() throws {
    // exp reaches the last addition directly and through a product of matrices.
    let e = x.exp()
    let squared = try e.matmul(ones(4, 4))
    let output = try (e + squared).relu() * (squared - e)
    let schedule = try schedule(of: [output.node], ["n": 3])
    VerificationPass.run(schedule)
    #expect(schedule.kinds == ["elementwise", "matmul", "elementwise"])
  }
}
