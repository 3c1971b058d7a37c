import CTesseraKernels
import TesseraTestSupport
import Testing

/// The choice between two elements at each place.
@Suite struct SelectTests {
  @Test(arguments: Level.supported) func everySizeAndCount(level: Level) throws {
    try check(level, UInt8.self)
    try check(level, UInt16.self)
    try check(level, UInt32.self)
    try check(level, UInt64.self)
  }

  private func check<Element: FixedWidthInteger & BitwiseCopyable>(_ level: Level, _: Element.Type) throws {
    let kernel = try #require(tessera_select(level.kernelLevel, MemoryLayout<Element>.size))
    try withSeed { generator in
      for count in IntegerTests.counts {
        // Anything but 0 is true.
        let condition = (0..<count).map { _ in generator.pick([0, 0, 1, 1, 2, 0x80, 0xFF] as [UInt8]) }
        let then = (0..<count).map { _ in Element(truncatingIfNeeded: generator.next()) }
        let otherwise = (0..<count).map { _ in Element(truncatingIfNeeded: generator.next()) }
        let expected = (0..<count).map { condition[$0] != 0 ? then[$0] : otherwise[$0] }
        for overwritten in [nil, 0, 1] {
          let place = Place(offset: Int.random(in: 0..<64, using: &generator), overwritten: overwritten)
          let results = condition.withUnsafeBytes { bytes in
            place.run(then, otherwise, count) { then, otherwise, output, count in
              kernel(bytes.baseAddress, then, otherwise, output, count)
            }
          }
          #expect(results == expected, "size \(MemoryLayout<Element>.size), count \(count), \(place), \(generator)")
        }
      }
    }
  }

  @Test func otherSizesHaveNoKernel() {
    for level in Level.allCases {
      for size in [0, 3, 5, 6, 7, 16] { #expect(tessera_select(level.kernelLevel, size) == nil) }
    }
  }
}
