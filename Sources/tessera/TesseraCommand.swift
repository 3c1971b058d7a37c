import ArgumentParser

/// The command-line tool: a file a command.
@main
struct TesseraCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tessera", abstract: "Looks into tensor files and lists what expressions are made of.",
    subcommands: [VerifyCommand.self, InspectCommand.self, OperationsCommand.self])
}
