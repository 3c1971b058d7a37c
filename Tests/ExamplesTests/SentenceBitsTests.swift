import SentenceNetwork
import Tessera
import TesseraTestSupport
import Testing

/// A line's vector has the same bits whatever lines are beside it, and however many workers there are.
@Suite(.enabled("make weights fetches the model that these tests need") { Repository.hasModel })
struct SentenceBitsTests {
  private static let lineCount = 130
  private static let tokenCount = 7

  /// Lines of 1 to 7 tokens: what they are, and where padding begins.
  private struct Lines {
    private var tokens: [Int64] = []
    private var lengths: [Int] = []

    init() {
      var generator = SeededGenerator(seed: 5)
      for _ in 0..<lineCount {
        lengths.append(.random(in: 1...tokenCount, using: &generator))
        for _ in 0..<tokenCount { tokens.append(.random(in: 0..<Int64(Network.vocabularySize), using: &generator)) }
      }
    }

    /// Tokens and mask of some lines, beginning anew behind the last.
    func batch(from first: Int, count: Int) throws -> (tokens: Tensor<Int64>, mask: Tensor<Bool>) {
      let shape: Shape = [.fixed(count), .fixed(tokenCount)]
      let lines = (first..<first + count).map { $0 % lineCount }
      return (
        try Tensor(shape: shape, elements: lines.flatMap { tokens[$0 * tokenCount..<($0 + 1) * tokenCount] }),
        try Tensor(shape: shape, elements: lines.flatMap { line in (0..<tokenCount).map { $0 < lengths[line] } })
      )
    }
  }

  /// Some batches; in the long run those of every size, and every rotation of all lines.
  private static let batches: [(first: Int, count: Int)] = {
    let counts = Soak.isOn ? Array(1...lineCount) : [1, 2, 3, 13, 50, lineCount]
    let rotations = Soak.isOn ? Array(0..<lineCount) : []
    return counts.map { ($0 * 17 % lineCount, $0) } + rotations.map { ($0, lineCount) }
  }()

  @Test(arguments: [1, 2, 3, 4]) func aLineKeepsItsBitsInEveryBatch(workers: Int) throws {
    let network = try Network(weights: Repository.model.path)
    let lines = Lines()
    func bits(from first: Int, count: Int, by evaluator: inout Evaluator) throws -> [UInt32] {
      evaluator.reset()
      let batch = try lines.batch(from: first, count: count)
      let results = try evaluator.evaluate(
        network.program, network.tokens.bound(to: batch.tokens), network.mask.bound(to: batch.mask))
      return try results[network.embeddings].copy().elements.map(\.bitPattern)
    }
    var serial = Evaluator(workers: 1)
    let expected = try bits(from: 0, count: Self.lineCount, by: &serial)
    var evaluator = Evaluator(workers: workers)
    for (first, count) in Self.batches {
      let found = try bits(from: first, count: count, by: &evaluator)
      let whole = (first..<first + count).flatMap { line in
        expected[line % Self.lineCount * Network.width..<(line % Self.lineCount + 1) * Network.width]
      }
      #expect(found == whole, "\(count) lines from line \(first) on")
    }
  }
}
