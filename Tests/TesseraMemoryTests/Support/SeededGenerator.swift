import Glibc

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The fixed seed, or the value of TESSERA_SEED.
  static var seed: UInt64 { getenv("TESSERA_SEED").flatMap { UInt64(String(cString: $0)) } ?? 20_251_122 }

  /// A size whose logarithm is uniform, so that each bucket has its share; one in four lies next to a power of two.
  mutating func byteCount(in range: ClosedRange<Int>) -> Int {
    let exponent = Double.random(in: log2(Double(range.lowerBound))...log2(Double(range.upperBound)), using: &self)
    guard Int.random(in: 0..<4, using: &self) == 0 else { return clamp(Int(exp2(exponent)), to: range) }
    return clamp((1 << Int(exponent)) + Int.random(in: -1...1, using: &self), to: range)
  }

  private func clamp(_ value: Int, to range: ClosedRange<Int>) -> Int {
    min(max(value, range.lowerBound), range.upperBound)
  }
}
