import Foundation

/// Numbers, columns and excerpts as text.
enum Text {
  /// 0.98 with four digits after the point: `0.9800`.
  static func fixed(_ value: Double, digits: Int) -> String { String(format: "%.\(digits)f", value) }

  /// Bytes with a unit that a person can read: `24.0 KiB`.
  static func bytes(_ count: Int) -> String {
    switch count {
    case ..<1024: "\(count) bytes"
    case ..<1_048_576: fixed(Double(count) / 1024, digits: 1) + " KiB"
    default: fixed(Double(count) / 1_048_576, digits: 1) + " MiB"
    }
  }

  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(width - displayWidth(text), 0))
  }

  static func leading(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(width - displayWidth(text), 0)) + text
  }

  /// The beginning of a text in exactly so many columns, with an ellipsis where it was cut. Control characters become spaces.
  static func excerpt(_ text: String, width: Int) -> String {
    let visible = String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
    if displayWidth(visible) <= width { return padded(visible, to: width) }
    var (result, used) = ("", 0)
    for character in visible {
      let columns = displayWidth(String(character))
      if used + columns > width - 1 { break }
      result.append(character)
      used += columns
    }
    return padded(result + "…", to: width)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .control }

  /// How many columns a terminal gives a text: two for an ideograph or an emoji, none for a mark that joins the character before it.
  static func displayWidth(_ text: String) -> Int {
    text.reduce(0) { $0 + displayWidth($1) }
  }

  private static func displayWidth(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.isASCII && scalars.count == 1 { return 1 }
    if first.properties.isEmojiPresentation || scalars.contains("\u{FE0F}") { return 2 }
    switch first.properties.generalCategory {
    case .format, .nonspacingMark, .enclosingMark: return 0
    default: return wideRanges.contains { $0 ~= first.value } ? 2 : 1
    }
  }

  /// The blocks of wide characters (Unicode Standard Annex 11), without emoji: Hangul, kana, ideographs and full-width forms.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]
}
