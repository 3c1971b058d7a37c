/// The pieces of words that a model knows, each with a number: its line in the file, from 0.
///
/// A tree of scalars: a path from the root spells a piece. `String` as a key would not do: it takes a composed letter and a decomposed one
/// for equal.
struct Vocabulary {
  /// Tokens with a meaning of their own.
  let special: SpecialTokens

  /// The node after a node and a scalar.
  private var children: [UInt64: Int] = [:]
  /// The piece that ends at a node.
  private var pieces: [Int64?] = [nil]
  /// Where pieces begin that continue a word, written with ## in front.
  private var continuation = 0

  /// Reads a file with one piece a line, as many as the network knows.
  init(contentsOf path: String, expectedCount: Int) throws(ExampleError) {
    let lines = try TextLines.read(path)
    guard lines.count == expectedCount else {
      throw .vocabulary(lines.count, expected: expectedCount, file: path)
    }
    var numbers: [String: Int64] = [:]
    for name in SpecialTokens.names {
      guard let line = lines.firstIndex(of: name) else { throw .noSpecialToken(name, file: path) }
      numbers[name] = Int64(line)
    }
    special = try SpecialTokens(numbers, file: path)
    continuation = insert("##")
    for (number, line) in lines.enumerated() where !line.isEmpty { pieces[insert(line)] = Int64(number) }
  }

  private mutating func insert(_ piece: String) -> Int {
    var node = 0
    for scalar in piece.unicodeScalars {
      let edge = Self.edge(node, scalar)
      if let child = children[edge] {
        node = child
      } else {
        node = pieces.count
        pieces.append(nil)
        children[edge] = node
      }
    }
    return node
  }

  /// A scalar has 21 bits.
  private static func edge(_ node: Int, _ scalar: Unicode.Scalar) -> UInt64 {
    UInt64(node) << 21 | UInt64(scalar.value)
  }

  /// The longest piece that a text begins with, and how many scalars it has.
  func longestPiece(in text: ArraySlice<Unicode.Scalar>, isContinuation: Bool) -> (number: Int64, count: Int)? {
    var node = isContinuation ? continuation : 0
    var longest: (number: Int64, count: Int)?
    for (position, scalar) in text.enumerated() {
      guard let child = children[Self.edge(node, scalar)] else { break }
      node = child
      if let number = pieces[node] { longest = (number, position + 1) }
    }
    return longest
  }
}

/// Tokens that stand for no text: the beginning and the end of a line, unknown words, padding, and the gap of the training task.
struct SpecialTokens {
  static let names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]

  let padding: Int64
  let unknown: Int64
  let beginning: Int64
  let end: Int64
  /// All of them with their names. Text that contains a name means the token, as in the model's own tokenizer.
  let named: [(name: [Unicode.Scalar], number: Int64)]

  init(_ numbers: [String: Int64], file: String) throws(ExampleError) {
    func number(_ name: String) throws(ExampleError) -> Int64 {
      guard let number = numbers[name] else { throw .noSpecialToken(name, file: file) }
      return number
    }
    (padding, unknown) = (try number("[PAD]"), try number("[UNK]"))
    (beginning, end) = (try number("[CLS]"), try number("[SEP]"))
    named = Self.names.compactMap { name in numbers[name].map { (Array(name.unicodeScalars), $0) } }
  }
}
