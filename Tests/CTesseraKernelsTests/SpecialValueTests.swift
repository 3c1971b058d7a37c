import CTesseraKernels
import Testing

/// What holds for zeros, infinities, NaN and the ends of the range.
@Suite struct SpecialValueTests {
  @Test(arguments: Level.supported) func unarySpecialValues(level: Level) throws {
    try checkUnary(Kernels<Float>(level))
    try checkUnary(Kernels<Double>(level))
  }

  private func checkUnary<Element>(_ kernels: Kernels<Element>) throws {
    let infinity = Element.infinity, smallest = Element.leastNonzeroMagnitude, nan = Element.nan
    let table: [(tessera_unary_function, [(Element, Element)])] = [
      (tessera_unary_negate, [(0, -0.0), (-0.0, 0), (infinity, -infinity), (smallest, -smallest), (nan, nan)]),
      (tessera_unary_absolute, [(-0.0, 0), (-infinity, infinity), (-smallest, smallest), (nan, nan)]),
      (
        tessera_unary_squareRoot, [(-0.0, -0.0), (0, 0), (infinity, infinity), (-1, nan), (-smallest, nan), (nan, nan)]
      ),
      (
        tessera_unary_exponential,
        [
          (0, 1), (-0.0, 1), (infinity, infinity), (-infinity, 0), (1000, infinity), (-1000, 0), (smallest, 1),
          (nan, nan),
        ]
      ),
      (
        tessera_unary_logarithm,
        [(0, -infinity), (-0.0, -infinity), (1, 0), (infinity, infinity), (-1, nan), (-infinity, nan), (nan, nan)]
      ),
      (
        tessera_unary_hyperbolicTangent,
        [
          (0, 0), (-0.0, -0.0), (infinity, 1), (-infinity, -1), (1e-8, 1e-8), (-1e-8, -1e-8), (smallest, smallest),
          (-smallest, -smallest), (30, 1), (nan, nan),
        ]
      ),
      (
        tessera_unary_sigmoid,
        [(0, 0.5), (-0.0, 0.5), (infinity, 1), (-infinity, 0), (50, 1), (-1000, 0), (smallest, 0.5), (nan, nan)]
      ),
      (
        tessera_unary_relu,
        [(0, 0), (-0.0, 0), (infinity, infinity), (-infinity, 0), (smallest, smallest), (-smallest, 0), (nan, nan)]
      ),
    ]
    #expect(table.map(\.0) == tessera_unary_function.all)
    for (function, cases) in table {
      let results = try kernels.apply(kernels.unary(function), cases.map(\.0))
      for ((x, expected), result) in zip(cases, results) {
        #expect(result.isSame(as: expected), "\(function.name)(\(x)) of \(Element.self) is \(result), not \(expected)")
      }
    }
  }

  @Test(arguments: Level.supported) func binarySpecialValues(level: Level) throws {
    try checkBinary(Kernels<Float>(level), powerBound: 1)
    try checkBinary(Kernels<Double>(level), powerBound: 2)
  }

  /// Every pair of special values, in all three forms of the call, against the wider type.
  private func checkBinary<Element>(_ kernels: Kernels<Element>, powerBound: Double) throws {
    let values = Element.specialValues
    for function in tessera_binary_function.all {
      for scalar in values {
        let repeated = Array(repeating: scalar, count: values.count)
        let calls: [(tessera_form, lhs: [Element], rhs: [Element])] = [
          (tessera_form_vector_vector, values, repeated), (tessera_form_vector_scalar, values, [scalar]),
          (tessera_form_scalar_vector, [scalar], values),
        ]
        for (form, lhs, rhs) in calls {
          let results = try kernels.apply(kernels.binary(function, form), lhs, rhs, count: values.count)
          for (index, result) in results.enumerated() {
            let x = lhs[index % lhs.count], y = rhs[index % rhs.count]
            let exact = Element.Wide.exact(function, Element.Wide(x), Element.Wide(y))
            let holds =
              result.error(exact: exact) <= (function == tessera_binary_power ? powerBound : 0.501)
              && (exact.isNaN || result.sign == exact.sign)
            #expect(holds, "\(function.name)(\(x), \(y)) of \(Element.self) is \(result), not \(exact)")
          }
        }
      }
    }
  }

  @Test(arguments: Level.supported) func powerCasesOfC99(level: Level) throws {
    try checkPower(Kernels<Float>(level))
    try checkPower(Kernels<Double>(level))
  }

  private func checkPower<Element>(_ kernels: Kernels<Element>) throws {
    let infinity = Element.infinity, nan = Element.nan, large = Element.greatestFiniteMagnitude
    let cases: [(Element, Element, Element)] = [
      (nan, 0, 1), (nan, -0.0, 1), (1, nan, 1), (-1, nan, nan), (nan, 1, nan), (2, nan, nan),
      (-1, infinity, 1), (-1, -infinity, 1), (1, infinity, 1), (0.5, infinity, 0), (0.5, -infinity, infinity),
      (2, infinity, infinity), (-2, -infinity, 0), (0, -3, infinity), (-0.0, -3, -infinity), (-0.0, -2, infinity),
      (-0.0, -0.5, infinity), (-0.0, 3, -0.0), (-0.0, 2, 0), (0, -infinity, infinity), (-0.0, infinity, 0),
      (-infinity, 3, -infinity), (-infinity, 2, infinity), (-infinity, 0.5, infinity), (-infinity, -3, -0.0),
      (-infinity, -2, 0), (infinity, -1, 0), (infinity, 1, infinity), (-2, 0.5, nan), (-2, 3, -8), (-2, 2, 4),
      (-2, -1, -0.5),
      (-1, large, 1), (-1, 1 / Element.ulpOfOne + 1, -1), (2, 1e4, infinity), (-2, 10_001, -infinity), (2, -1e4, 0),
      (-2, -10_001, -0.0), (9, 0.5, 3),
    ]
    let kernel = try kernels.binary(tessera_binary_power, tessera_form_vector_vector)
    let results = kernels.apply(kernel, cases.map(\.0), cases.map(\.1), count: cases.count)
    for ((x, y, expected), result) in zip(cases, results) {
      #expect(result.isSame(as: expected), "\(x) to the power of \(y) in \(Element.self) is \(result), not \(expected)")
    }
  }

  @Test(arguments: Level.supported) func zerosAreOrderedBySign(level: Level) throws {
    let kernels = try Kernels<Float>(level)
    let minimum = try kernels.binary(tessera_binary_minimum, tessera_form_vector_vector)
    let maximum = try kernels.binary(tessera_binary_maximum, tessera_form_vector_vector)
    #expect(kernels.apply(minimum, [0, -0.0], [-0.0, 0], count: 2).map(\.sign) == [.minus, .minus])
    #expect(kernels.apply(maximum, [0, -0.0], [-0.0, 0], count: 2).map(\.sign) == [.plus, .plus])
  }
}
