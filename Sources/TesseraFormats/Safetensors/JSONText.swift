// JSON (RFC 8259) as the header of a safetensors file needs it: strings, whole numbers, and values that are stepped over.
// Nothing here recurses, so that no header can exhaust the stack.

/// An object or array whose end has not come yet.
private struct OpenBracket {
  let isObject: Bool
  /// Those of an object so far.
  var keys: Set<ExactName> = []
}

extension HeaderScanner {
  /// How deep a value may nest that is stepped over.
  static let maximumNesting = 64

  /// Reads an object: the closure is called at each value, with its key, and must step over the value. A key that comes twice is an error.
  mutating func jsonObject(
    _ body: (_ key: String, _ keyPosition: Int, inout HeaderScanner) throws(FormatError) -> Void
  ) throws(FormatError) {
    try expect("{")
    if take("}") { return }
    var keys: Set<ExactName> = []
    repeat {
      _ = peek()
      let keyPosition = position
      let key = try jsonKey(&keys)
      try body(key, keyPosition, &self)
    } while take(",")
    guard take("}") else { throw unexpected("`,` or `}`") }
  }

  /// Reads an array of whole numbers.
  mutating func jsonWholeNumbers() throws(FormatError) -> [Int] {
    try expect("[")
    if take("]") { return [] }
    var numbers: [Int] = []
    repeat { numbers.append(try wholeNumber()) } while take(",")
    guard take("]") else { throw unexpected("`,` or `]`") }
    return numbers
  }

  /// Steps over one value of any kind.
  mutating func skipJSONValue() throws(FormatError) {
    var open: [OpenBracket] = []
    repeat {
      guard let byte = peek() else { throw unexpected("a value") }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if open.count == Self.maximumNesting { throw FormatError(.nesting(limit: Self.maximumNesting), at: position) }
        advance()
        if byte == UInt8(ascii: "{") {
          if take("}") { break }
          open.append(OpenBracket(isObject: true))
          _ = try jsonKey(&open[open.count - 1].keys)
        } else {
          if take("]") { break }
          open.append(OpenBracket(isObject: false))
        }
        continue
      case UInt8(ascii: "\""): _ = try jsonString()
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try skipJSONNumber()
      default:
        guard take(word: "true") || take(word: "false") || take(word: "null") else { throw unexpected("a value") }
      }
      try closeJSONBrackets(&open)
    } while !open.isEmpty
  }

  /// What follows a value: closing brackets, then the comma (and the key) of the next value or the end of the outermost one.
  private mutating func closeJSONBrackets(_ open: inout [OpenBracket]) throws(FormatError) {
    while let last = open.indices.last {
      if open[last].isObject {
        if take(",") {
          // In place: a copy of the keys for each key would make a long object take hours.
          _ = try jsonKey(&open[last].keys)
          return
        }
        guard take("}") else { throw unexpected("`,` or `}`") }
      } else {
        if take(",") { return }
        guard take("]") else { throw unexpected("`,` or `]`") }
      }
      open.removeLast()
    }
  }

  /// A key and its colon.
  private mutating func jsonKey(_ keys: inout Set<ExactName>) throws(FormatError) -> String {
    _ = peek()
    let start = position
    let key = try jsonString()
    guard keys.insert(ExactName(key)).inserted else { throw FormatError(.duplicateKey(key), at: start) }
    try expect(":")
    return key
  }

  /// A string. The text must be UTF-8 as a whole.
  mutating func jsonString() throws(FormatError) -> String {
    guard take("\"") else { throw unexpected("a string in double quotes") }
    var text: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw unexpected("a character (control characters are escaped)") }
      advance()
      if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: Array(String(try jsonEscape()).utf8))
      } else {
        text.append(byte)
      }
    }
    guard take("\"") else { throw unexpected("a closing quote") }
    return String(decoding: text, as: UTF8.self)
  }

  /// The character that an escape stands for, after its backslash.
  private mutating func jsonEscape() throws(FormatError) -> Unicode.Scalar {
    let expected = "an escape (one of \" \\ / b f n r t u)"
    guard let byte = next else { throw unexpected(expected) }
    let simple: Unicode.Scalar? =
      switch UnicodeScalar(byte) {
      case "\"", "\\", "/": UnicodeScalar(byte)
      case "b": "\u{8}"
      case "f": "\u{C}"
      case "n": "\n"
      case "r": "\r"
      case "t": "\t"
      default: nil
      }
    if let simple {
      advance()
      return simple
    }
    guard byte == UInt8(ascii: "u") else { throw unexpected(expected) }
    advance()
    let first = try hexadecimalUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // A character beyond 16 bits is two escapes, the second from DC00 to DFFF.
    guard first < 0xDC00, take(word: "\\u") else { throw unexpected("two escapes that make one character") }
    let second = try hexadecimalUnit()
    guard 0xDC00...0xDFFF ~= second,
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + UInt32(second) - 0xDC00)
    else { throw unexpected("two escapes that make one character") }
    return scalar
  }

  private mutating func hexadecimalUnit() throws(FormatError) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
        throw unexpected("four hexadecimal digits")
      }
      value = value << 4 | UInt16(digit)
      advance()
    }
    return value
  }

  /// Steps over `-12.5e+3`.
  private mutating func skipJSONNumber() throws(FormatError) {
    _ = take(word: "-")
    if !take(word: "0") { try skipDigits() }
    if take(word: ".") { try skipDigits() }
    if take(word: "e") || take(word: "E") {
      _ = take(word: "+") || take(word: "-")
      try skipDigits()
    }
  }

  private mutating func skipDigits() throws(FormatError) {
    guard let byte = next, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { throw unexpected("a digit") }
    while let byte = next, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { advance() }
  }
}

extension String {
  /// The text as a JSON string in quotes.
  var jsonLiteral: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
