import SentenceNetwork
import Tessera

/// Runs lines through the network, batch after batch. It owns the evaluator, and so the memory.
struct Embedder: ~Copyable {
  let network: Network
  let tokenizer: WordPieceTokenizer
  private var evaluator = Evaluator()

  struct Measurement {
    /// Tokens of the lines, and with padding.
    var tokenCount = 0
    var paddedCount = 0
    var duration = Duration.zero
  }

  init(network: Network, tokenizer: WordPieceTokenizer) {
    self.network = network
    self.tokenizer = tokenizer
  }

  var statistics: MemoryStatistics { evaluator.statistics }

  /// The lines as batches of tokens, each of at most `size` lines.
  func batches(of lines: [String], size: Int) throws -> [TokenBatch] {
    try TokenBatch.batches(
      of: lines.map(tokenizer.tokens), size: size, padding: tokenizer.vocabulary.special.padding)
  }

  /// One row a line: [lines, 384]. The measurement grows by what this run took.
  mutating func embeddings(of batches: [TokenBatch], measurement: inout Measurement) throws -> Tensor<Float> {
    let lineCount = batches.reduce(0) { $0 + $1.lines.count }
    var rows = [Float](repeating: 0, count: lineCount * Network.width)
    var done = 0
    var progress = ProgressBar(title: "embedding")
    defer { progress.clear() }
    let clock = ContinuousClock()
    for batch in batches {
      let start = clock.now
      evaluator.reset()
      let results = try evaluator.evaluate(
        network.program, network.tokens.bound(to: batch.tokens), network.mask.bound(to: batch.mask))
      let embeddings = results[network.embeddings]
      let span = embeddings.span
      for (row, line) in batch.lines.enumerated() {
        for column in 0..<Network.width { rows[line * Network.width + column] = span[row * Network.width + column] }
      }
      measurement.duration += start.duration(to: clock.now)
      measurement.tokenCount += batch.tokenCount
      measurement.paddedCount += batch.tokens.count
      done += batch.lines.count
      progress.show(Double(done) / Double(lineCount))
    }
    return try Tensor(shape: [.fixed(lineCount), .fixed(Network.width)], elements: rows)
  }
}
