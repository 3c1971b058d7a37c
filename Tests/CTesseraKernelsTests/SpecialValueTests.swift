import CTesseraKernels
import Testing

/// What holds for zeros, infinities, NaN and the ends of the range.
@Suite struct SpecialValueTests {
  @Test(arguments: Level.supported) func unarySpecialValues(level: Level) throws {
    try checkUnary(Kernels<Float>(level))
    try checkUnary(Kernels<Double>(level))
  }

  private func checkUnary<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
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
    for (function, cases) in table {
      let results = try kernels.apply(kernels.unary(function), cases.map(\.0))
      for ((x, expected), result) in zip(cases, results) {
        #expect(result.isSame(as: expected), "\(function.name)(\(x)) of \(Element.self) is \(result), not \(expected)")
      }
    }
  }

  /// Every function of special values, against the wider type: their signs and NaN as well.
  @Test(arguments: Level.supported) func everyFunctionOfSpecialValues(level: Level) throws {
    try checkAll(Kernels<Float>(level))
    try checkAll(Kernels<Double>(level))
  }

  private func checkAll<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    for function in tessera_unary_function.floating {
      let results = try kernels.apply(kernels.unary(function), Element.specialValues)
      for (x, result) in zip(Element.specialValues, results) {
        let exact = Element.Wide.exact(function, Element.Wide(x))
        let bound = function == tessera_unary_gelu ? 6.0 : 2
        let holds = result.error(exact: exact) <= bound && (exact.isNaN || result.sign == exact.sign)
        #expect(holds, "\(function.name)(\(x)) of \(Element.self) is \(result), not \(exact)")
      }
    }
  }

  @Test(arguments: Level.supported) func exactResultsAreExact(level: Level) throws {
    try checkExact(Kernels<Float>(level))
    try checkExact(Kernels<Double>(level))
  }

  private func checkExact<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    let table: [(tessera_unary_function, [(Element, Element)])] = [
      (tessera_unary_round, [(2.5, 2), (3.5, 4), (-2.5, -2), (-0.5, -0.0), (0.49999997, 0)]),
      (tessera_unary_floor, [(-0.5, -1), (-0.0, -0.0), (2.999, 2)]),
      (tessera_unary_ceiling, [(-0.5, -0.0), (2.001, 3)]),
      (tessera_unary_sign, [(-0.0, 0), (.nan, .nan), (-.infinity, -1)]),
      (tessera_unary_exponential2, [(10, 1024), (-3, 0.125), (0, 1)]),
      (tessera_unary_logarithm2, [(1024, 10), (0.125, -3), (1, 0)]),
      (tessera_unary_logarithm10, [(1000, 3), (1e10, 10), (1, 0)]),
      (tessera_unary_exponentialMinusOne, [(1e-20, 1e-20), (-0.0, -0.0), (-.infinity, -1)]),
      (tessera_unary_logarithmPlusOne, [(1e-20, 1e-20), (-0.0, -0.0), (-1, -.infinity), (-2, .nan)]),
      (tessera_unary_softplus, [(100, 100), (-.infinity, 0), (.infinity, .infinity)]),
      (tessera_unary_sine, [(-0.0, -0.0), (.infinity, .nan)]), (tessera_unary_cosine, [(0, 1), (-.infinity, .nan)]),
      (tessera_unary_hyperbolicCosine, [(0, 1), (-.infinity, .infinity)]),
      (tessera_unary_inverseHyperbolicCosine, [(1, 0), (0.5, .nan)]),
      (tessera_unary_inverseHyperbolicTangent, [(1, .infinity), (-1, -.infinity), (2, .nan)]),
      (tessera_unary_errorFunction, [(-0.0, -0.0), (.infinity, 1), (-30, -1)]),
      (tessera_unary_complementaryErrorFunction, [(0, 1), (30, 0), (-30, 2)]),
    ]
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
  private func checkBinary<Element: KernelElement>(_ kernels: Kernels<Element>, powerBound: Double) throws {
    let values = Element.specialValues
    for function in tessera_binary_function.floating {
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
            let exact =
              function == tessera_binary_floorDivide
              ? Element.Wide(x.flooredQuotient(dividingBy: y))
              : Element.Wide.exact(function, Element.Wide(x), Element.Wide(y))
            let bound =
              switch function {
              case tessera_binary_power: powerBound
              case tessera_binary_arcTangent2, tessera_binary_hypotenuse: 2.0
              case tessera_binary_elu: 3.0
              default: 0.501
              }
            let holds =
              result.error(exact: exact) <= bound
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

  private func checkPower<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
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
