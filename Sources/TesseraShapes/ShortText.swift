// Text of bounded length and on one line, for messages about shapes and names that anyone may have chosen.

extension String {
  /// The text, with control characters as their escapes, cut after 60 characters.
  package var shortText: String {
    let limit = 60
    var text = ""
    for scalar in unicodeScalars.prefix(limit) {
      text += scalar.properties.isControl ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return unicodeScalars.count > limit ? text + "..." : text
  }

  /// The text in quotes.
  package var quotedShort: String { "\"\(shortText)\"" }
}

extension Dimension {
  /// The number, the name or the arithmetic, cut when it is long.
  package var shortText: String { description.shortText }
}

extension [Int] {
  /// The numbers in brackets; of more than 16 some in the middle are only counted.
  package var shortText: String { shortText(\.description) }
}

extension Array {
  /// The elements in brackets; of more than 16 the first 8 and the last 2 are written, and the others counted.
  package func shortText(_ text: (Element) -> String) -> String {
    guard count > 16 else { return "[" + map(text).joined(separator: ", ") + "]" }
    let (first, last) = (prefix(8).map(text), suffix(2).map(text))
    return "[" + (first + ["... \(count - 10) more ..."] + last).joined(separator: ", ") + "]"
  }

  /// The elements behind each other; of more than 12 the others are counted.
  package func shortList(_ text: (Element) -> String) -> String {
    let shown = prefix(12).map(text).joined(separator: ", ")
    return count > 12 ? "\(shown) and \(count - 12) more" : shown
  }
}

extension Unicode.Scalar.Properties {
  /// Whether a character moves the cursor or changes how what follows is shown instead of being seen itself.
  fileprivate var isControl: Bool {
    switch generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
    default: false
    }
  }
}
