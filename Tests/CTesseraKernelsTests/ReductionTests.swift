import CTesseraKernels
import Glibc
import TesseraTestSupport
import Testing

/// Rows reduced to one element, and the place of their largest.
@Suite struct ReductionTests {
  static let counts = Array(0...130) + [255, 511, 512, 513, 1000, 4095, 4099]

  @Test(arguments: Level.supported) func sumsStayWithinTheirBound(level: Level) throws {
    try checkSums(Kernels<Float>(level))
    try checkSums(Kernels<Double>(level))
  }

  private func checkSums<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    try withSeed { generator in
      for count in Self.counts {
        let row: [Element] = generator.elements(count)
        let exact = row.reduce(Element.Wide(0)) { $0 + Element.Wide($1) }
        let magnitudes = row.reduce(Element.Wide(0)) { $0 + Element.Wide($1.magnitude) }
        // At most 12 + log2(count) additions an element, each with half a unit of a sum below the magnitudes' sum.
        let bound = magnitudes * Element.Wide(Element.ulpOfOne) / 2 * Element.Wide(12 + log2(Double(max(count, 1))))
        let sum = try kernels.reduce(tessera_reduction_sum, row)
        #expect((Element.Wide(sum) - exact).magnitude <= bound, "\(sum) for \(exact), count \(count), \(generator)")
        let place = Place(offset: Int.random(in: 1..<64, using: &generator), overwritten: nil)
        let elsewhere = try kernels.reduce(tessera_reduction_sum, row, place)
        #expect(elsewhere.isSame(as: sum), "count \(count), \(place), \(generator)")
      }
    }
  }

  @Test(arguments: Level.supported) func aLongSumKeepsItsDigits(level: Level) throws {
    let kernel = try Kernels<Float>(level).row(tessera_reduction_sum)
    let row = (0..<10_000_000).map { index in 0.1 + Float(index % 17) * 0.01 }
    let exact = row.reduce(0.0) { $0 + Double($1) }
    var sum: Float = 0
    row.withUnsafeBytes { kernel($0.baseAddress, &sum, row.count) }
    #expect(abs(Double(sum) - exact) <= 1e-6 * exact)
  }

  @Test func sumsHaveOneOrderAtAllLevels() throws {
    try withSeed { generator in
      for count in Self.counts {
        let row: [Float] = generator.elements(count)
        let plain = try Kernels<Float>(.plain).reduce(tessera_reduction_sum, row)
        for level in Level.supported {
          let sum = try Kernels<Float>(level).reduce(tessera_reduction_sum, row)
          #expect(sum == plain, "\(level), count \(count), \(generator)")
        }
      }
    }
  }

  @Test(arguments: Level.supported) func sumsOfSpecialValues(level: Level) throws {
    let kernels = try Kernels<Double>(level)
    for count in 1...40 {
      let zeros = Array(repeating: -0.0, count: count)
      try #expect(kernels.reduce(tessera_reduction_sum, zeros).isSame(as: 0))
      for position in 0..<count {
        var row = Array(repeating: 1.0, count: count)
        row[position] = .infinity
        try #expect(kernels.reduce(tessera_reduction_sum, row) == .infinity)
        if count > 1 { row[(position + 1) % count] = -.infinity }
        try #expect(kernels.reduce(tessera_reduction_sum, row).isNaN == (count > 1))
      }
    }
    try #expect(kernels.reduce(tessera_reduction_sum, []).isSame(as: 0))
    try #expect(kernels.reduce(tessera_reduction_maximum, []) == -.infinity)
    try #expect(kernels.reduce(tessera_reduction_minimum, []) == .infinity)
  }

  @Test(arguments: Level.supported) func extremesAreFoundAtEveryPlace(level: Level) throws {
    try checkExtremes(Kernels<Float>(level))
    try checkExtremes(Kernels<Double>(level))
  }

  private func checkExtremes<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    try withSeed { generator in
      for count in 1...130 {
        let row: [Element] = generator.elements(count)
        let place = Place(offset: Int.random(in: 0..<64, using: &generator), overwritten: nil)
        let largest = try kernels.reduce(tessera_reduction_maximum, row, place)
        let smallest = try kernels.reduce(tessera_reduction_minimum, row, place)
        #expect(largest == row.max() && smallest == row.min(), "count \(count), \(place), \(generator)")

        let position = Int.random(in: 0..<count, using: &generator)
        var zeros = Array(repeating: -Element.zero, count: count)
        zeros[position] = .zero
        try #expect(kernels.reduce(tessera_reduction_maximum, zeros).sign == .plus, "count \(count), \(generator)")
        let negated = zeros.map { -$0 }
        try #expect(kernels.reduce(tessera_reduction_minimum, negated).sign == .minus, "count \(count), \(generator)")

        var withNaN = row
        withNaN[position] = .nan
        try #expect(kernels.reduce(tessera_reduction_maximum, withNaN).isNaN, "count \(count), \(generator)")
        try #expect(kernels.reduce(tessera_reduction_minimum, withNaN).isNaN, "count \(count), \(generator)")
      }
    }
  }

  @Test(arguments: Level.supported) func theFirstLargestIsFound(level: Level) throws {
    try checkLargestIndex(Kernels<Float>(level))
    try checkLargestIndex(Kernels<Double>(level))
  }

  private func checkLargestIndex<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    try withSeed { generator in
      for count in Array(1...70) + [2047, 2048, 2049, 5000] {
        for _ in 0..<8 {
          // Few different values, so that there are ties.
          var row = (0..<count).map { _ in Element(Int.random(in: -3...3, using: &generator)) }
          let largest = row.max()
          let first = row.firstIndex { $0 == largest }
          try #expect(kernels.largestIndex(row) == first, "count \(count), \(generator)")
          for _ in 0..<2 { row[Int.random(in: 0..<count, using: &generator)] = .nan }
          let firstNaN = row.firstIndex(where: \.isNaN)
          try #expect(kernels.largestIndex(row) == firstNaN, "count \(count), \(generator)")
        }
        try #expect(kernels.largestIndex(Array(repeating: -.infinity, count: count)) == 0)
        var late = Array(repeating: -Element.infinity, count: count)
        late[count - 1] = -.greatestFiniteMagnitude
        try #expect(kernels.largestIndex(late) == count - 1)
      }
    }
    try #expect(kernels.largestIndex([-0.0, 0]) == 0)
  }
}
