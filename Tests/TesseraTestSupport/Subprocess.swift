import Dispatch
package import Foundation

/// What a program printed, and how it ended.
package struct Subprocess {
  /// The exit code; negative for the signal that stopped it.
  package let status: Int32
  package let output: String
  package let errors: String

  /// Runs a program to its end, with nothing on its standard input.
  package static func run(_ executable: URL, _ arguments: [String], in directory: URL? = nil) async throws -> Subprocess
  {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, because a pipe that nobody empties would stop the program.
    let files = ["output", "errors"].map { folder.appendingPathComponent($0) }
    // `env` changes the working directory; Glibc's own call for that is hidden from Swift.
    let command = ["/usr/bin/env", "-C", (directory ?? folder).path, executable.path] + arguments
    // On a thread of its own: waiting must not hold one that other tests run on.
    let status = try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try wait(for: spawn(command, files.map(\.path))) })
      }
    }
    return Subprocess(status: status, output: try text(of: files[0]), errors: try text(of: files[1]))
  }

  /// What a file holds. Foundation's `String(contentsOf:)` leaks a page for each empty file.
  private static func text(of file: URL) throws -> String {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
  }

  /// Starts a program. `posix_spawn`, because what Foundation's `Process` leaks would fail the run under the address sanitizer.
  private static func spawn(_ command: [String], _ outputs: [String]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    var noSignals = sigset_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, outputs[0], O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, outputs[1], O_WRONLY | O_CREAT, 0o600)
    // The threads of a dispatch queue block signals, and a program inherits that.
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    var variables = ProcessInfo.processInfo.environment
    // Globals of a main.swift live at exit, and the leak checker does not see pointers that lie tagged in the payload of an enum.
    variables["ASAN_OPTIONS"] = "detect_leaks=0"
    let environment = variables.map { "\($0.key)=\($0.value)" }
    var process: pid_t = 0
    let code = withCStrings(command) { words in
      withCStrings(environment) { posix_spawn(&process, command[0], &actions, &attributes, words, $0) }
    }
    guard code == 0 else { throw Failure(description: "\(command[0]): \(String(cString: strerror(code)))") }
    return process
  }

  /// Waits for the end of a program: its exit code, or the negative number of the signal.
  private static func wait(for process: pid_t) throws -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw Failure(description: "waitpid: \(String(cString: strerror(errno)))") }
    }
    // The signal is in the low seven bits, the exit code in the byte above.
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : -signal
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = strings.map { strdup($0) }
    defer { pointers.forEach { free($0) } }
    return body(pointers + [nil])
  }

  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }
}
