import CTesseraKernels
import TesseraTestSupport
import Testing

/// The stable order of a row's elements, against insertion of each behind those that it must not precede.
@Suite struct ArgumentSortTests {
  static let counts = Array(0...40) + [63, 64, 65, 100, 257, 1000]

  @Test(arguments: Level.supported) func everyTypeInBothOrders(level: Level) throws {
    try withSeed { generator in
      for count in Self.counts {
        // Few different values, so that there are ties.
        let small = (0..<count).map { _ in Int.random(in: -9...9, using: &generator) }
        try check(Kernels<Int64>(level), small.map(Int64.init), generator)
        try check(Kernels<Int64>(level), generator.integers(count), generator)
        try check(Kernels<Int32>(level), generator.integers(count), generator)
        try check(Kernels<Int8>(level), generator.integers(count), generator)
        try check(Kernels<UInt8>(level), generator.integers(count), generator)
        try check(Kernels<Truth>(level), small.map { Truth($0 > 2) }, generator)
        try check(Kernels<Float>(level), generator.elements(count, special: 0.5), generator) { $0.isNaN }
        try check(Kernels<Double>(level), small.map { $0 == 0 ? -0.0 : Double($0) / 0 }, generator) { $0.isNaN }
        try check(Kernels<Double>(level), generator.elements(count, special: 0.5), generator) { $0.isNaN }
        try check(Kernels<Double>(level), (0..<count).map(Double.init), generator) { $0.isNaN }
      }
    }
  }

  private func check<Element: TableElement & Comparable>(
    _ kernels: Kernels<Element>, _ row: [Element], _ generator: SeededGenerator,
    isLast: (Element) -> Bool = { _ in false }
  ) throws {
    let kernel = try #require(kernels.table.pointee.argument_sort)
    for descending in [false, true] {
      func precedes(_ a: Element, _ b: Element) -> Bool {
        isLast(b) ? !isLast(a) : descending ? a > b : a < b
      }
      // The sort of the standard library is stable.
      let expected = row.indices.sorted { precedes(row[$0], row[$1]) }.map { Int64($0) }
      var indices = [Int64](repeating: -1, count: row.count + 1), scratch = indices
      row.withUnsafeBytes { kernel($0.baseAddress, row.count, descending ? 1 : 0, &indices, &scratch) }
      #expect(indices == expected + [-1], "\(row), descending: \(descending), \(generator)")
      #expect(scratch.last == -1)
    }
  }
}
