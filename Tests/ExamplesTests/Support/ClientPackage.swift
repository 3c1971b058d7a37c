import Foundation
import TesseraTestSupport

/// A package that depends on this one by path, as a user's would: its manifest is the one that README shows.
///
/// It lies under `.build`, so that a second run compiles only what has changed.
struct ClientPackage {
  /// A program of the package: a name for its target, its code, and conditions that its code is compiled with.
  struct Program {
    let name: String
    let code: String
    var conditions: [String] = []
  }

  private static let folder = Repository.root.appendingPathComponent(".build/clients")
  private static let sources = folder.appendingPathComponent("package")

  private let swift: URL

  /// Writes the package; a file that would stay the same is left alone.
  init(manifest: String, programs: [Program], swift: URL) throws {
    self.swift = swift
    let rootPath = Repository.root.path
    guard manifest.contains("\"../tessera\"") else {
      throw Failure(description: "the manifest must depend on ../tessera")
    }
    var manifest = manifest.replacingOccurrences(of: "\"../tessera\"", with: "\"\(rootPath)\"")
    for program in programs where program.name != "Client" {
      let defines = program.conditions.map { ".define(\"\($0)\")" }.joined(separator: ", ")
      manifest += """
        package.targets.append(
          .executableTarget(
            name: "\(program.name)", dependencies: [.product(name: "Tessera", package: "Tessera")],
            swiftSettings: [\(defines)]))

        """
    }
    try Self.write(manifest, to: "Package.swift")
    for program in programs { try Self.write(program.code, to: "Sources/\(program.name)/main.swift") }
  }

  /// Builds one target, or all of them.
  func build(_ target: String? = nil) async throws -> Subprocess {
    try await Subprocess.run(
      swift,
      [
        "build", "--package-path", Self.sources.path, "--scratch-path",
        Self.folder.appendingPathComponent("build").path,
      ]
        + (target.map { ["--target", $0] } ?? []))
  }

  /// Runs a program that was built.
  func run(_ name: String) async throws -> Subprocess {
    try await Subprocess.run(Self.folder.appendingPathComponent("build/debug/\(name)"), [], in: Self.folder)
  }

  private static func write(_ text: String, to path: String) throws {
    let file = sources.appendingPathComponent(path)
    if (try? String(contentsOf: file, encoding: .utf8)) == text { return }
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }
}
