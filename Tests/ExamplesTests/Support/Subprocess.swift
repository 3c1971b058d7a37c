import Foundation

/// What a program printed, and how it ended.
struct Subprocess {
  /// The exit code; negative for the signal that stopped it.
  let status: Int32
  let output: String
  let errors: String

  /// Runs a program to its end, with nothing on its standard input.
  static func run(_ executable: URL, _ arguments: [String], in directory: URL? = nil) async throws -> Subprocess {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, because a pipe that nobody empties would stop the program.
    let files = ["output", "errors"].map { folder.appendingPathComponent($0) }
    for file in files { try Data().write(to: file) }

    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { process in
        let isExit = process.terminationReason == .exit
        continuation.resume(returning: isExit ? process.terminationStatus : -process.terminationStatus)
      }
      do {
        try process.run()
      } catch {
        continuation.resume(throwing: error)
      }
    }
    return Subprocess(
      status: status, output: try String(contentsOf: files[0], encoding: .utf8),
      errors: try String(contentsOf: files[1], encoding: .utf8))
  }
}
