import Foundation
import Testing

/// A folder with the files of a made-up machine, which goes with the value.
final class MachineFolder {
  let path: String

  /// - Parameter files: contents by path, without the first slash.
  init(_ files: [String: String]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tessera-machine-\(UUID().uuidString)")
    path = folder.path
    for (name, contents) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(contents.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
