/// Splits text into tokens: words, and pieces of words that are not in the vocabulary (WordPiece, Wu et al. 2016).
struct WordPieceTokenizer {
  /// A longer word is unknown as a whole.
  private static let longestWord = 100

  let vocabulary: Vocabulary
  /// The largest number of tokens of a line, with the two around it. Text beyond it is cut off.
  let limit: Int

  /// The tokens of a line, between those for its beginning and its end.
  func tokens(of line: String) -> [Int64] {
    let special = vocabulary.special
    var tokens = [special.beginning]
    for part in parts(of: line.unicodeScalars[...]) {
      switch part {
      case .token(let token): tokens.append(token)
      case .text(let text):
        for word in TextCleaning.words(of: text) where tokens.count < limit { tokens += pieces(of: word) }
      }
      if tokens.count >= limit { break }
    }
    return tokens.prefix(limit - 1) + [special.end]
  }

  /// The longest piece that fits, then the longest that continues it, and so on; one unknown token where none fits.
  private func pieces(of word: ArraySlice<Unicode.Scalar>) -> [Int64] {
    guard word.count <= Self.longestWord else { return [vocabulary.special.unknown] }
    var (rest, pieces) = (word, [Int64]())
    while !rest.isEmpty {
      guard let piece = vocabulary.longestPiece(in: rest, isContinuation: !pieces.isEmpty) else {
        return [vocabulary.special.unknown]
      }
      pieces.append(piece.number)
      rest = rest.dropFirst(piece.count)
    }
    return pieces
  }

  private enum Part {
    case text(Substring.UnicodeScalarView)
    case token(Int64)
  }

  /// Text, and the special tokens that are written in it by name.
  private func parts(of line: Substring.UnicodeScalarView) -> [Part] {
    var parts: [Part] = []
    var (start, position) = (line.startIndex, line.startIndex)
    while position < line.endIndex {
      guard let (name, token) = specialToken(at: line[position...]) else {
        line.formIndex(after: &position)
        continue
      }
      parts += [.text(line[start..<position]), .token(token)]
      position = line.index(position, offsetBy: name.count)
      start = position
    }
    return parts + [.text(line[start...])]
  }

  /// The special token that a text begins with. All names begin with a bracket, which is rare: nothing is compared without one.
  private func specialToken(at text: Substring.UnicodeScalarView) -> (name: [Unicode.Scalar], number: Int64)? {
    guard text.first == "[" else { return nil }
    return vocabulary.special.named.first { text.starts(with: $0.name) }
  }
}
