import CTesseraKernels
import TesseraTestSupport
import Testing

/// Two operations in one pass have the bits of two passes.
@Suite struct JoinedOperationTests {
  @Test(arguments: Level.supported) func aProductAndASum(level: Level) throws {
    try checkMultiplyAdd(Kernels<Float>(level))
    try checkMultiplyAdd(Kernels<Double>(level))
  }

  @Test(arguments: Level.supported) func anExponentialOfANegatedValue(level: Level) throws {
    try checkExponentialOfNegated(Kernels<Float>(level))
    try checkExponentialOfNegated(Kernels<Double>(level))
  }

  @Test(arguments: Level.supported) func aProductWithASigmoid(level: Level) throws {
    try checkSigmoidProduct(Kernels<Float>(level))
    try checkSigmoidProduct(Kernels<Double>(level))
  }

  private func checkSigmoidProduct<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    let joined = try #require(kernels.table.pointee.sigmoid_product)
    let sigmoid = try kernels.unary(tessera_unary_sigmoid)
    let multiply = try kernels.binary(tessera_binary_multiply, tessera_form_vector_vector)
    try withSeed { generator in
      for count in [0, 1, 2, 7, 8, 15, 16, 17, 33, 100, 1000] {
        let x: [Element] = generator.elements(count, special: 0.1)
        let y: [Element] = generator.elements(count, special: 0.1)
        let expected = kernels.apply(multiply, kernels.apply(sigmoid, x), y, count: count)
        for overwritten in [nil, 0, 1] {
          let place = Place(offset: Int.random(in: 0..<64, using: &generator), overwritten: overwritten)
          let results = kernels.apply(joined, x, y, count: count, place)
          let isSame = zip(results, expected).allSatisfy { $0.isSame(as: $1) || $0.isNaN && $1.isNaN }
          #expect(isSame, "\(Element.self), count \(count), \(place), \(generator)")
        }
      }
    }
  }

  private func checkExponentialOfNegated<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    let joined = try #require(kernels.table.pointee.exponential_of_negated)
    let (negate, exponential) = (
      try kernels.unary(tessera_unary_negate), try kernels.unary(tessera_unary_exponential)
    )
    try withSeed { generator in
      for count in [0, 1, 2, 7, 8, 15, 16, 17, 33, 100, 1000] {
        let x: [Element] = generator.elements(count, special: 0.1)
        let expected = kernels.apply(exponential, kernels.apply(negate, x))
        for overwritten in [nil, 0] {
          let place = Place(offset: Int.random(in: 0..<64, using: &generator), overwritten: overwritten)
          let isSame = zip(kernels.apply(joined, x, place), expected).allSatisfy { $0.isSame(as: $1) }
          #expect(isSame, "\(Element.self), count \(count), \(place), \(generator)")
        }
      }
    }
  }

  private func checkMultiplyAdd<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    let forms = kernels.table.pointee.multiply_add
    let table = [
      (false, false, try #require(forms.0.0)), (false, true, try #require(forms.0.1)),
      (true, false, try #require(forms.1.0)), (true, true, try #require(forms.1.1)),
    ]
    try withSeed { generator in
      for count in [0, 1, 2, 7, 8, 15, 16, 17, 33, 100] {
        let x: [Element] = generator.elements(count, special: 0.1)
        let y: [Element] = generator.elements(max(count, 1)), z: [Element] = generator.elements(max(count, 1))
        for (hasSingleFactor, hasSingleTerm, kernel) in table {
          let expected = (0..<count).map { index in
            let product = x[index] * y[hasSingleFactor ? 0 : index]
            return product + z[hasSingleTerm ? 0 : index]
          }
          for overwritten in [nil, 0, hasSingleFactor ? nil : 1] {
            let place = Place(offset: Int.random(in: 0..<64, using: &generator), overwritten: overwritten)
            let results = z.withUnsafeBytes { term in
              place.run(x, y.prefix(hasSingleFactor ? 1 : count), count) { x, y, output, count in
                kernel(x, y, term.baseAddress, output, count)
              }
            }
            let isSame = zip(results, expected).allSatisfy { $0.isSame(as: $1) || $0.isNaN && $1.isNaN }
            #expect(
              isSame, "\(Element.self), count \(count), \(hasSingleFactor), \(hasSingleTerm), \(place), \(generator)")
          }
        }
      }
    }
  }
}
