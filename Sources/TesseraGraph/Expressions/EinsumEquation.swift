import TesseraShapes

/// The equation of a sum of products: `ij,jk->ik`. A letter is an axis; an ellipsis stands for leading axes, which are broadcast.
struct EinsumEquation {
  /// The letters of each operand; the axes of an ellipsis become letters of their own, counted from the back.
  let operands: [[Label]]
  let output: [Label]

  /// A letter, or an axis of the ellipsis counted from its back.
  enum Label: Hashable {
    case letter(Character)
    case ellipsis(Int)
  }

  /// - Throws: the problem in words.
  init(_ equation: String, ranks: [Int]) throws(Problem) {
    let sides = equation.filter { !$0.isWhitespace }.split(separator: "->", omittingEmptySubsequences: false)
    guard sides.count <= 2, let left = sides.first else { throw Problem(text: "it has more than one arrow") }
    let terms = left.split(separator: ",", omittingEmptySubsequences: false)
    guard terms.count == ranks.count else {
      throw Problem(text: "it has \(terms.count) operands, and \(ranks.count) were given")
    }
    var operands: [[Label]] = []
    for (number, (term, rank)) in zip(terms, ranks).enumerated() {
      let (before, after) = try Self.letters(term)
      let named = before.count + (after?.count ?? 0)
      guard after == nil ? named == rank : named <= rank else {
        throw Problem(text: "operand \(number) has \(rank) axes and \(String(term).quotedShort) names \(named)")
      }
      let middle = (0..<rank - named).reversed().map { Label.ellipsis($0) }
      operands.append(before + middle + (after ?? []))
    }
    self.operands = operands
    let all = operands.joined()
    let depth = all.compactMap { if case .ellipsis(let index) = $0 { index + 1 } else { nil } }.max() ?? 0
    let ellipsis = (0..<depth).reversed().map { Label.ellipsis($0) }
    guard sides.count == 2 else {
      // Without an arrow: the letters that appear once, in alphabetical order, behind the ellipsis.
      var counts: [Character: Int] = [:]
      for case .letter(let letter) in all { counts[letter, default: 0] += 1 }
      output = ellipsis + counts.filter { $0.value == 1 }.map(\.key).sorted().map { .letter($0) }
      return
    }
    let (before, after) = try Self.letters(sides[1])
    guard depth == 0 || after != nil else {
      throw Problem(text: "the output has no ellipsis for the axes of the operands'")
    }
    output = before + (after.map { ellipsis + $0 } ?? [])
    guard Set(output).count == output.count else { throw Problem(text: "the output names an axis twice") }
    let known = Set(all)
    for label in output where !known.contains(label) {
      throw Problem(text: "the output names an axis that no operand has")
    }
  }

  /// What is wrong, in words.
  struct Problem: Error {
    let text: String
  }

  /// The letters before and, where there is an ellipsis, after it.
  private static func letters(_ term: Substring) throws(Problem) -> ([Label], [Label]?) {
    let parts = term.split(separator: "...", omittingEmptySubsequences: false)
    guard parts.count <= 2 else { throw Problem(text: "\(String(term).quotedShort) has more than one ellipsis") }
    for character in term where !(character.isASCII && character.isLetter) && character != "." {
      throw Problem(text: "\(String(character).quotedShort) is no letter")
    }
    guard !parts.joined().contains(".") else {
      throw Problem(text: "\(String(term).quotedShort) has dots that are no ellipsis")
    }
    return (parts[0].map { .letter($0) }, parts.count == 2 ? parts[1].map { .letter($0) } : nil)
  }
}
