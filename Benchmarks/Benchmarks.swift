import ArgumentParser

/// Measures the library on this machine. `make bench` runs it beside its peers; see Peers/compare.py.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmarks", abstract: "Measure Tessera on this machine.",
    discussion: "`make bench` compares it with other libraries in one run, which `serve` is Tessera's side of.",
    subcommands: [ServeCommand.self, AllocationsCommand.self, ScalingCommand.self])
}
