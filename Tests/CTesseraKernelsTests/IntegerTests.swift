import CTesseraKernels
import TesseraTestSupport
import Testing

/// Functions of integers and of Bool: exact, wrapping around, the same at every count and place.
@Suite struct IntegerTests {
  static let counts = Array(0...9) + [15, 16, 17, 31, 63, 64, 65, 100, 127, 128, 129, 130, 257, 1000]

  @Test(arguments: Level.supported) func functionsOfOneOperand(level: Level) throws {
    try checkUnary(Kernels<Int64>(level))
    try checkUnary(Kernels<Int32>(level))
    try checkUnary(Kernels<Int8>(level))
    try checkUnary(Kernels<UInt8>(level))
  }

  private func checkUnary<Element: IntegerElement>(_ kernels: Kernels<Element>) throws {
    try withSeed { generator in
      for function in tessera_unary_function.all where ElementClass(Element.element).holds(function) {
        let kernel = try kernels.unary(function)
        for count in Self.counts {
          let values: [Element] = generator.integers(count)
          let place = Place(offset: Int.random(in: 0..<64, using: &generator), overwritten: generator.pick([0, nil]))
          let results = kernels.apply(kernel, values, place)
          #expect(
            results == values.map { .exact(function, $0) }, "\(function.name) of \(values), \(place), \(generator)")
        }
      }
    }
  }

  @Test(arguments: Level.supported) func functionsOfTwoOperands(level: Level) throws {
    try checkBinary(Kernels<Int64>(level))
    try checkBinary(Kernels<Int32>(level))
    try checkBinary(Kernels<Int8>(level))
    try checkBinary(Kernels<UInt8>(level))
  }

  private func checkBinary<Element: IntegerElement>(_ kernels: Kernels<Element>) throws {
    let rows = tessera_binary_function.all.filter { ElementClass(Element.element).holds($0) && !$0.isComparison }
    try withSeed { generator in
      for function in rows {
        for count in Self.counts {
          let lhs: [Element] = generator.integers(count), rhs: [Element] = generator.integers(count)
          let place = Place(
            offset: Int.random(in: 0..<64, using: &generator), overwritten: generator.pick([0, 1, nil]))
          let both = try kernels.apply(
            kernels.binary(function, tessera_form_vector_vector), lhs, rhs, count: count, place)
          #expect(
            both == zip(lhs, rhs).map { .exact(function, $0, $1) },
            "\(function.name) of \(lhs) and \(rhs), \(place), \(generator)")
          for scalar in Element.specialValues.prefix(4) + generator.integers(2) {
            let right = try kernels.apply(
              kernels.binary(function, tessera_form_vector_scalar), lhs, [scalar], count: count)
            let left = try kernels.apply(
              kernels.binary(function, tessera_form_scalar_vector), [scalar], rhs, count: count)
            #expect(right == lhs.map { .exact(function, $0, scalar) }, "\(function.name) with \(scalar), \(generator)")
            #expect(left == rhs.map { .exact(function, scalar, $0) }, "\(scalar) \(function.name), \(generator)")
          }
        }
      }
    }
  }

  /// Every pair of bytes.
  @Test(arguments: Level.supported) func everyPairOfBytes(level: Level) throws {
    try checkPairs(Kernels<Int8>(level))
    try checkPairs(Kernels<UInt8>(level))
  }

  private func checkPairs<Element: IntegerElement>(_ kernels: Kernels<Element>) throws {
    let values = Array(Element.min...Element.max)
    for function in tessera_binary_function.all
    where ElementClass(Element.element).holds(function) && !function.isComparison {
      let kernel = try kernels.binary(function, tessera_form_scalar_vector)
      for x in values {
        let results = kernels.apply(kernel, [x], values, count: values.count)
        #expect(results == values.map { .exact(function, x, $0) }, "\(function.name) of \(x) in \(Element.self)")
      }
    }
  }

  @Test(arguments: Level.supported) func logicalFunctions(level: Level) throws {
    let kernels = try Kernels<Truth>(level), not = try kernels.unary(tessera_unary_logicalNot)
    try withSeed { generator in
      for count in Self.counts {
        let lhs = (0..<count).map { _ in Truth(generator.chance(0.5)) }
        let rhs = (0..<count).map { _ in Truth(generator.chance(0.5)) }
        #expect(kernels.apply(not, lhs) == lhs.map { Truth(!$0.value) })
        for (function, formula) in [
          (tessera_binary_logicalAnd, { $0 && $1 }), (tessera_binary_logicalOr, { $0 || $1 }),
          (tessera_binary_logicalExclusiveOr, { $0 != $1 }),
        ] as [(tessera_binary_function, (Bool, Bool) -> Bool)] {
          let place = Place(
            offset: Int.random(in: 0..<64, using: &generator), overwritten: generator.pick([0, 1, nil]))
          let both = try kernels.apply(
            kernels.binary(function, tessera_form_vector_vector), lhs, rhs, count: count, place)
          #expect(both == zip(lhs, rhs).map { Truth(formula($0.value, $1.value)) }, "\(function.name), \(generator)")
          for scalar in [false, true] {
            let right = try kernels.apply(
              kernels.binary(function, tessera_form_vector_scalar), lhs, [Truth(scalar)], count: count)
            #expect(
              right == lhs.map { Truth(formula($0.value, scalar)) }, "\(function.name) with \(scalar), \(generator)")
          }
        }
      }
    }
  }
}
