import CTesseraKernels
import Glibc
import TesseraTestSupport
import Testing

/// Rows brought to mean 0 and variance 1, or to a mean square of 1.
@Suite struct NormalizationTests {
  static let counts = Array(1...70) + [127, 128, 129, 384, 1000, 4099]

  @Test(arguments: Level.supported) func rowsFollowTheFormula(level: Level) throws {
    try check(Kernels<Float>(level))
    try check(Kernels<Double>(level))
  }

  private func check<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    let normalize = try #require(kernels.table.pointee.normalize_row)
    let rootMeanSquare = try #require(kernels.table.pointee.rms_normalize_row)
    try withSeed { generator in
      for count in Self.counts {
        // Far from 0 the differences have few digits, but are exact.
        let middle: Double = generator.pick([0, 3, 1000]), epsilon: Double = generator.pick([1e-12, 1e-5, 0.1])
        let row = (0..<count).map { _ in Element(middle + Double.random(in: -1...1, using: &generator)) }
        let wide = row.map { Element.Wide($0) }, n = Element.Wide(count)
        let mean = wide.reduce(0, +) / n
        let variance = wide.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
        let squares = wide.reduce(0) { $0 + $1 * $1 } / n
        let place = Place(offset: Int.random(in: 0..<64, using: &generator), overwritten: generator.pick([0, nil]))

        let factor = 1 / (variance + Element.Wide(epsilon)).squareRoot(), ulp = Element.Wide(Element.ulpOfOne)
        // A sum over the row has at most 12 + log2(count) additions of half a unit of the magnitudes' sum.
        let additions = Element.Wide(12 + log2(Double(count))) / 2
        let deviation = wide.reduce(0) { $0 + ($1 - mean).magnitude } / n
        let results = place.run(row, [], count) { normalize($0, $2, $3, epsilon) }
        for (x, result) in zip(wide, results) {
          let exact = (x - mean) * factor
          // Six roundings of the result; the sum behind the mean, and that behind the variance.
          let bound = ulp * ((6 + additions) * exact.magnitude + additions * deviation * factor)
          #expect(
            (Element.Wide(result) - exact).magnitude <= bound,
            "\(result), not \(exact), count \(count), around \(middle), epsilon \(epsilon), \(place), \(generator)")
        }

        let scaled = place.run(row, [], count) { rootMeanSquare($0, $2, $3, epsilon) }
        for (x, result) in zip(wide, scaled) {
          let exact = x / (squares + Element.Wide(epsilon)).squareRoot()
          #expect(
            (Element.Wide(result) - exact).magnitude <= (4 + additions) * ulp * exact.magnitude,
            "\(result), not \(exact), count \(count), around \(middle), epsilon \(epsilon), \(place), \(generator)")
        }
      }
    }
  }

  @Test(arguments: Level.supported) func equalElementsAndEmptyRows(level: Level) throws {
    let kernels = try Kernels<Float>(level), normalize = try #require(kernels.table.pointee.normalize_row)
    for count in 0...40 {
      let row = Array(repeating: Float(0.1), count: count)
      let results = Place.aligned.run(row, [], count) { normalize($0, $2, $3, 1e-5) }
      // The mean may be rounded; what is left of it is far below a unit of the elements.
      #expect(results.allSatisfy { $0.magnitude < 1e-10 }, "\(results)")
    }
  }

  @Test(arguments: Level.supported) func aRowsBitsDependOnItsElementsAlone(level: Level) throws {
    let kernels = try Kernels<Float>(level)
    let table = kernels.table.pointee
    try withSeed { generator in
      for kernel in [table.normalize_row, table.rms_normalize_row] {
        let kernel = try #require(kernel)
        for count in Self.counts {
          let row: [Float] = generator.elements(count)
          let expected = Place.aligned.run(row, [], count) { kernel($0, $2, $3, 1e-5) }
          for overwritten in [0, nil] {
            let place = Place(offset: Int.random(in: 1..<64, using: &generator), overwritten: overwritten)
            let results = place.run(row, [], count) { kernel($0, $2, $3, 1e-5) }
            #expect(zip(results, expected).allSatisfy { $0.isSame(as: $1) }, "count \(count), \(place), \(generator)")
          }
        }
      }
    }
  }
}
