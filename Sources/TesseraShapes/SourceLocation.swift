import Runtime

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

extension SourceLocation {
  /// The line from which the package was entered, read from the stack and the debug information; nil where there is none.
  ///
  /// Operators cannot take `#line`, so this is how an error in `a + b` gets its line. Only a failing call pays for it.
  /// In an optimised build functions that differ in constants alone are merged and have no line; then it is the line of their caller.
  /// - Complexity: several milliseconds.
  package static func caller() -> SourceLocation? {
    guard let backtrace = try? Backtrace.capture(limit: 24, top: 0).symbolicated() else { return nil }
    for frame in backtrace.frames {
      // Frames without a line belong to the Swift runtime.
      guard let location = frame.symbol?.sourceLocation, location.line > 0, location.path.hasPrefix("/") else {
        continue
      }
      if modules.contains(where: { location.path.contains($0) }) { continue }
      return SourceLocation(file: location.path, line: location.line)
    }
    return nil
  }

  /// The folders of the package's own modules as they stand in the paths of its sources.
  private static let modules = ["Shapes", "Graph", "Planner", "Runtime", "Formats", ""].map { "/Sources/Tessera\($0)/" }
}
