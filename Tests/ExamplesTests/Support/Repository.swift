import Foundation

/// Where things are: the sources of this package, and what was built from them.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The language model, where `make weights` puts it.
  static let model = root.appendingPathComponent(".downloads/all-MiniLM-L6-v2/model.safetensors")

  static let hasModel = FileManager.default.fileExists(atPath: model.path)

  /// An executable of this package; it is built beside the tests.
  static func executable(_ name: String) -> URL {
    Bundle.main.bundleURL.appendingPathComponent(name)
  }

  /// The `swift` command on PATH.
  static let swift: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { URL(fileURLWithPath: String($0)).appendingPathComponent("swift") }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }
}
