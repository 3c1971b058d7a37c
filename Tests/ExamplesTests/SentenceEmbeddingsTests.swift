import Foundation
import Tessera
import TesseraTestSupport
import Testing

/// What the sentence embeddings print and write, against the same network in NumPy.
@Suite(.enabled("make weights fetches the model that these tests need") { Repository.hasModel })
struct SentenceEmbeddingsTests {
  private static let reference = Repository.root.appendingPathComponent("Examples/sentence-embeddings/Reference")
  private static let sentences = reference.appendingPathComponent("sentences.txt").path

  private func run(_ arguments: String...) async throws -> Subprocess {
    try await Subprocess.run(
      Repository.executable("sentence-embeddings"), arguments, in: FileManager.default.temporaryDirectory)
  }

  @Test(arguments: [1, 16])
  func agreesWithNumPyOn200Sentences(batch: Int) async throws {
    let output = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-\(UUID().uuidString).npy")
    defer { try? FileManager.default.removeItem(at: output) }
    let result = try await run(Self.sentences, "--batch", "\(batch)", "--output", output.path)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("\ntokens a second "))

    let computed = try Tensor<Float>(npy: output.path)
    let expected = try Tensor<Float>(npy: Self.reference.appendingPathComponent("embeddings.npy").path)
    #expect(computed.shape == [200, 384] && expected.shape == [200, 384])
    let differences = zip(computed.elements, expected.elements).map { abs($0 - $1) }
    #expect(differences.allSatisfy { $0 <= 1e-5 }, "largest difference \(differences.max() ?? .nan)")
  }

  @Test func eatingIsNearerToEatingThanToABaby() async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    try "A man is eating food.\nA man is eating a meal.\nThe girl is carrying a baby.\n"
      .write(to: file, atomically: true, encoding: .utf8)
    let result = try await run(file.path)
    let rows = result.output.split(separator: "\n").prefix(4)
    #expect(
      Array(rows) == [
        "                                    1     2     3",
        "1  A man is eating food.         1.00  0.93 -0.10",
        "2  A man is eating a meal.       0.93  1.00 -0.13",
        "3  The girl is carrying a baby. -0.10 -0.13  1.00",
      ])
  }

  @Test func manyLinesAreShownWithTheirNearest() async throws {
    let result = try await run(Self.sentences)
    #expect(result.status == 0, "\(result.errors)")
    let rows = result.output.split(separator: "\n")
    #expect(rows.count == 1 + 200 + 6)
    #expect(rows.allSatisfy { $0.count <= 80 })
    #expect(rows[1].hasSuffix(" 0.93    2  A man is eating a meal."), "\(rows[1])")
  }

  @Test(arguments: [
    (["--batch", "0"], "--batch must be at least 1; got 0"),
    (["--repeat", "0"], "--repeat must be at least 1; got 0"),
    (["/nonexistent"], "/nonexistent cannot be read: No such file or directory"),
    (["/dev/null"], "at least one line of text is needed; /dev/null has none"),
    (
      ["--model", "/nonexistent"],
      "there is no model in /nonexistent; `make weights` fetches it, and --model names another folder"
    ),
  ])
  func aWrongOptionIsASentence(arguments: [String], sentence: String) async throws {
    let result = try await Subprocess.run(Repository.executable("sentence-embeddings"), arguments)
    #expect(result.status > 0)
    #expect(result.output.isEmpty)
    #expect(result.errors.split(separator: "\n").first == "Error: \(sentence)")
  }
}
