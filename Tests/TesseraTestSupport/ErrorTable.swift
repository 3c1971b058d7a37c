import Foundation

/// The tables of `Documentation/Errors.md`: what each error says, what it means, and what to do about it.
package struct ErrorTable {
  /// A line of a table.
  package struct Row {
    /// The case, as the code calls it.
    package let name: String
    /// The sentence that the example of the tests gives, without places.
    package let sentence: String
    package let cause: String
    package let remedy: String
  }

  package let rows: [Row]

  /// The table below the heading with the name of a type.
  package init(of type: String) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Documentation/Errors.md")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    let section = lines.drop { $0 != "## `\(type)`" }.dropFirst().prefix { !$0.hasPrefix("## ") }
    rows = section.filter { $0.hasPrefix("| `") }.map { line in
      let cells = line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
      func cell(_ index: Int) -> String {
        cells.indices.contains(index) ? cells[index].trimmingCharacters(in: .whitespaces) : ""
      }
      return Row(
        name: cell(0).trimmingCharacters(in: ["`"]), sentence: cell(1), cause: cell(2), remedy: cell(3))
    }
  }

  /// What is wrong with a table whose rows must be these, each with its sentence, once and in any order.
  package func problems(expecting sentences: [String: String]) -> [String] {
    var problems: [String] = []
    for (name, count) in Dictionary(rows.map { ($0.name, 1) }, uniquingKeysWith: +) where count > 1 {
      problems.append("\(name) has \(count) rows")
    }
    for row in rows {
      guard let sentence = sentences[row.name] else {
        problems.append("there is no case \(row.name)")
        continue
      }
      if sentence != row.sentence { problems.append("\(row.name) says: \(sentence)") }
      if row.cause.isEmpty || row.remedy.isEmpty { problems.append("\(row.name) has no cause or no remedy") }
    }
    let listed = Set(rows.map(\.name))
    for (name, sentence) in sentences where !listed.contains(name) {
      problems.append("\(name) has no row; it says: \(sentence)")
    }
    return problems.sorted()
  }
}
