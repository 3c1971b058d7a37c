import ArgumentParser

/// The command-line tool: a file a command.
@main
struct TesseraCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tessera", abstract: "Looks into machines and tensor files, and checks what is promised.",
    subcommands: [DoctorCommand.self, VerifyCommand.self, InspectCommand.self, OperationsCommand.self])
}
