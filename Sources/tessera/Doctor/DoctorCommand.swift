import ArgumentParser
import FoundationEssentials

/// `tessera doctor`: what evaluators find on this machine, and whether they work as they should.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Shows what this machine gives to evaluators, and whether all is well.",
    discussion: """
      Besides what it finds, it evaluates a product and a network and compares the bits of their rows. The exit code is 1 when something is \
      broken; warnings do not change it.
      """)

  @Flag(help: "Write JSON instead of text.")
  var json = false

  func run() throws {
    let diagnosis = try Diagnosis()
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(diagnosis), as: UTF8.self))
    } else {
      print(diagnosis.text)
    }
    if !diagnosis.failures.isEmpty { throw ExitCode.failure }
  }
}
