import Glibc
@_exported public import TesseraRandom

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
