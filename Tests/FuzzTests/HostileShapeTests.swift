import Tessera
import Testing

/// What a caller can write down with extents that no memory holds: an error or a plan, at once, and never a trap.
@Suite struct HostileShapeTests {
  private let huge = 1 << 62
  private let scalar = Expression<Float>.scalar(1)

  /// The error of building, planning and evaluating under a limit of 1 MiB; nil when all of it works.
  private func error<Element>(_ build: () throws -> Expression<Element>) -> String? {
    do {
      let program = try Program(build())
      _ = try program.plan(for: [:], workers: 1)
      let evaluator = Evaluator(byteLimit: 1 << 20, workers: 1)
      _ = try evaluator.evaluate(program)
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func planError<Element>(_ build: () throws -> Expression<Element>) -> String? {
    do {
      _ = try Program(build()).plan(for: [:], workers: 1)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func negativeExtentsOfAnInputAreErrorsOfTheFirstOperation() throws {
    let indices = Expression<Int64>.input("i", shape: [2, -1])
    let x = Expression<Float>.input("x", shape: [3, 4])
    #expect(error { try x.gatherND(indices) }?.contains("extents must not be negative; [2, -1]") == true)
    let least = Expression<Float>.input("x", shape: [.fixed(.min), 2])
    #expect(error { try least.reshape([-1, 2]) }?.contains("extents must not be negative") == true)
    #expect(error { try least.exp().slice(axis: 0, AxisRange(by: -1)) }?.contains("negative") == true)
    #expect(error { try Expression<Int64>.indices(of: -5).sum() }?.contains("negative") == true)
  }

  @Test func aContextOfAnotherRankIsAnError() throws {
    let x = Expression<Float>.input("x", shape: [1, 2, 4])
    let context = Expression<Float>.input("context", shape: [2, 4])
    let layer = LinearParameters(weight: Expression<Float>.input("w", shape: [4, 4]))
    let message = error {
      try x.multiHeadAttention(heads: 2, query: layer, key: layer, value: layer, output: layer, context: context)
    }
    #expect(message?.hasPrefix("multiHeadAttention: at least 3 axes are needed") == true, "\(message ?? "none")")
  }

  @Test func emptyShapesWhoseOtherExtentsCannotBeMultipliedAreErrors() throws {
    let shape = Shape(extents: [0, huge, huge])
    let expected = "the number of elements must fit 63 bits"
    #expect(planError { try Expression<Float>.input("x", shape: shape).slice(axis: 1, 5) }?.contains(expected) == true)
    #expect(planError { try scalar.broadcast(to: shape).sum(axis: 0) }?.contains(expected) == true)
    #expect(throws: ShapeError.self) { try Tensor<Float>(shape: shape, elements: []) }
    let empty = Expression<Float>.input("x", shape: [.fixed(huge), 0])
    #expect(planError { try Expression.concatenate([empty.transpose(), empty.transpose()], axis: 0) } == nil)
  }

  @Test func arithmeticOnNamesDoesNotGrowWithoutEnd() throws {
    var x = Expression<Float>.input("x", shape: ["a"])
    let start = threadTime()
    var message = error {
      for _ in 0..<64 { x = try x.slice(axis: 0, AxisRange(from: 1)) + x.slice(axis: 0, AxisRange(from: 2)) }
      return x
    }
    #expect(message?.contains("the arithmetic of a dimension must have at most 256") == true, "\(message ?? "none")")
    var y = Expression<Float>.input("y", shape: ["a"])
    message = error {
      for _ in 0..<100_000 { y = try y.slice(axis: 0, AxisRange(from: 1)) }
      return y
    }
    #expect(message?.contains("the arithmetic of a dimension must have at most 256") == true, "\(message ?? "none")")
    #expect(threadTime() - start < timeLimit(5))
  }

  @Test func rearrangementsOfLongAxesArePlannedWithoutATable() throws {
    let x = Expression<Int8>.input("x", shape: [.fixed(1 << 40)])
    #expect(planError { try x.roll(3, axis: 0) } == nil)
    #expect(planError { try x.pad([(1, 2)], .reflect) } == nil)
    #expect(planError { try x.repeat(4, axis: 0).tile([4]) } == nil)
  }

  @Test func whatIsTheSameInEveryBatchCountsAgainstTheLimitWhenItIsLarge() throws {
    let long = Expression<Int64>.indices(of: .fixed(1 << 32))
    #expect(error { try long + 1 }?.contains("limit") == true)
    #expect(error { try long.sum() }?.contains("limit") == true)
    // A little of it is computed once.
    #expect(error { try Expression<Int64>.indices(of: 1000).sum() } == nil)
  }

  @Test func repeatedElementsHaveNoScratchThatOverflows() throws {
    let row = try scalar.broadcast(to: [.fixed(huge)])
    #expect(planError { try row.argmax(axis: 0) }?.contains("the number of elements must fit 63 bits") == true)
    let square = try scalar.broadcast(to: [.fixed(1 << 31 - 1), .fixed(1 << 31 - 1)])
    let x = Expression<Float>.input("x", shape: [2, .fixed(1 << 31 - 1)])
    #expect(planError { try x.matmul(square) } != nil)
    #expect(error { try scalar.broadcast(to: [1, 2]).matmul(scalar.broadcast(to: [2, 1_048_576])) }?.isEmpty == false)
  }

  @Test func tensorsThatNoMachineHoldsAreErrors() {
    for exponent in [40, 44, 60, 61, 62] {
      let shape = Shape(extents: [1 << exponent])
      #expect(throws: ShapeError.self) { try Tensor<Float>.zeros(shape: shape) }
      #expect(throws: ShapeError.self) { try Tensor<Double>.full(shape: shape, 1) }
      #expect(throws: ShapeError.self) { try Tensor<Int64>.arange(to: 1 << exponent) }
    }
  }

  @Test func aCorrectionMayBeAnyNumber() throws {
    let x = try Tensor<Double>(shape: [4], elements: [1, 2, 3, 6]).expression
    for correction in [Int.min, .min + 1, -1, .max] {
      #expect(error { try x.variance(correction: correction) } == nil)
    }
  }

  @Test func thereAreNotMoreSectionsThanCanBeHeld() throws {
    let x = Expression<Float>.input("x", shape: [.fixed(1 << 40)])
    #expect(error { try x.split(into: 1 << 40)[0] }?.contains("cannot be cut into") == true)
  }
}
