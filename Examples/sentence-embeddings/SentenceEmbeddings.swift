import ArgumentParser
import Foundation
import SentenceNetwork
import Tessera

/// Compares lines of text by meaning: a small language model turns each into 384 numbers, and the more two lines mean the same, the closer
/// the product of their numbers is to 1.
@main
struct SentenceEmbeddings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sentence-embeddings",
    abstract: "Compares lines of text by meaning, with the language model all-MiniLM-L6-v2.",
    discussion: """
      Prints how similar the lines are: 1 for the same meaning, about 0 for nothing in common. \
      Up to \(SimilarityReport.tableLimit) lines become a table; of more, each is shown with the one nearest to it.
      """)

  @Argument(help: "Files with one text a line; standard input without any.")
  var files: [String] = []

  @Option(help: "The most lines in a batch; lines of very different length do not share one.")
  var batch = 16

  @Option(help: ArgumentHelp("Write the numbers of all lines to an npy file instead.", valueName: "file.npy"))
  var output: String?

  @Option(help: "How many times the lines are run for the measurement of speed.")
  var `repeat` = 1

  @Option(
    help: ArgumentHelp(
      "The folder with the model; without it, the one that fetch_weights.py fills.", valueName: "dir"))
  var model: String?

  /// The folder that is named relative to this source file, so that the example runs from any working directory.
  private static let defaultModel = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../.downloads/all-MiniLM-L6-v2").standardizedFileURL.path

  func validate() throws {
    guard batch >= 1 else { throw ValidationError("--batch must be at least 1; got \(batch)") }
    guard `repeat` >= 1 else { throw ValidationError("--repeat must be at least 1; got \(`repeat`)") }
  }

  func run() throws {
    let folder = model ?? Self.defaultModel
    guard FileManager.default.fileExists(atPath: folder + "/model.safetensors") else {
      throw ExampleError.noModel(folder: folder)
    }
    let lines = try readLines()
    let vocabulary = try Vocabulary(contentsOf: folder + "/vocab.txt", expectedCount: Network.vocabularySize)
    var embedder = Embedder(
      network: try Network(weights: folder + "/model.safetensors"),
      tokenizer: WordPieceTokenizer(vocabulary: vocabulary, limit: Network.tokenLimit))
    let batches = try embedder.batches(of: lines, size: batch)

    var measurement = Embedder.Measurement()
    var embeddings = try embedder.embeddings(of: batches, measurement: &measurement)
    for _ in 1..<`repeat` { embeddings = try embedder.embeddings(of: batches, measurement: &measurement) }

    if let output {
      try Npy.write(embeddings, to: output)
      print("wrote \(embeddings.shape) to \(output)")
    } else {
      print(try SimilarityReport(lines: lines, embeddings: embeddings).text)
    }
    Statistics.print(measurement, lineCount: lines.count, memory: embedder.statistics)
  }

  private func readLines() throws -> [String] {
    if files.isEmpty {
      if isatty(STDIN_FILENO) == 1 {
        FileHandle.standardError.write(Data("Reading lines from the terminal; Ctrl-D ends them.\n".utf8))
      }
      return try TextLines.requireSome(TextLines.readStandardInput(), source: TextLines.standardInput)
    }
    return try TextLines.requireSome(files.flatMap(TextLines.read), source: files.joined(separator: ", "))
  }
}
