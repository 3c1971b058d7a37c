/// Random numbers that a seed repeats: xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021), its state
/// filled by SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  /// What repeats the numbers.
  package let seed: UInt64
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The numbers of a seed.
  package init(seed: UInt64) {
    self.seed = seed
    var counter = seed
    func next() -> UInt64 {
      counter &+= 0x9E37_79B9_7F4A_7C15
      var mixed = counter
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
    state = (next(), next(), next(), next())
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    let result = Self.rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotated(state.3, by: 45)
    return result
  }

  private static func rotated(_ bits: UInt64, by count: UInt64) -> UInt64 { bits << count | bits >> (64 - count) }
}

extension SeededGenerator {
  /// True in this share of the calls.
  package mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }

  /// One of the elements, which must not be empty.
  package mutating func pick<Elements: RandomAccessCollection>(_ elements: Elements) -> Elements.Element {
    precondition(!elements.isEmpty, "SeededGenerator: there must be something to pick from")
    return elements[elements.index(elements.startIndex, offsetBy: Int.random(in: 0..<elements.count, using: &self))]
  }

  /// One of the cases, each with its share.
  package mutating func pick<Value>(weighted values: [(value: Value, weight: Double)]) -> Value {
    precondition(!values.isEmpty, "SeededGenerator: there must be something to pick from")
    var left = Double.random(in: 0..<values.reduce(0) { $0 + $1.weight }, using: &self)
    for (value, weight) in values {
      left -= weight
      if left < 0 { return value }
    }
    return values[values.count - 1].value
  }
}
