/// A line of the user's source.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  /// The file, as `#fileID` or a path.
  public let file: String
  /// The line, counted from 1.
  public let line: Int

  /// A place in a file.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// The file's name and the line: `Model.swift:12`.
  public var description: String { "\(fileName):\(line)" }

  private var fileName: Substring { file.split(separator: "/").last ?? file[...] }

  /// Whether both are one line of files with one name: `#fileID` and the debug information write the folders differently.
  package func isSameLine(as other: SourceLocation) -> Bool { line == other.line && fileName == other.fileName }
}
