/// The time of a call within a slice, in the way that `Peers/server.py` takes it.
enum Sampling {
  struct Time: Encodable {
    /// Seconds of one call.
    var best: Double
    var median: Double
    var calls: Int
  }

  /// A sample of the clock holds as many calls as take this long, so that reading the clock does not count.
  private static let sampleSeconds = 20e-6

  static func measure(_ side: any Side, seconds: Double) throws -> Time {
    try side.begin()
    defer { side.end() }
    // The first call after a pause finds cold caches; it counts only when it is as long as the slice, where they do not matter.
    let first = try sample(side, repeats: 1)
    var samples = first >= seconds ? [first] : []
    var repeats = 1
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds - first)
    while samples.isEmpty || clock.now < end {
      let once = try sample(side, repeats: repeats)
      samples.append(once)
      if once * Double(repeats) < sampleSeconds / 2 {
        // Samples this short are not kept.
        repeats = Int(sampleSeconds / max(once, 1e-9)) + 1
        samples.removeAll(keepingCapacity: true)
      }
    }
    samples.sort()
    return Time(best: samples[0], median: samples[samples.count / 2], calls: samples.count * repeats)
  }

  /// Seconds a call.
  private static func sample(_ side: any Side, repeats: Int) throws -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try side.run(times: repeats)
    return (clock.now - start) / .seconds(1) / Double(repeats)
  }
}
