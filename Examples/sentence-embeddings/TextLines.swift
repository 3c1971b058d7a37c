import Glibc

/// Reading UTF-8 text line by line.
enum TextLines {
  static let standardInput = "standard input"

  /// The lines of a file. A carriage return before a line feed belongs to the line's end.
  static func read(_ path: String) throws(ExampleError) -> [String] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(file: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    return try lines(of: bytes(of: descriptor, source: path), source: path)
  }

  /// The lines of standard input, up to its end.
  static func readStandardInput() throws(ExampleError) -> [String] {
    try lines(of: bytes(of: STDIN_FILENO, source: standardInput), source: standardInput)
  }

  private static func bytes(of descriptor: Int32, source: String) throws(ExampleError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw .unreadable(file: source, reason: String(cString: strerror(errno)))
      }
    }
  }

  /// The lines themselves, of which there must be one at least.
  static func requireSome(_ lines: [String], source: String) throws(ExampleError) -> [String] {
    guard !lines.isEmpty else { throw .noLines(source: source) }
    return lines
  }

  private static func lines(of bytes: [UInt8], source: String) throws(ExampleError) -> [String] {
    var parts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // What follows the last line feed is a line only when there is something.
    if parts.last?.isEmpty == true { parts.removeLast() }
    var lines: [String] = []
    lines.reserveCapacity(parts.count)
    for part in parts {
      let text = part.last == UInt8(ascii: "\r") ? part.dropLast() : part
      guard let line = String(validating: text, as: UTF8.self) else {
        throw .notText(file: source, line: lines.count + 1)
      }
      lines.append(line)
    }
    return lines
  }
}
