import CTesseraKernels
import Glibc
import TesseraTestSupport
import Testing

/// softmax and its logarithm over one row.
@Suite struct SoftmaxTests {
  static let counts = Array(0...70) + [127, 128, 129, 1000, 4099]

  @Test(arguments: Level.supported) func rowsFollowTheFormula(level: Level) throws {
    try check(Kernels<Float>(level))
    try check(Kernels<Double>(level))
  }

  private func check<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    let softmax = try #require(kernels.table.pointee.softmax_row)
    let logSoftmax = try #require(kernels.table.pointee.log_softmax_row)
    try withSeed { generator in
      for count in Self.counts {
        let row: [Element] = generator.elements(count), largest = row.max() ?? 0
        // What is subtracted is rounded, as the formula says; the rest is exact here.
        let differences = row.map { Element.Wide($0 - largest) }
        let sum = differences.reduce(Element.Wide(0)) { $0 + Element.Wide.exponential($1) }
        // The sum has at most 12 + log2(count) additions of half a unit each, and terms of 2 units.
        let sumUnits = 2 + (12 + log2(Double(max(count, 1)))) / 2
        let place = Place(offset: Int.random(in: 0..<64, using: &generator), overwritten: generator.pick([0, nil]))

        let results = kernels.apply(softmax, row, place)
        for (difference, result) in zip(differences, results) {
          // Besides the sum: 2 units of the exponential, and the quotient's half.
          let error = result.error(exact: .exponential(difference) / sum)
          #expect(error <= 2.5 + sumUnits, "\(error) ULP, count \(count), \(place), \(generator)")
        }

        let logarithms = kernels.apply(logSoftmax, row, place)
        for (difference, result) in zip(differences, logarithms) {
          let exact = difference - Element.Wide.logarithm(sum)
          // The sum's relative error is the logarithm's absolute one; it has 2 units itself, the result half a unit.
          let ofLogarithm = 2 * Element(Element.Wide.logarithm(sum)).ulp + Element(exact).ulp / 2
          let bound = Element.Wide(ofLogarithm) + Element.Wide(Element.ulpOfOne) * Element.Wide(sumUnits)
          #expect(
            (Element.Wide(result) - exact).magnitude <= bound, "\(result), not \(exact), count \(count), \(generator)")
        }
      }
    }
  }

  @Test(arguments: Level.supported) func aRowsBitsDependOnItsElementsAlone(level: Level) throws {
    let kernels = try Kernels<Float>(level)
    try withSeed { generator in
      for kernel in [kernels.table.pointee.softmax_row, kernels.table.pointee.log_softmax_row] {
        let kernel = try #require(kernel)
        for count in Self.counts {
          let row: [Float] = generator.elements(count), expected = kernels.apply(kernel, row)
          for overwritten in [0, nil] {
            let place = Place(offset: Int.random(in: 1..<64, using: &generator), overwritten: overwritten)
            let same = zip(kernels.apply(kernel, row, place), expected).allSatisfy { $0.isSame(as: $1) }
            #expect(same, "count \(count), \(place), \(generator)")
          }
        }
      }
    }
  }

  /// The bits that a NaN carries make it no number in any step.
  @Test(arguments: Level.supported) func everyNaNCounts(level: Level) throws {
    let kernels = try Kernels<Float>(level)
    let softmax = try #require(kernels.table.pointee.softmax_row)
    for payload: UInt32 in [0, 1, 2, 3, 0x155, 0x1ff, 0x3f_ffff] {
      for count in [1, 15, 16, 40] {
        var row = (0..<count).map { Float($0) / 8 }
        row[count / 2] = Float(bitPattern: 0x7fc0_0000 | payload)
        #expect(kernels.apply(softmax, row).allSatisfy { $0.isNaN }, "payload \(payload) in a row of \(count)")
      }
    }
  }

  /// What is masked has no weight, and changes nothing for the others; near the end of the range weights are subnormal.
  @Test(arguments: Level.supported) func maskedElementsHaveNoWeight(level: Level) throws {
    let kernels = try Kernels<Float>(level)
    let softmax = try #require(kernels.table.pointee.softmax_row)
    for masked in [-Float.infinity, -Float.greatestFiniteMagnitude, -1e9, -200] {
      for count in [2, 15, 16, 17, 40] {
        let row = (0..<count).map { $0 % 3 == 1 ? masked : Float($0 % 5) }
        let results = kernels.apply(softmax, row)
        let kept = kernels.apply(softmax, row.map { $0 == masked ? -89 : $0 })
        for (index, (result, other)) in zip(results, kept).enumerated() {
          let isMasked = row[index] == masked
          #expect(isMasked ? result == 0 : result == other, "\(masked) in a row of \(count)")
          #expect(!isMasked || other.isSubnormal)
        }
      }
    }
  }

  @Test(arguments: Level.supported) func rowsWithoutAnAnswerAreNaN(level: Level) throws {
    let kernels = try Kernels<Double>(level)
    for kernel in [kernels.table.pointee.softmax_row, kernels.table.pointee.log_softmax_row] {
      let kernel = try #require(kernel)
      for count in 1...20 {
        let empty = Array(repeating: -Double.infinity, count: count)
        #expect(kernels.apply(kernel, empty).allSatisfy { $0.isNaN })
        for special in [Double.nan, .infinity] {
          var row = (0..<count).map(Double.init)
          row[count / 2] = special
          #expect(kernels.apply(kernel, row).allSatisfy { $0.isNaN }, "\(special) in a row of \(count)")
        }
      }
    }
  }

  @Test(arguments: Level.supported) func largeAndMissingElementsAreSafe(level: Level) throws {
    let kernels = try Kernels<Float>(level)
    let softmax = try #require(kernels.table.pointee.softmax_row)
    let logSoftmax = try #require(kernels.table.pointee.log_softmax_row)
    #expect(kernels.apply(softmax, [1e30, 1e30, -.infinity]) == [0.5, 0.5, 0])
    #expect(kernels.apply(softmax, [-1e30]) == [1])
    #expect(kernels.apply(softmax, [.greatestFiniteMagnitude, -.greatestFiniteMagnitude]) == [1, 0])
    #expect(kernels.apply(logSoftmax, [5]) == [0])
    #expect(kernels.apply(logSoftmax, [1000, 0, -.infinity]) == [0, -1000, -.infinity])
  }
}
