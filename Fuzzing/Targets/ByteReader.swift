import Tessera

/// The decisions of a fuzzed run, taken from its bytes; behind their end every decision is 0.
struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private var index = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { index >= bytes.count }

  mutating func byte() -> UInt8 {
    guard index < bytes.count else { return 0 }
    defer { index += 1 }
    return bytes[index]
  }

  mutating func flag() -> Bool { byte() & 1 == 1 }

  /// A number from 0 to below the count.
  mutating func choice(_ count: Int) -> Int { Int(byte()) % count }

  mutating func list<Value>(upTo count: Int, _ value: (inout ByteReader) -> Value) -> [Value] {
    (0..<choice(count + 1)).map { _ in value(&self) }
  }

  mutating func optional<Value>(_ value: (inout ByteReader) -> Value) -> Value? { flag() ? value(&self) : nil }
}

extension ByteReader {
  /// Where arithmetic on extents may go wrong.
  private static let extremes: [Int] = [
    .min, .min + 1, .max, .max - 1, 1 << 62, (1 << 62) - 1, -(1 << 62), 1 << 61, 1 << 60, 1 << 59, 1 << 48, 1 << 40,
    1 << 33, 1 << 32, (1 << 32) - 1, 1 << 31, (1 << 31) - 1, -(1 << 31), 1 << 28, 1 << 24, 1 << 20, 1 << 16, 65535,
    4097,
    4096, 1025, 1000, 257, 256, 129, 64, 33,
  ]

  /// A whole number: mostly a small one, sometimes one at an end of a range.
  mutating func integer() -> Int {
    let kind = byte()
    return switch kind {
    case 0..<160: Int(kind % 8)
    case 160..<192: -Int(kind % 8)
    case 192..<240: Self.extremes[Int(byte()) % Self.extremes.count]
    default: Int(byte()) << 8 | Int(byte())
    }
  }

  /// An axis, mostly one that exists.
  mutating func axis() -> Int {
    let kind = byte()
    return kind < 240 ? Int(kind % 6) - 3 : integer()
  }

  mutating func axes() -> [Int]? { optional { $0.list(upTo: 4) { $0.axis() } } }

  /// A number or one of a few names.
  mutating func dimension() -> Dimension {
    let kind = byte()
    return switch kind {
    case 0..<150: .fixed(Int(kind % 6))
    case 150..<200: .named(Self.names[Int(kind) % Self.names.count])
    default: .fixed(integer())
    }
  }

  static let names = ["a", "b", "c", "batch"]

  /// Mostly few axes, rarely very many.
  mutating func shape() -> Shape {
    let kind = byte()
    let rank = kind < 250 ? Int(kind % 5) : Int(byte())
    return Shape((0..<rank).map { _ in dimension() })
  }

  mutating func range() -> AxisRange {
    let step = flag() ? 1 : integer()
    return AxisRange(from: optional { $0.integer() }, to: optional { $0.integer() }, by: step)
  }

  /// Text as `einsum` takes it, or something near it.
  mutating func equation() -> String {
    let pieces = [
      "i", "j", "k", "b", "h", ",", ",", "->", "...", "ii", "ij", "ijk", " ", ".", "-", ">", "Z", "é", "1", "\0",
    ]
    return (0..<choice(24)).map { _ in pieces[choice(pieces.count)] }.joined()
  }

  mutating func number() -> Double {
    let kind = byte()
    return switch kind {
    case 0..<128: Double(kind % 16) - 4
    case 128..<160: Double(integer())
    case 160..<200: [0, -0.0, 1e-5, .infinity, -.infinity, .nan, 1e300, .leastNonzeroMagnitude][Int(kind) % 8]
    default: Double(kind) / 64
    }
  }
}
