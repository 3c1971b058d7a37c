import CTesseraKernels
import TesseraTestSupport
import Testing

/// Functions that give a byte an element, for every element type.
@Suite struct ComparisonTests {
  @Test(arguments: Level.supported) func comparisonsOfEveryType(level: Level) throws {
    try withSeed { generator in
      for count in IntegerTests.counts {
        try check(
          Kernels<Float>(level), generator.elements(count, special: 0.5), generator.elements(count, special: 0.5))
        try check(
          Kernels<Double>(level), generator.elements(count, special: 0.5), generator.elements(count, special: 0.5))
        try check(Kernels<Int64>(level), generator.integers(count), generator.integers(count))
        try check(Kernels<Int32>(level), generator.integers(count), generator.integers(count))
        try check(Kernels<Int8>(level), generator.integers(count), generator.integers(count))
        try check(Kernels<UInt8>(level), generator.integers(count), generator.integers(count))
        let lhs = (0..<count).map { _ in Truth(generator.chance(0.5)) }
        let rhs = (0..<count).map { _ in Truth(generator.chance(0.5)) }
        try check(Kernels<Truth>(level), lhs, rhs)
      }
    }
  }

  private func check<Element: TableElement & Comparable>(
    _ kernels: Kernels<Element>, _ lhs: [Element], _ rhs: [Element]
  ) throws {
    // Equal ones among them.
    let rhs = zip(lhs, rhs).enumerated().map { $0.offset % 3 == 0 ? $0.element.0 : $0.element.1 }
    let formulas: [(tessera_binary_function, (Element, Element) -> Bool)] = [
      (tessera_binary_equal, { $0 == $1 }), (tessera_binary_notEqual, { $0 != $1 }), (tessera_binary_less, { $0 < $1 }),
      (tessera_binary_lessOrEqual, { $0 <= $1 }), (tessera_binary_greater, { $0 > $1 }),
      (tessera_binary_greaterOrEqual, { $0 >= $1 }),
    ]
    #expect(formulas.map(\.0) == tessera_binary_function.comparisons)
    for (function, formula) in formulas {
      let count = lhs.count, place = Place(offset: count % 64, overwritten: nil)
      let both = try kernels.bytes(kernels.binary(function, tessera_form_vector_vector), lhs, rhs, count: count, place)
      #expect(both == zip(lhs, rhs).map { formula($0, $1) ? 1 : 0 }, "\(function.name) of \(lhs) and \(rhs)")
      guard let scalar = lhs.last else { continue }
      let right = try kernels.bytes(kernels.binary(function, tessera_form_vector_scalar), rhs, [scalar], count: count)
      #expect(right == rhs.map { formula($0, scalar) ? 1 : 0 }, "\(function.name) of \(rhs) and \(scalar)")
      let left = try kernels.bytes(kernels.binary(function, tessera_form_scalar_vector), [scalar], rhs, count: count)
      #expect(left == rhs.map { formula(scalar, $0) ? 1 : 0 }, "\(function.name) of \(scalar) and \(rhs)")
    }
  }

  @Test(arguments: Level.supported) func kindsOfNumbers(level: Level) throws {
    try checkKinds(Kernels<Float>(level))
    try checkKinds(Kernels<Double>(level))
  }

  private func checkKinds<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    try withSeed { generator in
      for count in IntegerTests.counts {
        let values: [Element] = generator.elements(count, special: 0.7)
        for (function, formula) in [
          (tessera_unary_isNaN, \.isNaN), (tessera_unary_isInfinite, \.isInfinite),
          (tessera_unary_isFinite, \.isFinite),
        ] as [(tessera_unary_function, (Element) -> Bool)] {
          let results = try kernels.bytes(kernels.unary(function), values)
          #expect(results == values.map { formula($0) ? 1 : 0 }, "\(function.name) of \(values), \(generator)")
        }
      }
    }
  }
}

extension Truth: Comparable {
  static func < (lhs: Truth, rhs: Truth) -> Bool { lhs.byte < rhs.byte }
}
