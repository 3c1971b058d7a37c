/// A Swift block of a Markdown file.
///
/// ` ```swift ` begins one; ` ```swift continued ` adds to the one before; ` ```output ` holds what the one before prints.
struct CodeBlock {
  /// The file and the number of the line that begins the block.
  let place: String
  var code: String
  var output: String?

  /// Whether this is a Package.swift instead of a program.
  var isManifest: Bool { code.hasPrefix("// swift-tools-version") }

  static func blocks(of markdown: String, file: String) -> [CodeBlock] {
    var blocks: [CodeBlock] = []
    var fence: (info: String, line: Int, text: String)?
    for (number, line) in markdown.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard let open = fence else {
        if line.hasPrefix("```") { fence = (String(line.dropFirst(3)), number + 1, "") }
        continue
      }
      guard line == "```" else {
        fence?.text += line + "\n"
        continue
      }
      switch open.info {
      case "swift": blocks.append(CodeBlock(place: "\(file):\(open.line)", code: open.text, output: nil))
      case "swift continued" where !blocks.isEmpty: blocks[blocks.count - 1].code += open.text
      case "output" where !blocks.isEmpty: blocks[blocks.count - 1].output = open.text
      default: break
      }
      fence = nil
    }
    return blocks
  }
}
