/// A position in the text of a header, and the steps that both grammars share (the Python literal of npy and JSON).
struct HeaderScanner {
  let bytes: [UInt8]
  /// The position of the text in the file.
  let base: Int
  private(set) var index = 0

  init(_ bytes: [UInt8], at base: Int) {
    self.bytes = bytes
    self.base = base
  }

  /// The position in the file.
  var position: Int { base + index }

  /// The byte at the position, nil at the end.
  var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// Steps over one byte.
  mutating func advance() { index += 1 }

  mutating func skipWhitespace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  /// The first byte that is no whitespace, nil at the end.
  mutating func peek() -> UInt8? {
    skipWhitespace()
    return next
  }

  /// Steps over this character, and whitespace before it, if it is the next one.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  /// Steps over this character, and whitespace before it.
  mutating func expect(_ character: Unicode.Scalar) throws(FormatError) {
    guard take(character) else { throw unexpected("`\(character)`") }
  }

  /// Steps over this word if it comes next.
  mutating func take(word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard length <= bytes.count - index else { return false }
    for offset in 0..<length where bytes[index + offset] != word.utf8Start[offset] { return false }
    index += length
    return true
  }

  /// A whole number that is not negative, in decimal digits without leading zeros.
  mutating func wholeNumber() throws(FormatError) -> Int {
    skipWhitespace()
    let start = index
    var value = 0
    while let byte = next, 0x30 <= byte, byte <= 0x39 {
      if index == start + 1, value == 0 { throw unexpected("a whole number without leading zeros") }
      let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = shifted.addingReportingOverflow(Int(byte - 0x30))
      if overflow || carry { throw FormatError(.numberTooLarge, at: base + start) }
      value = sum
      index += 1
    }
    if index == start { throw unexpected("a whole number") }
    return value
  }

  /// The end of the text after whitespace.
  mutating func expectEnd() throws(FormatError) {
    if peek() != nil { throw unexpected("nothing but padding") }
  }

  /// The error that something else stands here.
  func unexpected(_ expected: String) -> FormatError {
    FormatError(.syntax(expected: expected, found: next), at: position)
  }
}

/// Throws at the first byte that is not UTF-8.
func requireUTF8(_ bytes: [UInt8], at position: Int, _ part: FormatError.Part) throws(FormatError) {
  do throws(UTF8.ValidationError) {
    _ = try UTF8Span(validating: bytes.span)
  } catch {
    throw FormatError(.notUTF8(part), at: position + error.byteOffsets.lowerBound)
  }
}
