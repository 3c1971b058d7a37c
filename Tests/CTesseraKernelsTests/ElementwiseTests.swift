import CTesseraKernels
import TesseraTestSupport
import Testing

/// An element's bits depend on its operands alone: not on the count, the position, the alignment or the output's place.
@Suite struct ElementwiseTests {
  /// Every count around the vectors and their halves, and some beyond.
  static let counts = Array(0...(Sanitizer.isActive ? 40 : 130)) + [255, 256, 257, 1000]

  @Test(arguments: Level.supported) func unaryBitsDependOnTheOperandAlone(level: Level) throws {
    try checkUnary(Kernels<Float>(level))
    try checkUnary(Kernels<Double>(level))
  }

  @Test(arguments: Level.supported) func binaryBitsDependOnTheOperandsAlone(level: Level) throws {
    try checkBinary(Kernels<Float>(level))
    try checkBinary(Kernels<Double>(level))
  }

  private func checkUnary<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    try withSeed { generator in
      let values: [Element] = Element.specialValues + generator.elements(1100, special: 0.1)
      for function in tessera_unary_function.floating {
        let kernel = try kernels.unary(function)
        let expected = values.map { kernels.apply(kernel, [$0])[0] }
        for count in Self.counts {
          let start = Int.random(in: 0...values.count - count, using: &generator)
          let place = Place(offset: Int.random(in: 0..<64, using: &generator), overwritten: count % 2 == 0 ? 0 : nil)
          let results = kernels.apply(kernel, values[start..<start + count], place)
          let same = zip(results, expected[start...]).allSatisfy { $0.isSame(as: $1) }
          #expect(same, "\(function.name) of \(Element.self), count \(count), \(place), \(generator)")
        }
      }
    }
  }

  private func checkBinary<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    try withSeed { generator in
      let lhs: [Element] = generator.elements(1100, special: 0.2),
        rhs: [Element] = generator.elements(1100, special: 0.2)
      for function in tessera_binary_function.floating {
        let both = try kernels.binary(function, tessera_form_vector_vector)
        let withScalar = try kernels.binary(function, tessera_form_vector_scalar)
        let fromScalar = try kernels.binary(function, tessera_form_scalar_vector)
        let expected = zip(lhs, rhs).map { kernels.apply(both, [$0], [$1], count: 1)[0] }
        for count in Self.counts {
          let start = Int.random(in: 0...lhs.count - count, using: &generator), range = start..<start + count
          let place = Place(
            offset: Int.random(in: 0..<64, using: &generator), overwritten: generator.pick([0, 1, nil]))
          let results = kernels.apply(both, lhs[range], rhs[range], count: count, place)
          let same = zip(results, expected[range]).allSatisfy { $0.isSame(as: $1) }
          #expect(same, "\(function.name) of \(Element.self), count \(count), \(place), \(generator)")

          let scalar = generator.pick(rhs), repeated = Array(repeating: scalar, count: count)
          let rightPlace = Place(offset: place.offset, overwritten: place.overwritten == 0 ? 0 : nil)
          let right = kernels.apply(withScalar, lhs[range], [scalar], count: count, rightPlace)
          let rightSame = zip(right, kernels.apply(both, lhs[range], repeated, count: count)).allSatisfy {
            $0.isSame(as: $1)
          }
          #expect(rightSame, "\(function.name) of \(Element.self) with \(scalar), count \(count), \(generator)")

          let leftPlace = Place(offset: place.offset, overwritten: place.overwritten == 1 ? 1 : nil)
          let left = kernels.apply(fromScalar, [scalar], rhs[range], count: count, leftPlace)
          let leftSame = zip(left, kernels.apply(both, repeated, rhs[range], count: count)).allSatisfy {
            $0.isSame(as: $1)
          }
          #expect(leftSame, "\(scalar) \(function.name) of \(Element.self), count \(count), \(generator)")
        }
      }
    }
  }
}
