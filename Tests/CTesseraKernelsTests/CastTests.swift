import CTesseraKernels
import TesseraTestSupport
import Testing

/// Conversions between all element types: every value of the small types, and the edges of the others.
@Suite struct CastTests {
  @Test(arguments: Level.supported) func floatingPointToEveryType(level: Level) throws {
    try withSeed { generator in
      let random64 = (0..<20_000).map { _ in Double(bitPattern: generator.next()) }
      let edges =
        Self.edges + random64 + random64.map { $0.significand * 0x1p20 } + random64.map { $0.significand * 0x1p-14 }
      try check(level, edges)
      try check(level, edges.map { Float($0) } + random64.map { Float(bitPattern: UInt32($0.bitPattern >> 32)) })
      try check(level, (0...UInt16.max).map { Float16(bitPattern: $0) })
    }
  }

  /// The ends of the integers with their neighbours, ties, and the ends of Float16.
  private static let edges: [Double] = {
    let integers: [Double] = [
      0, 0.5, 0.999, 1, 1.5, 2.5, 127, 128, 255, 256, 32_768, 65_535, 0x1p31, 0x1p53, 0x1p63, 0x1p64,
    ]
    let halves: [Double] = [
      65_504, 65_519.999, 65_520, 0x1p-14, 0x1p-24, 0x1p-25, 0x1.8p-24, 0x1.002p0, 0x1.006p0, 0x1.002000000001p0,
    ]
    let positive = (integers + halves).flatMap { [$0, $0.nextUp, $0.nextDown, $0 + 0.5, $0 - 0.5] }
    let ends = [
      Double.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, Double(Float.greatestFiniteMagnitude), 1e39,
    ]
    return (positive + ends).flatMap { [$0, -$0] } + [.nan]
  }()

  private func check<From: BinaryFloatingPoint & BitwiseCopyable>(_ level: Level, _ values: [From]) throws {
    let from = Self.element(From.self)
    func saturated<To: FixedWidthInteger>(_ value: From, _: To.Type) -> To {
      // The ends are compared in Double, which holds them or, for Int64, what is next above.
      let whole = Double(value).rounded(.towardZero)
      return whole.isNaN ? 0 : whole >= Double(To.max) ? .max : whole <= Double(To.min) ? .min : To(whole)
    }
    try expect(level, from, values, tessera_int64) { saturated($0, Int64.self) }
    try expect(level, from, values, tessera_int32) { saturated($0, Int32.self) }
    try expect(level, from, values, tessera_int8) { saturated($0, Int8.self) }
    try expect(level, from, values, tessera_uint8) { saturated($0, UInt8.self) }
    try expect(level, from, values, tessera_bool) { UInt8($0 != 0 ? 1 : 0) }
    try expect(level, from, values, tessera_float32) { Self.bits(Float($0)) }
    try expect(level, from, values, tessera_float64) { Self.bits(Double($0)) }
    try expect(level, from, values, tessera_float16) { Self.bits(Float16($0)) }
  }

  @Test(arguments: Level.supported) func integersToEveryType(level: Level) throws {
    try withSeed { generator in
      let near: [Int64] = [
        0, 1 << 7, 1 << 8, 1 << 11, 2048 + 1, 2048 + 3, 65_504, 65_519, 65_520, 1 << 24, 1 << 31, 1 << 32, 1 << 53,
        .max - 512, .max / 2,
      ]
      let edges = near.flatMap { middle in (-3...3).flatMap { [middle &+ $0, 0 &- middle &+ $0] } } + [.min, .max]
      try check(level, edges + generator.integers(5000))
      try check(level, edges.map { Int32(truncatingIfNeeded: $0) } + generator.integers(5000))
      try check(level, Array(Int8.min...Int8.max))
      try check(level, Array(UInt8.min...UInt8.max))
    }
  }

