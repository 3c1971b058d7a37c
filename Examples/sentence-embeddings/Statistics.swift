import Tessera

/// What a run took. The labels stand at the beginnings of lines, so that scripts find them.
enum Statistics {
  static func print(_ measurement: Embedder.Measurement, lineCount: Int, memory: MemoryStatistics) {
    let seconds = measurement.duration / .seconds(1)
    let padding = 1 - Double(measurement.tokenCount) / Double(max(measurement.paddedCount, 1))
    Swift.print("")
    line("lines", lineCount)
    line("tokens evaluated", measurement.tokenCount)
    line("padding", Text.fixed(padding * 100, digits: 1) + " %")
    line("seconds", Text.fixed(seconds, digits: 3))
    line("tokens a second", Text.fixed(Double(measurement.tokenCount) / max(seconds, 1e-9), digits: 0))
    line("peak memory in use", Text.bytes(memory.peak))
  }

  private static func line(_ label: String, _ value: some CustomStringConvertible) {
    Swift.print(Text.padded(label, to: 24) + value.description)
  }
}
