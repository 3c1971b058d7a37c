import Tessera
import Testing

/// Sizes that cannot be are errors when a plan is made, long before memory is asked for.
@Suite struct LargeShapeTests {
  private let large = 1 << 32

  private func planError<Element>(
    _ output: Expression<Element>, _ extents: [String: Int] = [:]
  ) throws -> String? {
    let program = try Program(output)
    return message { _ = try program.plan(for: extents) }
  }

  @Test func extentsThatBLASCannotCountAreErrors() throws {
    let rows = Expression<Float>.input("x", shape: ["n", 1])
    let one = try Tensor<Float>.ones(shape: [1, 1])
    let cases: [Expression<Float>] = [
      try rows.matmul(one),
      try one.expression.matmul(rows.transpose()),
      try rows.transpose().matmul(rows),
      try rows.reshape([1, -1]).matmul(rows),
      try rows.reshape([-1]).matmul(rows),
      try rows.reshape([2, -1, 1]).matmul(one),
    ]
    for output in cases {
      let error = try planError(output, ["n": large])
      #expect(
        error?.hasPrefix("matmul: an extent must not exceed 2147483647, which is what BLAS counts to; ") == true,
        "\(output): \(error ?? "nothing was thrown")")
    }
    // The largest that it can count is planned.
    #expect(try planError(cases[0], ["n": Int(Int32.max)]) == nil)
    #expect(try planError(cases[0], ["n": Int(Int32.max) + 1]) != nil)
  }

  @Test func aLeadingDimensionThatBLASCannotCountIsAnErrorOrACopy() throws {
    // Two rows whose distance is more than BLAS counts: [2, 2^32] read as the first column block is not possible here, so whole rows.
    let wide = Expression<Float>.input("x", shape: [2, "n"])
    let error = try planError(wide.matmul(wide.transpose()), ["n": large])
    #expect(error?.hasPrefix("matmul: an extent must not exceed") == true, "\(error ?? "nothing was thrown")")
  }

  @Test func moreElementsThanCanBeCountedAreErrors() throws {
    let x = Expression<Float>.input("x", shape: ["n", 1])
    let square = try x + x.transpose()
    let error = try planError(square, ["n": large])
    #expect(
      error?.hasPrefix("+: the number of elements must fit 63 bits; ") == true, "\(error ?? "nothing was thrown")")
    let outer = try planError(x.map { $0 }.broadcast(to: ["n", "n"]) * 2, ["n": 1 << 40])
    #expect(outer?.contains("the number of elements must fit 63 bits") == true, "\(outer ?? "nothing was thrown")")
    let bytes = try planError(x.exp(), ["n": 1 << 62])
    #expect(bytes?.contains("the number of elements must fit 63 bits") == true, "\(bytes ?? "nothing was thrown")")
    let input = try planError(x.reshape([-1]), ["n": Int.max])
    #expect(input != nil)
  }

  @Test func manyLargeBuffersAreAnErrorNotAnOverflow() throws {
    // Each output fits an address, all together do not.
    let x = Expression<Double>.input("x", shape: ["n"])
    let program = try Program(x.exp(), x.log(), x.tanh(), x.sqrt(), x.abs())
    for exponent in [57, 58] {
      let error = message { _ = try program.plan(for: ["n": 1 << exponent]) }
      #expect(error?.contains("did not give") == true, "\(error ?? "planned")")
    }
    let uncountable = message { _ = try program.plan(for: ["n": 1 << 61]) }
    #expect(uncountable?.contains("must fit") == true, "\(uncountable ?? "planned")")
  }

  @Test func whatFitsIsPlannedWithoutMemory() throws {
    let x = Expression<Float>.input("x", shape: ["n"])
    let plan = try Program(x.exp()).plan(for: ["n": 1 << 40])
    #expect(plan.outputByteCount == 4 << 40)
    #expect(plan.peakByteCount >= 4 << 40)
  }
}
