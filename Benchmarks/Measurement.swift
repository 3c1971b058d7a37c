import Glibc

/// Times of things that do the same work in different ways.
enum Measurement {
  /// What a round of each candidate takes at least, so that the clock's resolution does not count.
  private static let roundSeconds = 0.02

  /// The best time of one call of each candidate, in seconds. Candidates take turns, so that what disturbs the machine disturbs all of them.
  static func best(rounds: Int, _ candidates: [() throws -> Void]) throws -> [Double] {
    var best = Array(repeating: Double.infinity, count: candidates.count)
    var repeats = Array(repeating: 1, count: candidates.count)
    for (index, candidate) in candidates.enumerated() {
      try candidate()
      let once = try seconds { try candidate() }
      repeats[index] = max(Int(roundSeconds / max(once, 1e-9)), 1)
    }
    for _ in 0..<rounds {
      for (index, candidate) in candidates.enumerated() {
        let time = try seconds { for _ in 0..<repeats[index] { try candidate() } }
        best[index] = min(best[index], time / Double(repeats[index]))
      }
    }
    return best
  }

  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let duration = try clock.measure(body)
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}

/// A number with some digits after the point.
func decimal(_ value: Double, _ digits: Int) -> String {
  let scale = pow(10, Double(digits))
  let scaled = Int((value * scale).rounded())
  let fraction = String(scaled % Int(scale))
  return "\(scaled / Int(scale)).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
}
