import CTesseraKernels
import TesseraTestSupport
import Testing

/// Sums and products of everything up to each element.
@Suite struct ScanTests {
  @Test(arguments: Level.supported) func floatingPointNumbersOneAfterTheOther(level: Level) throws {
    try check(Kernels<Float>(level))
    try check(Kernels<Double>(level))
  }

  private func check<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    let sum = try #require(kernels.table.pointee.cumulative_sum_row)
    let product = try #require(kernels.table.pointee.cumulative_product_row)
    try withSeed { generator in
      for count in IntegerTests.counts {
        let row: [Element] = generator.elements(count, special: 0.02)
        let place = Place(offset: Int.random(in: 0..<64, using: &generator), overwritten: generator.pick([0, nil]))
        let sums = kernels.apply(sum, row, place), products = kernels.apply(product, row, place)
        for (results, formula) in [(sums, { $0 + $1 }), (products, { $0 * $1 })]
          as [([Element], (Element, Element) -> Element)]
        {
          var value: Element?
          for (x, result) in zip(row, results) {
            let next = value.map { formula($0, x) } ?? x
            value = next
            #expect(result.isSame(as: next), "\(result), not \(next), in a row of \(count), \(place), \(generator)")
          }
        }
      }
    }
    #expect(kernels.apply(sum, [-0.0, -0.0, 0, -0.0]).map(\.sign) == [.minus, .minus, .plus, .plus])
  }

  @Test(arguments: Level.supported) func integersWrapAround(level: Level) throws {
    let kernels = try Kernels<Int64>(level)
    let sum = try #require(kernels.table.pointee.cumulative_sum_row)
    let product = try #require(kernels.table.pointee.cumulative_product_row)
    try withSeed { generator in
      for count in IntegerTests.counts {
        let row: [Int64] = generator.integers(count)
        var total: Int64 = 0, factor: Int64 = 1
        let sums = row.map { x in
          total &+= x
          return total
        }
        let products = row.map { x in
          factor &*= x
          return factor
        }
        #expect(kernels.apply(sum, row, Place(offset: 8, overwritten: 0)) == sums, "\(generator)")
        #expect(kernels.apply(product, row, Place(offset: 3, overwritten: nil)) == products, "\(generator)")
      }
    }
  }
}
