import Tessera
import TesseraTestSupport
import Testing

/// Every case of every error is listed in `Documentation/Errors.md` with the sentence that it has when a user makes the mistake.
@Suite struct ErrorTableTests {
  @Test func everyShapeErrorIsListedAndProduced() throws {
    var sentences: [String: String] = [:]
    for call in ShapeMistakes.all {
      let error = try #require(#expect(throws: ShapeError.self) { try call() })
      let kind = ShapeErrorKind(error.reason)
      #expect(sentences.updateValue("\(error.operation): \(error.reason)", forKey: kind.rawValue) == nil, "\(kind)")
    }
    #expect(Set(sentences.keys) == Set(ShapeErrorKind.allCases.map(\.rawValue)))
    let problems = try ErrorTable(of: "ShapeError").problems(expecting: sentences)
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  @Test func everyProgramErrorIsListedAndProduced() throws {
    try check(ProgramMistakes.all, in: "ProgramError", ProgramErrorKind.self, ProgramErrorKind.init)
  }

  @Test func everyBindingErrorIsListedAndProduced() throws {
    try check(BindingMistakes.all, in: "BindingError", BindingErrorKind.self, BindingErrorKind.init)
  }

  @Test func everyMemoryErrorIsListedAndProduced() throws {
    try check(MemoryMistakes.all, in: "MemoryError", MemoryErrorKind.self, MemoryErrorKind.init)
  }

  @Test func everyIndexErrorIsListedAndProduced() throws {
    try check(IndexMistakes.all, in: "IndexError", IndexErrorKind.self, IndexErrorKind.init)
  }

  /// Makes each mistake, and compares what is said with the table of the type.
  private func check<Failure: Error & CustomStringConvertible, Kind: RawRepresentable<String> & CaseIterable>(
    _ mistakes: [Mistake], in type: String, _ kinds: Kind.Type, _ kind: (Failure) -> Kind
  ) throws {
    var sentences: [String: String] = [:]
    for call in mistakes {
      let error = try #require(#expect(throws: Failure.self) { try call() })
      let name = kind(error).rawValue
      #expect(sentences.updateValue(Self.withoutPlaces(error.description), forKey: name) == nil, "\(name)")
    }
    #expect(Set(sentences.keys) == Set(kinds.allCases.map(\.rawValue)))
    let problems = try ErrorTable(of: type).problems(expecting: sentences)
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  /// A sentence without what stands in parentheses behind it: lines, which change with the file.
  private static func withoutPlaces(_ sentence: String) -> String {
    guard sentence.hasSuffix(")"), let open = sentence.range(of: " (", options: .backwards) else { return sentence }
    return String(sentence[..<open.lowerBound])
  }
}