  private func check<From: IntegerElement>(_ level: Level, _ values: [From]) throws {
    let from = From.element
    try expect(level, from, values, tessera_int64) { Int64(truncatingIfNeeded: $0) }
    try expect(level, from, values, tessera_int32) { Int32(truncatingIfNeeded: $0) }
    try expect(level, from, values, tessera_int8) { Int8(truncatingIfNeeded: $0) }
    try expect(level, from, values, tessera_uint8) { UInt8(truncatingIfNeeded: $0) }
    try expect(level, from, values, tessera_bool) { UInt8($0 != 0 ? 1 : 0) }
    try expect(level, from, values, tessera_float32) { Float($0).bitPattern }
    try expect(level, from, values, tessera_float64) { Double($0).bitPattern }
    try expect(level, from, values, tessera_float16) { Float16($0).bitPattern }
  }

  @Test(arguments: Level.supported) func truthToEveryType(level: Level) throws {
    let values: [UInt8] = (0..<100).map { $0 % 3 == 0 ? 1 : 0 }
    try expect(level, tessera_bool, values, tessera_bool) { $0 }
    try expect(level, tessera_bool, values, tessera_int64) { Int64($0) }
    try expect(level, tessera_bool, values, tessera_int32) { Int32($0) }
    try expect(level, tessera_bool, values, tessera_int8) { Int8($0) }
    try expect(level, tessera_bool, values, tessera_uint8) { $0 }
    try expect(level, tessera_bool, values, tessera_float32) { Float($0).bitPattern }
    try expect(level, tessera_bool, values, tessera_float64) { Double($0).bitPattern }
    try expect(level, tessera_bool, values, tessera_float16) { Float16($0).bitPattern }
  }

  /// Casts a row and its shorter ones, in place where the output's elements are not larger; NaN is compared as any NaN.
  private func expect<From: BitwiseCopyable, To: BitwiseCopyable & FixedWidthInteger>(
    _ level: Level, _ from: tessera_element, _ values: [From], _ to: tessera_element, _ formula: (From) -> To
  ) throws {
    let kernel = try #require(tessera_cast(level.kernelLevel, from, to))
    let expected = values.map(formula), fits = MemoryLayout<To>.stride <= MemoryLayout<From>.stride
    for count in Array(0...35) + [values.count] where count <= values.count {
      for overwritten in fits ? [nil, 0] : [nil] {
        let place = Place(offset: count % 64, overwritten: overwritten)
        let results = place.run(values.prefix(count), [], count, as: To.self) { input, _, output, count in
          kernel(input, output, count)
        }
        let differing = results.indices.first { !Self.areSame(results[$0], expected[$0], to) }
        #expect(
          differing == nil,
          "\(from) to \(to) at \(level), \(place): \(differing.map { "\(values[$0]) to \(results[$0]), not \(expected[$0])" } ?? "")"
        )
      }
    }
  }

  private static func areSame<Bits: FixedWidthInteger>(_ lhs: Bits, _ rhs: Bits, _ element: tessera_element) -> Bool {
    if lhs == rhs { return true }
    switch element {
    case tessera_float16:
      return Float16(bitPattern: UInt16(truncatingIfNeeded: lhs)).isNaN
        && Float16(bitPattern: UInt16(truncatingIfNeeded: rhs)).isNaN
    case tessera_float32:
      return Float(bitPattern: UInt32(truncatingIfNeeded: lhs)).isNaN
        && Float(bitPattern: UInt32(truncatingIfNeeded: rhs)).isNaN
    case tessera_float64:
      return Double(bitPattern: UInt64(truncatingIfNeeded: lhs)).isNaN
        && Double(bitPattern: UInt64(truncatingIfNeeded: rhs)).isNaN
    default: return false
    }
  }

  private static func bits(_ value: Float16) -> UInt16 { value.bitPattern }
  private static func bits(_ value: Float) -> UInt32 { value.bitPattern }
  private static func bits(_ value: Double) -> UInt64 { value.bitPattern }

  private static func element<Value: BinaryFloatingPoint>(_: Value.Type) -> tessera_element {
    Value.significandBitCount == 52
      ? tessera_float64 : Value.significandBitCount == 23 ? tessera_float32 : tessera_float16
  }
}
