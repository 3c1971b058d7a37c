import ArgumentParser
import Tessera

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
    var brokenCount = try Self.isBroken(VerifiedNetwork.perceptron()) ? 1 : 0
    for number in 0..<graphs where try Self.isBroken(VerifiedNetwork.graph(seed: seed &+ UInt64(number))) {
      brokenCount += 1
    }
    let networks = graphs == 0 ? "1 network" : "\(graphs + 1) networks"
    guard brokenCount == 0 else {
      print("\(brokenCount) of \(networks): a row has other bits in another batch")
      throw ExitCode.failure
    }
    print("\(networks): every row has the same bits in batches of 1, 7 and 64, by 1 and 2 workers")
  }

  /// Prints a line for a network, and another one for what is wrong with it.
  private static func isBroken(_ network: VerifiedNetwork) throws -> Bool {
    let difference = try network.rowBits.firstDifference()
    let isPromised = try network.rowBits.isPromised
    let isBroken = difference != nil || !isPromised
    print("\(isBroken ? "BROKEN   " : "same bits")  \(network.name.padded(to: 14))  \(network.content)")
    if let difference { print("           \(difference)") }
    if !isPromised { print("           the plan does not promise the same bits") }
    return isBroken
  }
}
