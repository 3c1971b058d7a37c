import CTesseraKernels
import Glibc
import TesseraTestSupport
import Testing

/// The largest error of every function against a wider type, over arguments of all exponents.
///
/// TESSERA_ACCURACY_STEP sets how many Float patterns lie between two that are tried; 1 tries all 2^32. Without it
/// there are about 80 values an exponent in a debug build, where a call is slow, 8 under a sanitizer, and 800 in a release build.
@Suite struct AccuracyTests {
  #if DEBUG
    static let defaultStep: UInt32 = 100_003
  #else
    static let defaultStep: UInt32 = 10_007
  #endif
  static let step =
    getenv("TESSERA_ACCURACY_STEP").flatMap { UInt32(String(cString: $0)) }
    ?? (Sanitizer.isActive ? 10 * defaultStep : defaultStep)

  @Test(arguments: Level.supported) func unaryErrorsAreAtMostTwoUnits(level: Level) throws {
    for function in tessera_unary_function.floating {
      try checkUnary(Kernels<Float>(level), function, level)
      #if arch(x86_64)
        try checkUnary(Kernels<Double>(level), function, level)
      #endif
    }
  }

  @Test(arguments: Level.supported) func binaryErrorsAreAtMostTheirBound(level: Level) throws {
    for function in tessera_binary_function.floating where function != tessera_binary_floorDivide {
      try checkBinary(Kernels<Float>(level), function, level, power: 1)
      #if arch(x86_64)
        try checkBinary(Kernels<Double>(level), function, level, power: 2)
      #endif
    }
  }

  private func bound(_ function: tessera_unary_function) -> Double {
    switch function {
    case tessera_unary_negate, tessera_unary_absolute, tessera_unary_relu, tessera_unary_sign, tessera_unary_floor,
      tessera_unary_ceiling, tessera_unary_round, tessera_unary_truncate:
      0
    // The wider result is rounded too: half a unit, and a little of its own.
    case tessera_unary_squareRoot, tessera_unary_reciprocal, tessera_unary_square: 0.501
    case tessera_unary_gelu: 6
    case tessera_unary_hardSwish: 3
    default: 2
    }
  }

  private func checkUnary<Element: KernelElement>(
    _ kernels: Kernels<Element>, _ function: tessera_unary_function, _ level: Level
  )
    throws
  {
    let kernel = try kernels.unary(function)
    var largest = LargestError()
    try withSeed { generator in
      var index: UInt32 = 0, wrapped = false
      while !wrapped {
        var arguments: [Element] = []
        while arguments.count < 4096, !wrapped {
          arguments.append(Element(spread: index))
          (index, wrapped) = index.addingReportingOverflow(Self.step)
        }
        // Where the functions bend: uniform rather than by exponent.
        let reach: Double = generator.pick([1, 3, 30, 120, 800])
        for _ in 0..<arguments.count / 2 {
          arguments.append(Element(Double.random(in: -reach...reach, using: &generator)))
        }
        for (x, result) in zip(arguments, kernels.apply(kernel, arguments)) {
          largest.add(result.error(exact: .exact(function, Element.Wide(x))), "\(x)")
        }
      }
      for (x, result) in zip(Element.specialValues, kernels.apply(kernel, Element.specialValues)) {
        largest.add(result.error(exact: .exact(function, Element.Wide(x))), "\(x)")
      }
      print("\(level) \(function.name) \(Element.self): \(largest)")
      #expect(largest.units <= bound(function), "\(level) \(function.name) \(Element.self): \(largest), \(generator)")
    }
  }

  private func checkBinary<Element: KernelElement>(
    _ kernels: Kernels<Element>, _ function: tessera_binary_function, _ level: Level, power: Double
  ) throws {
    let kernel = try kernels.binary(function, tessera_form_vector_vector)
    let bound: Double =
      switch function {
      case tessera_binary_power: power
      case tessera_binary_arcTangent2, tessera_binary_hypotenuse: 2
      case tessera_binary_elu: 3
      // The wider results are rounded too: half a unit, and a little of their own.
      default: 0.501
      }
    var largest = LargestError()
    try withSeed { generator in
      for round in 0..<max(Int(2_000_000 / Self.step), 4) {
        var lhs: [Element] = [], rhs: [Element] = []
        for _ in 0..<1024 {
          let (x, y): (Element, Element) = generator.operands(kind: round % 4)
          lhs.append(x)
          rhs.append(y)
        }
        for (index, result) in kernels.apply(kernel, lhs, rhs, count: lhs.count).enumerated() {
          let exact = Element.Wide.exact(function, Element.Wide(lhs[index]), Element.Wide(rhs[index]))
          largest.add(result.error(exact: exact), "\(lhs[index]), \(rhs[index])")
        }
      }
      print("\(level) \(function.name) \(Element.self): \(largest)")
      #expect(
        largest.units <= bound,
        "\(level) \(function.name) \(Element.self): \(largest), \(generator)")
    }
  }
}

/// The largest of many errors, and where it was.
private struct LargestError: CustomStringConvertible {
  private(set) var units = 0.0
  private var place = ""

  mutating func add(_ error: Double, _ argument: @autoclosure () -> String) {
    guard !(error <= units) else { return }
    units = error
    place = argument()
  }

  var description: String { "largest error \(units) ULP" + (place.isEmpty ? "" : " at \(place)") }
}

extension SeededGenerator {
  /// Operands of any bits, of powers that reach all exponents, of bases near 1, and of whole exponents.
  fileprivate mutating func operands<Element: KernelElement>(kind: Int) -> (Element, Element) {
    let largestExponent = Double(Element.greatestFiniteMagnitude.exponent) + 50
    switch kind {
    case 0:
      return (
        Element(spread: UInt32.random(in: 0...(.max), using: &self)),
        Element(spread: .random(in: 0...(.max), using: &self))
      )
    case 1:
      let x = exp2(Double.random(in: -10...10, using: &self))
      return (Element(x), Element(Double.random(in: -1...1, using: &self) * largestExponent / abs(log2(x))))
    case 2:
      let x = 1 + Double.random(in: -1...1, using: &self) * 0x1p-9
      return (Element(x), Element(Double.random(in: -1...1, using: &self) * largestExponent / (abs(log2(x)) + 1e-9)))
    default:
      return (Element(Double.random(in: -100...100, using: &self)), Element(Int.random(in: -20...20, using: &self)))
    }
  }
}
