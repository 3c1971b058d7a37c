import Foundation

@testable import TesseraFormats

/// A folder that is removed with its last reference.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "tessera-formats-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in the folder.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// The names of the files in the folder.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}

/// The bytes of a file.
func bytes(ofFile path: String) throws -> [UInt8] {
  let file = try FileBytes(path: path)
  return try file.bytes(at: 0, count: file.byteCount, for: .elements)
}

/// Writes bytes to a file.
func write(_ bytes: [UInt8], to path: String) throws {
  try AtomicFile.write(to: path) { file throws(FormatError) in try file.write(bytes) }
}
