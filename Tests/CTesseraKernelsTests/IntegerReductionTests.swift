import CTesseraKernels
import TesseraTestSupport
import Testing

/// Rows and columns of integers and of Bool reduced to one element, products, and the places of the extremes.
@Suite struct IntegerReductionTests {
  static let counts = Array(1...70) + [127, 128, 129, 2047, 2048, 2049, 5000]

  @Test(arguments: Level.supported) func rowsAndColumnsOfIntegers(level: Level) throws {
    try check(Kernels<Int64>(level))
    try check(Kernels<Int32>(level))
    try check(Kernels<Int8>(level))
    try check(Kernels<UInt8>(level))
  }

  private func check<Element: IntegerElement>(_ kernels: Kernels<Element>) throws {
    func expected(_ reduction: tessera_reduction, _ values: [Element]) -> Element {
      switch reduction {
      case tessera_reduction_sum: values.reduce(0, &+)
      case tessera_reduction_product: values.reduce(1, &*)
      case tessera_reduction_maximum: values.reduce(.min, Swift.max)
      default: values.reduce(.max, Swift.min)
      }
    }
    try withSeed { generator in
      for reduction in tessera_reduction.all where ElementClass(Element.element).holds(reduction) {
        for count in Self.counts {
          // Odd factors, so that a product does not vanish.
          let row: [Element] = (generator.integers(count) as [Element]).map {
            reduction == tessera_reduction_product ? $0 | 1 : $0
          }
          let place = Place(offset: Int.random(in: 0..<64, using: &generator), overwritten: nil)
          let result = try kernels.reduce(reduction, row, place)
          #expect(result == expected(reduction, row), "\(reduction.name) of \(count) of \(Element.self), \(generator)")
        }
        for (rows, columns) in [(0, 3), (1, 1), (7, 5), (8, 64), (9, 65), (33, 130), (64, 17)] {
          let stride = columns + generator.pick([0, 3]), matrix: [Element] = generator.integers(rows * stride)
          let kernel = try kernels.columns(reduction)
          let results = Place.aligned.run(matrix, [], columns) { input, _, output, _ in
            kernel(input, stride, output, rows, columns)
          }
          let exact = (0..<columns).map { column in expected(reduction, (0..<rows).map { matrix[$0 * stride + column] })
          }
          #expect(results == exact, "\(reduction.name) of \(rows) x \(columns) of \(Element.self), \(generator)")
        }
      }
      for count in Self.counts {
        let row: [Element] = generator.integers(count)
        let largest = row.max(), smallest = row.min()
        try #expect(kernels.largestIndex(row) == row.firstIndex { $0 == largest }, "\(Element.self), \(generator)")
        try #expect(kernels.smallestIndex(row) == row.firstIndex { $0 == smallest }, "\(Element.self), \(generator)")
      }
      // Rows of nothing but the end that a search starts from.
      try #expect(kernels.largestIndex([.min, .min]) == 0 && kernels.smallestIndex([.max, .max]) == 0)
    }
  }

  @Test(arguments: Level.supported) func anyAndAll(level: Level) throws {
    let kernels = try Kernels<Truth>(level)
    try withSeed { generator in
      for count in [0] + Self.counts {
        for share in [0, 0.001, 0.5, 0.999, 1] {
          let row = (0..<count).map { _ in Truth(generator.chance(share)) }
          let any = try kernels.reduce(tessera_reduction_any, row), all = try kernels.reduce(tessera_reduction_all, row)
          #expect(
            any.value == row.contains { $0.value } && all.value == row.allSatisfy { $0.value }, "\(count), \(generator)"
          )
          guard count > 0 else { continue }
          try #expect(kernels.largestIndex(row) == row.firstIndex { $0.value } ?? 0, "\(count), \(generator)")
          try #expect(kernels.smallestIndex(row) == row.firstIndex { !$0.value } ?? 0, "\(count), \(generator)")
        }
      }
      for reduction in [tessera_reduction_any, tessera_reduction_all] {
        let kernel = try kernels.columns(reduction)
        let matrix = (0..<19 * 70).map { _ in Truth(generator.chance(reduction == tessera_reduction_any ? 0.1 : 0.9)) }
        let results = Place.aligned.run(matrix, [], 70) { input, _, output, _ in kernel(input, 70, output, 19, 70) }
        for (column, result) in results.enumerated() {
          let values = (0..<19).map { matrix[$0 * 70 + column].value }
          let exact = reduction == tessera_reduction_any ? values.contains(true) : !values.contains(false)
          #expect(result.value == exact, "\(reduction.name), column \(column), \(generator)")
        }
      }
    }
  }

  @Test(arguments: Level.supported) func productsOfFloatingPointNumbers(level: Level) throws {
    try checkProducts(Kernels<Float>(level))
    try checkProducts(Kernels<Double>(level))
  }

  private func checkProducts<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    try withSeed { generator in
      for count in Self.counts {
        let row = (0..<count).map { _ in Element(1 + Double.random(in: -1...1, using: &generator) / 64) }
        let exact = row.reduce(Element.Wide(1)) { $0 * Element.Wide($1) }
        let result = try kernels.reduce(tessera_reduction_product, row)
        // Half a unit for each factor.
        let bound = exact * Element.Wide(Element.ulpOfOne) / 2 * Element.Wide(count)
        #expect((Element.Wide(result) - exact).magnitude <= bound, "\(count), \(generator)")
      }
    }
    try #expect(kernels.reduce(tessera_reduction_product, []) == 1)
    try #expect(kernels.reduce(tessera_reduction_product, [2, .nan, 0]).isNaN)
    try #expect(kernels.reduce(tessera_reduction_product, [.infinity, 0]).isNaN)
  }

  @Test(arguments: Level.supported) func theFirstSmallestIsFound(level: Level) throws {
    let kernels = try Kernels<Double>(level)
    try withSeed { generator in
      for count in Self.counts {
        var row = (0..<count).map { _ in Double(Int.random(in: -3...3, using: &generator)) }
        let smallest = row.min()
        try #expect(kernels.smallestIndex(row) == row.firstIndex { $0 == smallest }, "\(count), \(generator)")
        row[Int.random(in: 0..<count, using: &generator)] = .nan
        try #expect(kernels.smallestIndex(row) == row.firstIndex(where: \.isNaN), "\(count), \(generator)")
        try #expect(kernels.smallestIndex(Array(repeating: .infinity, count: count)) == 0)
      }
    }
  }
}
