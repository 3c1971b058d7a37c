import ArgumentParser

/// Measures the library on this machine. Every figure has something beside it that was measured in the same run.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmarks", abstract: "Measure Tessera on this machine, one thread, Float.",
    discussion:
      "Times are the best of several alternated rounds. Compare ratios within one run, not times between runs.",
    subcommands: [SpeedCommand.self, AllocationsCommand.self], defaultSubcommand: SpeedCommand.self)
}
