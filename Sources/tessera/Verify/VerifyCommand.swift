import ArgumentParser
import Tessera
import TesseraPlanner
import TesseraRandom

/// `tessera verify`: whether rows keep their bits on this machine, in networks of many kinds.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Checks that a row has the same bits in every batch, on this machine.",
    discussion: """
      A multilayer perceptron and random graphs of all operations are evaluated in batches of 1, 7 and 64 rows, by 1 and by 2 workers, and \
      the bits of each row are compared. The exit code is 1 when a row has other bits in another batch.
      """)

  @Option(help: "How many random graphs are tried.")
  var graphs = 25

  @Option(help: "The seed of the first graph; the others count up from it. A random one unless it is given.")
  var seed: UInt64?

  func validate() throws {
    guard graphs >= 0 else { throw ValidationError("--graphs must not be negative; it is \(graphs)") }
  }

  func run() throws {
    let seed = seed ?? UInt64.random(in: 0..<1_000_000)
    print("seed \(seed): repeat with --seed \(seed)")
    var broken = 0
    func report(_ name: String, _ content: String, _ difference: RowBits.Difference?) {
      print("\(difference == nil ? "same bits" : "BROKEN   ")  \(name.padded(to: 14))  \(content)")
      guard let difference else { return }
      print("           \(difference)")
      broken += 1
    }
    let perceptron = try Perceptron()
    report("perceptron", perceptron.content, try perceptron.rowBits.firstDifference())
    for number in 0..<graphs {
      var generator = SeededGenerator(seed: seed &+ UInt64(number))
      let graph = try RowGraph(using: &generator)
      let bits = RowBits(program: try Program(nodes: graph.outputs), batch: graph.batch)
      let operations = graph.operations.map { "\($0)" }.sorted().joined(separator: ", ")
      report("graph \(generator.seed)", operations, try bits.firstDifference())
    }
    let count = graphs + 1
    guard broken == 0 else {
      print("\(broken) of \(count) networks give a row other bits in another batch. \(Self.explanation)")
      throw ExitCode.failure
    }
    print("\(count) networks: every row has the same bits in batches of 1, 7 and 64, by 1 and 2 workers")
  }

  /// Why rows may differ here.
  private static var explanation: String { "" }
}
