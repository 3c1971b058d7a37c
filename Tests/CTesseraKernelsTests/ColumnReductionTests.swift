import CTesseraKernels
import Glibc
import TesseraTestSupport
import Testing

/// Columns of a matrix, each reduced to one element.
@Suite struct ColumnReductionTests {
  static let columnCounts = [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 127, 128, 129, 255, 256, 257, 300]
  static let reductions = tessera_reduction.all.filter { ElementClass.floatingPoint.holds($0) }
  static let rowCounts = Array(0...17) + [31, 32, 33, 63, 64, 65, 100, 257]

  @Test(arguments: Level.supported) func everyColumnIsReduced(level: Level) throws {
    try checkColumns(Kernels<Float>(level))
    try checkColumns(Kernels<Double>(level))
  }

  private func checkColumns<Element: KernelElement>(_ kernels: Kernels<Element>) throws {
    try withSeed { generator in
      for rows in Self.rowCounts {
        let columns = generator.pick(Self.columnCounts), stride = columns + generator.pick([0, 1, 5])
        let matrix: [Element] = generator.elements(rows * stride)
        for reduction in Self.reductions {
          let kernel = try kernels.columns(reduction)
          let place = Place(offset: Int.random(in: 0..<64, using: &generator), overwritten: nil)
          let results = place.run(matrix, [], columns) { input, _, output, _ in
            kernel(input, stride, output, rows, columns)
          }
          for column in 0..<columns {
            let values = (0..<rows).map { matrix[$0 * stride + column] }
            let (expected, bound) = Self.expected(reduction, values)
            #expect(
              Element.Wide(results[column]) == expected
                || (Element.Wide(results[column]) - expected).magnitude <= bound,
              "\(reduction.name), \(rows) x \(columns), column \(column), \(place), \(generator)")
          }
        }
      }
    }
  }

  /// The exact value, and how far a result may be from it.
  private static func expected<Element: KernelElement>(
    _ reduction: tessera_reduction, _ values: [Element]
  ) -> (value: Element.Wide, bound: Element.Wide) {
    switch reduction {
    case tessera_reduction_maximum: return (Element.Wide(values.max() ?? -.infinity), 0)
    case tessera_reduction_minimum: return (Element.Wide(values.min() ?? .infinity), 0)
    case tessera_reduction_product:
      let exact = values.reduce(Element.Wide(1)) { $0 * Element.Wide($1) }
      // Half a unit for each factor; beyond the range of the type any product is as good.
      guard Element(exact).isNormal, values.count < 12 else { return (exact, .infinity) }
      return (exact, exact.magnitude * Element.Wide(Element.ulpOfOne) * Element.Wide(values.count))
    default:
      let exact = values.reduce(Element.Wide(0)) { $0 + Element.Wide($1) }
      let magnitudes = values.reduce(Element.Wide(0)) { $0 + Element.Wide($1.magnitude) }
      // At most 11 + log2(rows) additions an element, each with half a unit of a sum below the magnitudes' sum.
      let additions = Element.Wide(11 + log2(Double(max(values.count, 1))))
      return (exact, magnitudes * Element.Wide(Element.ulpOfOne) / 2 * additions)
    }
  }

  @Test(arguments: Level.supported) func aColumnsBitsDependOnItsElementsAlone(level: Level) throws {
    let kernels = try Kernels<Float>(level), kernel = try kernels.columns(tessera_reduction_sum)
    try withSeed { generator in
      for rows in Self.rowCounts {
        let column: [Float] = generator.elements(rows)
        let alone = Place.aligned.run(column, [], 1) { input, _, output, _ in kernel(input, 1, output, rows, 1) }[0]
        for columns in Self.columnCounts {
          let matrix = column.flatMap { Array(repeating: $0, count: columns) }
          let results = Place.aligned.run(matrix, [], columns) { input, _, output, _ in
            kernel(input, columns, output, rows, columns)
          }
          let same = results.allSatisfy { $0.isSame(as: alone) }
          #expect(same, "\(rows) x \(columns), \(generator)")
        }
      }
    }
  }

  @Test(arguments: Level.supported) func aNaNReachesItsColumnAlone(level: Level) throws {
    let kernels = try Kernels<Double>(level)
    let cells = [1, 5, 8, 20].flatMap { columns in (0..<19).map { (columns, $0) } }
    for (columns, row) in cells {
      for reduction in Self.reductions {
        let kernel = try kernels.columns(reduction), column = row % columns
        var matrix = Array(repeating: 1.0, count: 19 * columns)
        matrix[row * columns + column] = .nan
        let results = Place.aligned.run(matrix, [], columns) { input, _, output, _ in
          kernel(input, columns, output, 19, columns)
        }
        #expect(results.indices.allSatisfy { results[$0].isNaN == ($0 == column) }, "\(reduction.name), row \(row)")
      }
    }
  }
}
