import TesseraShapes

/// The header of an npy file: a signature, a version, a length, and a Python dictionary with three keys, padded.
///
/// Source: the documentation of `numpy.lib.format`, versions 1.0 to 3.0.
struct NpyHeader {
  /// Longer ones can only describe structured types, which no tensor holds.
  static let maximumByteCount = 1 << 20

  var elements: StoredElements
  /// Where the elements begin.
  var dataPosition: Int

  /// Reads the header from the start of the source.
  init(from source: some ByteSource) throws(FormatError) {
    let signature = FormatError.Signature.npy.bytes
    let start = try source.bytes(at: 0, count: signature.count + 2, for: .signature)
    guard start.starts(with: signature) else {
      throw FormatError(.signature(.npy, found: Array(start.prefix(signature.count))), at: 0)
    }
    let (major, minor) = (start[6], start[7])
    guard 1...3 ~= major, minor == 0 else { throw FormatError(.version(major: major, minor: minor), at: 6) }

    // Version 1 has two bytes for the length, later ones four; version 3 is version 2 in UTF-8.
    let lengthBytes = try source.bytes(at: 8, count: major == 1 ? 2 : 4, for: .headerLength)
    let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= Self.maximumByteCount else {
      throw FormatError(.tooLong(.header, byteCount: UInt64(length), limit: Self.maximumByteCount), at: 8)
    }
    let position = 8 + lengthBytes.count
    let text = try source.bytes(at: position, count: length, for: .header)
    if major == 3 { try requireUTF8(text, at: position, .header) }
    var scanner = HeaderScanner(text, at: position)
    elements = try scanner.npyDictionary()
    dataPosition = position + length
  }
}

extension HeaderScanner {
  /// `{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }`, keys in any order.
  fileprivate mutating func npyDictionary() throws(FormatError) -> StoredElements {
    let start = position
    var type: (ElementType, isBigEndian: Bool)?
    var isColumnMajor: Bool?
    var extents: [Int]?
    try expect("{")
    while !take("}") {
      _ = peek()
      let keyPosition = position
      let key = try pythonString("a key in quotes")
      try expect(":")
      switch key {
      case "descr" where type == nil: type = try elementDescription()
      case "fortran_order" where isColumnMajor == nil: isColumnMajor = try pythonBool()
      case "shape" where extents == nil: extents = try pythonTuple()
      case "descr", "fortran_order", "shape": throw FormatError(.duplicateKey(key), at: keyPosition)
      default: throw FormatError(.unknownKey(key), at: keyPosition)
      }
      if !take(",") {
        guard take("}") else { throw unexpected("`,` or `}`") }
        break
      }
    }
    try expectEnd()
    guard let type else { throw FormatError(.missingKey("descr"), at: start) }
    guard let isColumnMajor else { throw FormatError(.missingKey("fortran_order"), at: start) }
    guard let extents else { throw FormatError(.missingKey("shape"), at: start) }
    return StoredElements(
      type: .element(type.0), extents: extents, isBigEndian: type.isBigEndian, isColumnMajor: isColumnMajor)
  }

  /// A string in single or double quotes. No key and no element type has an escape, so that none is read.
  private mutating func pythonString(_ expected: String) throws(FormatError) -> String {
    guard let quote = peek(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      throw unexpected(expected)
    }
    advance()
    var text: [UInt8] = []
    while let byte = next, byte != quote {
      guard 0x20...0x7E ~= byte, byte != UInt8(ascii: "\\") else { throw unexpected("a plain ASCII character") }
      text.append(byte)
      advance()
    }
    if next == nil { throw unexpected("a closing quote") }
    advance()
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func pythonBool() throws(FormatError) -> Bool {
    skipWhitespace()
    if take(word: "True") { return true }
    if take(word: "False") { return false }
    throw unexpected("True or False")
  }

  /// `()`, `(3,)`, `(2, 3)`. An `L` behind a number is from Python 2.
  private mutating func pythonTuple() throws(FormatError) -> [Int] {
    let start = position
    var extents: [Int] = []
    try expect("(")
    while !take(")") {
      extents.append(try wholeNumber())
      _ = take(word: "L")
      let isClosed = !take(",")
      if isClosed {
        // (3) is a number in parentheses.
        guard extents.count > 1, take(")") else { throw unexpected(extents.count > 1 ? "`,` or `)`" : "`,`") }
        break
      }
    }
    guard extents.count <= StoredElements.maximumRank else {
      throw FormatError(.rank(extents.count, limit: StoredElements.maximumRank), at: start)
    }
    return extents
  }

  /// A byte order, a kind and a size: `<f4`, `>i8`, `|b1`.
  private mutating func elementDescription() throws(FormatError) -> (ElementType, isBigEndian: Bool) {
    _ = peek()
    let start = position
    // Structured types are lists of fields.
    if next == UInt8(ascii: "[") || next == UInt8(ascii: "(") {
      throw FormatError(.unknownElementType("a structured type"), at: start)
    }
    let text = try pythonString("an element type in quotes")
    guard let order = text.first, "<>|".contains(order), let type = ElementType(npyCode: String(text.dropFirst())),
      order != "|" || type.byteCount == 1
    else { throw FormatError(.unknownElementType(text), at: start) }
    return (type, order == ">")
  }
}

extension ElementType {
  /// NumPy's kind and size in bytes.
  var npyCode: String {
    switch self {
    case .float16: "f2"
    case .float32: "f4"
    case .float64: "f8"
    case .int8: "i1"
    case .int32: "i4"
    case .int64: "i8"
    case .uint8: "u1"
    case .bool: "b1"
    }
  }

  init?(npyCode: String) {
    guard let type = Self.allCases.first(where: { $0.npyCode == npyCode }) else { return nil }
    self = type
  }
}
