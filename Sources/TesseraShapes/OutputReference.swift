/// An output of a program, as errors name it: `output 1 "scores" at Model.swift:20`.
public struct OutputReference: Hashable, Sendable {
  /// Its position among the outputs, from 0.
  public let index: Int
  /// The name that the user gave it; nil where the program numbered it.
  public let name: String?
  /// The line that made it, where it is known.
  public let location: SourceLocation?

  package init(index: Int, name: String?, location: SourceLocation?) {
    self.index = index
    self.name = name
    self.location = location
  }
}

extension OutputReference: CustomStringConvertible {
  /// The position, the name and the line.
  public var description: String {
    "output \(index)" + (name.map { " \($0.quotedShort)" } ?? "") + (location.map { " at \($0)" } ?? "")
  }
}
