import Glibc

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

extension SeededGenerator: CustomStringConvertible {
  /// What to set in the environment to repeat a failure.
  package var description: String { "repeat with TESSERA_SEED=\(seed)" }
}

extension SeededGenerator {
  /// The seed that the environment gives as TESSERA_SEED, or the same one every time.
  package static var environmentSeed: UInt64 {
    getenv("TESSERA_SEED").flatMap { UInt64(String(cString: $0)) } ?? 20_260_101
  }
}

/// Runs a body with the seed of the environment; what it throws is thrown on with the seed.
///
/// An expectation shows the seed when the generator is its comment: `#expect(a == b, "\(generator)")`.
package func withSeed<Result>(_ body: (inout SeededGenerator) throws -> Result) throws -> Result {
  var generator = SeededGenerator(seed: SeededGenerator.environmentSeed)
  do { return try body(&generator) } catch { throw SeededError(seed: generator.seed, underlying: error) }
}

/// Runs a body so many times, each with its own seed, counted up from that of the environment. A failure is repeated by its own seed alone, in
/// the first run. A sanitizer sees a share of them.
package func withSeeds(_ count: Int, _ body: (inout SeededGenerator) throws -> Void) throws {
  for index in 0..<Sanitizer.rounds(count) {
    var generator = SeededGenerator(seed: SeededGenerator.environmentSeed &+ UInt64(index))
    do { try body(&generator) } catch { throw SeededError(seed: generator.seed, underlying: error) }
  }
}

/// An error of a random test with what repeats it.
package struct SeededError: Error, CustomStringConvertible {
  package let seed: UInt64
  package let underlying: any Error

  package var description: String { "\(underlying) (repeat with TESSERA_SEED=\(seed))" }
}
