import Tessera

/// Lines of similar length as one rectangle of tokens: shorter ones are padded, and a mask says where.
struct TokenBatch {
  /// Rounding the width up keeps the number of different shapes small, and with it the number of plans.
  private static let widthStep = 4

  /// Which lines of the text these are.
  let lines: [Int]
  /// Tokens without padding.
  let tokenCount: Int
  /// [batch, tokens]
  let tokens: Tensor<Int64>
  /// [batch, tokens]: true for tokens, false for padding.
  let mask: Tensor<Bool>

  private init(_ lines: [Int], of tokenLists: [[Int64]], padding: Int64) throws {
    let longest = lines.map { tokenLists[$0].count }.max() ?? 0
    let width = (longest + Self.widthStep - 1) / Self.widthStep * Self.widthStep
    let shape: Shape = [.fixed(lines.count), .fixed(width)]
    self.lines = lines
    tokenCount = lines.reduce(0) { $0 + tokenLists[$1].count }
    tokens = try Tensor(
      shape: shape,
      elements: lines.flatMap { line in
        tokenLists[line] + Array(repeating: padding, count: width - tokenLists[line].count)
      })
    mask = try Tensor(
      shape: shape, elements: lines.flatMap { line in (0..<width).map { $0 < tokenLists[line].count } })
  }

  /// All lines in batches of at most `size`, longest first. A line much shorter than the longest of its batch begins the next one, so that
  /// at most about a quarter of a batch is padding.
  static func batches(of tokenLists: [[Int64]], size: Int, padding: Int64) throws -> [TokenBatch] {
    let order = tokenLists.indices.sorted { (tokenLists[$1].count, $0) < (tokenLists[$0].count, $1) }
    var groups: [[Int]] = []
    for line in order {
      if let group = groups.last, group.count < size,
        tokenLists[line].count + widthStep >= tokenLists[group[0]].count / 4 * 3
      {
        groups[groups.count - 1].append(line)
      } else {
        groups.append([line])
      }
    }
    return try groups.map { try TokenBatch($0, of: tokenLists, padding: padding) }
  }
}
