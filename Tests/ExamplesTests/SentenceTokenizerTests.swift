import Foundation
import SentenceNetwork
import Testing

@testable import sentence_embeddings

/// The tokenizer of the sentence embeddings against the model's own, whose answers are beside the example's sources.
@Suite struct SentenceTokenizerTests {
  private static let folder = Repository.root.appendingPathComponent("Examples/sentence-embeddings")
  private static let vocabularyPath = folder.appendingPathComponent("Data/vocab.txt").path
  private static let vocabulary = Result {
    try Vocabulary(contentsOf: vocabularyPath, expectedCount: Network.vocabularySize)
  }

  private struct Line: Decodable {
    let text: String
    let ids: [Int64]
  }

  @Test func tokensEqualThoseOfTheReferenceTokenizer() throws {
    let tokenizer = WordPieceTokenizer(vocabulary: try Self.vocabulary.get(), limit: Network.tokenLimit)
    let file = Self.folder.appendingPathComponent("Reference/tokens.jsonl")
    let records = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
    #expect(records.count == 1000)
    for (number, record) in records.enumerated() {
      let line = try JSONDecoder().decode(Line.self, from: Data(record))
      let scalars = line.text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
      #expect(tokenizer.tokens(of: line.text) == line.ids, "line \(number + 1): \(scalars)")
    }
  }

  @Test func everyUnicodeScalarHasTheClassThatTheReferenceTokenizerGivesIt() throws {
    let file = Self.folder.appendingPathComponent("Reference/characters.txt")
    var count = 0
    for range in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let parts = range.split(separator: " ")
      let (first, last) = (try #require(UInt32(parts[0], radix: 16)), try #require(UInt32(parts[1], radix: 16)))
      let expected = try #require(CharacterClass(rawValue: String(parts[2])))
      for value in first...last {
        let found = CharacterClass(try #require(Unicode.Scalar(value)))
        if found != expected { Issue.record("U+\(String(value, radix: 16)) is \(found), expected \(expected)") }
        count += 1
      }
    }
    #expect(count == 0x110000 - 0x800)
  }

  @Test func aVocabularyThatDoesNotFitIsASentence() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    func sentence(_ text: String, expectedCount: Int) throws -> String? {
      try text.write(to: file, atomically: true, encoding: .utf8)
      do {
        _ = try Vocabulary(contentsOf: file.path, expectedCount: expectedCount)
        return nil
      } catch { return error.description }
    }
    let name = file.path
    #expect(
      try sentence("[PAD]\n[UNK]\n", expectedCount: 3)
        == "\(name): the network knows 3 tokens, so the vocabulary needs as many lines; it has 2")
    #expect(
      try sentence("[PAD]\n[UNK]\n[SEP]\n", expectedCount: 3)
        == "\(name): a vocabulary needs the line [CLS]; there is none")
    #expect(try sentence("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n\na\n", expectedCount: 7) == nil)
  }

  @Test func batchesHoldEveryLineOnceAndLittlePadding() throws {
    let lists = (0..<300).map { line in [Int64](repeating: 7, count: 2 + line * line % 255) }
    let batches = try TokenBatch.batches(of: lists, size: 16, padding: 0)
    #expect(batches.flatMap(\.lines).sorted() == Array(lists.indices))
    #expect(batches.allSatisfy { $0.lines.count <= 16 })
    for batch in batches {
      let width = batch.tokens.count / batch.lines.count
      for (row, line) in batch.lines.enumerated() {
        let count = lists[line].count
        #expect(count <= width && (width - count <= 8 || count * 4 >= width * 3 - 20), "\(count) of \(width)")
        #expect((0..<width).allSatisfy { batch.mask[row, $0] == ($0 < count) })
        #expect((0..<width).allSatisfy { batch.tokens[row, $0] == ($0 < count ? 7 : 0) })
      }
    }
  }
}
