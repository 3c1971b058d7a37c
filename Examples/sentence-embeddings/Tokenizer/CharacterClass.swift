/// What BERT's tokenizer takes a character for.
enum CharacterClass: String {
  /// Taken out of the text: U+0000, U+FFFD, control and format characters, private use.
  case removed
  /// White space, also tab, carriage return and line feed, although they are control characters.
  case space
  /// An ideograph, which is a word of its own.
  case chinese
  /// A nonspacing mark, such as an accent, which is taken off its letter.
  case mark
  /// A word of its own: punctuation, and every ASCII character that is neither a letter, a digit nor a control character.
  case punctuation
  /// Everything else, unassigned characters too.
  case word

  init(_ scalar: Unicode.Scalar) {
    self = scalar.isASCII ? Self.ofASCII(scalar) : Self.ofOther(scalar)
  }

  private static func ofASCII(_ scalar: Unicode.Scalar) -> CharacterClass {
    switch scalar {
    case "\t", "\n", "\r", " ": .space
    case "a"..."z", "A"..."Z", "0"..."9": .word
    case "!"..."~": .punctuation
    default: .removed
    }
  }

  private static func ofOther(_ scalar: Unicode.Scalar) -> CharacterClass {
    if chineseRanges.contains(where: { $0 ~= scalar.value }) { return .chinese }
    return switch scalar.category {
    case .control, .format, .privateUse, .surrogate: .removed
    case .nonspacingMark: .mark
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      .punctuation
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: .space
    default: scalar == "\u{FFFD}" ? .removed : .word
    }
  }

  /// The blocks of ideographs that BERT knows. The sixth begins at 2B920 in the tokenizer of the model, although the block begins at 2B820.
  private static let chineseRanges: [ClosedRange<UInt32>] = [
    0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2A6DF, 0x2A700...0x2B81F, 0x2B920...0x2CEAF,
    0x2F800...0x2FA1F,
  ]
}

extension Unicode.Scalar {
  /// The general category that the character has in Unicode 8.0, the version that the model's tokenizer follows.
  ///
  /// Characters that came later are unassigned there. Seven have another category today; the rest have kept theirs.
  fileprivate var category: Unicode.GeneralCategory {
    switch value {
    case 0x166D, 0x111C9: .otherPunctuation
    case 0x1734, 0x1171E: .nonspacingMark
    case 0xA9BD: .spacingMark
    case 0x1885, 0x1886: .otherLetter
    default: isNewer(than: 8) ? .unassigned : properties.generalCategory
    }
  }

  /// Whether the character came with a later version of Unicode than a major one.
  func isNewer(than major: Int) -> Bool {
    guard let age = properties.age else { return true }
    return age.major > major
  }
}
