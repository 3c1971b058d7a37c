import SentenceNetwork
import Tessera

/// How similar lines are, as text of at most 80 columns.
struct SimilarityReport {
  /// The most lines whose table fits into 80 columns beside an excerpt of each line.
  static let tableLimit = 10
  private static let width = 80
  /// Similarities are computed for this many lines at a time, so that many lines do not need a square of memory.
  private static let blockSize = 256

  private let lines: [String]
  private let embeddings: Tensor<Float>

  init(lines: [String], embeddings: Tensor<Float>) {
    self.lines = lines
    self.embeddings = embeddings
  }

  var text: String {
    get throws { lines.count <= Self.tableLimit ? try table() : try nearest() }
  }

  /// Every line beside every other:
  ///
  ///     1  A man is eating food.      1.00  0.76
  ///     2  A man is eating a meal.    0.76  1.00
  private func table() throws -> String {
    let numberWidth = "\(lines.count)".count
    let excerptWidth = min(Self.width - numberWidth - 2 - 6 * lines.count, lines.map(Text.displayWidth).max() ?? 0)
    var rows = [String(repeating: " ", count: numberWidth + 2 + excerptWidth)]
    for number in 1...lines.count { rows[0] += Text.leading("\(number)", to: 6) }
    try forEachLine { line, similarities in
      var row = Text.leading("\(line + 1)", to: numberWidth) + "  " + Text.excerpt(lines[line], width: excerptWidth)
      for index in similarities.indices {
        row += Text.leading(Text.fixed(Double(similarities[index]), digits: 2), to: 6)
      }
      rows.append(row)
    }
    return rows.joined(separator: "\n")
  }

  /// Every line with the one nearest to it:
  ///
  ///     1  A man is eating food.            0.76   2  A man is eating a meal.
  private func nearest() throws -> String {
    let numberWidth = "\(lines.count)".count
    let excerptWidth = (Self.width - 2 * numberWidth - 12) / 2
    var rows = ["Each line, and the one nearest to it", ""]
    try forEachLine { line, similarities in
      var best = line == 0 ? 1 : 0
      for index in similarities.indices where index != line && similarities[index] > similarities[best] { best = index }
      rows.append(
        Text.leading("\(line + 1)", to: numberWidth) + "  " + Text.excerpt(lines[line], width: excerptWidth)
          + Self.column(similarities[best]) + Text.leading("\(best + 1)", to: numberWidth + 2)
          + "  " + Text.excerpt(lines[best], width: excerptWidth).trimmed)
    }
    return rows.joined(separator: "\n")
  }

  private static func column(_ similarity: Float) -> String {
    // Rounded to hundredths first: a small negative number is 0.00, without a sign.
    Text.leading(Text.fixed((Double(similarity) * 100).rounded() / 100 + 0, digits: 2), to: 6)
  }

  /// Calls a closure with the similarities of each line to all lines. The vectors have length 1, so a product is the cosine of an angle.
  private func forEachLine(_ body: (Int, Span<Float>) -> Void) throws {
    let some = Expression<Float>.input("some", shape: ["some", .fixed(Network.width)])
    let similarities = try some.matmul(embeddings.expression.transpose())
    let program = try Program(similarities)
    var evaluator = Evaluator()
    for first in stride(from: 0, to: lines.count, by: Self.blockSize) {
      evaluator.reset()
      let block = first..<min(first + Self.blockSize, lines.count)
      let results = try evaluator.evaluate(program, some.bound(to: embeddings.rows(block)))
      let products = results[similarities]
      let span = products.span
      for line in block {
        let start = (line - first) * lines.count
        body(line, span.extracting(start..<start + lines.count))
      }
    }
  }
}

extension String {
  fileprivate var trimmed: Substring {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return text
  }
}
