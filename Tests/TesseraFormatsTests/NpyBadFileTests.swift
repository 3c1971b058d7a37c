import Testing

@testable import TesseraFormats

/// One file for each rule of the npy format.
@Suite struct NpyBadFileTests {
  private static let good = "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }"

  @Test(arguments: prefixes + dictionaries + elements) func aBrokenRuleIsAnError(file: BadFile) {
    #expect(throws: file.error) { try Npy.read(bytes: file.bytes.span.bytes) }
  }

  @Test func everyTruncationIsAnError() throws {
    let file = npyFile(Self.good, data: [1, 2, 3])
    for count in file.indices {
      #expect(throws: FormatError.self) { try Npy.read(bytes: Array(file[..<count]).span.bytes) }
    }
  }

  private static let prefixes = [
    BadFile("nothing", [], .truncated(.signature, byteCount: 8, available: 0), at: 0),
    BadFile("half a signature", [0x93, 0x4E], .truncated(.signature, byteCount: 8, available: 2), at: 0),
    BadFile(
      "another signature", Array("PK\u{3}\u{4}\0\0\0\0".utf8), .signature(.npy, found: [0x50, 0x4B, 3, 4, 0, 0]), at: 0),
    BadFile("version 0", npyFile(good, version: [0, 0]), .version(major: 0, minor: 0), at: 6),
    BadFile("version 4", npyFile(good, version: [4, 0]), .version(major: 4, minor: 0), at: 6),
    BadFile("version 1.1", npyFile(good, version: [1, 1]), .version(major: 1, minor: 1), at: 6),
    BadFile(
      "no length", npyFile("", version: [2, 0], length: [1]), .truncated(.headerLength, byteCount: 4, available: 1),
      at: 8
    ),
    BadFile(
      "a length beyond the end", npyFile(good, length: [0xFF, 0xFF]),
      .truncated(.header, byteCount: 65535, available: good.utf8.count), at: 10),
    BadFile(
      "a length of 2^32 - 1", npyFile(good, version: [3, 0], length: [0xFF, 0xFF, 0xFF, 0xFF]),
      .tooLong(.header, byteCount: 0xFFFF_FFFF, limit: 1 << 20), at: 8),
    BadFile(
      "bad UTF-8", npyFile("{'descr': '|u1", version: [3, 0], length: [15, 0, 0, 0]) + [0xC3],
      .notUTF8(.header), at: 26),
  ]

  /// A file that is bad at a byte of its dictionary.
  private static func dictionary(_ text: String, _ reason: FormatError.Reason, at position: Int) -> BadFile {
    BadFile(text, npyFile(text, data: [1, 2, 3]), reason, at: 10 + position)
  }

  private static func syntax(
    _ text: String, _ expected: String, found: Unicode.Scalar?, at position: Int
  ) -> BadFile {
    dictionary(text, .syntax(expected: expected, found: found.map { UInt8(ascii: $0) }), at: position)
  }

  private static let dictionaries = [
    syntax("", "`{`", found: nil, at: 0),
    syntax("[]", "`{`", found: "[", at: 0),
    dictionary("{}", .missingKey("descr"), at: 0),
    dictionary("{'descr': '|u1'}", .missingKey("fortran_order"), at: 0),
    dictionary("{'descr': '|u1', 'fortran_order': True}", .missingKey("shape"), at: 0),
    dictionary("{'descr': '|u1', 'descr': '|u1'}", .duplicateKey("descr"), at: 17),
    dictionary("{'order': True}", .unknownKey("order"), at: 1),
    syntax("{1: 2}", "a key in quotes", found: "1", at: 1),
    syntax("{'descr", "a closing quote", found: nil, at: 7),
    syntax("{'de\\x73cr': 1}", "a plain ASCII character", found: "\\", at: 4),
    syntax("{'descr' '|u1'}", "`:`", found: "'", at: 9),
    syntax("{'fortran_order': 1}", "True or False", found: "1", at: 18),
    syntax("{'shape': 3}", "`(`", found: "3", at: 10),
    syntax("{'shape': (3)}", "`,`", found: ")", at: 12),
    syntax("{'shape': (2, 3]}", "`,` or `)`", found: "]", at: 15),
    syntax("{'shape': (-3,)}", "a whole number", found: "-", at: 11),
    syntax("{'shape': (03,)}", "a whole number without leading zeros", found: "3", at: 12),
    syntax("{'shape': (,)}", "a whole number", found: ",", at: 11),
    syntax("{'descr': '|u1' 'shape'}", "`,` or `}`", found: "'", at: 16),
    syntax("{'descr': '|u1'", "`,` or `}`", found: nil, at: 15),
    syntax(good + "x", "nothing but padding", found: "x", at: good.utf8.count),
    dictionary("{'shape': (9223372036854775808,)}", .numberTooLarge, at: 11),
    dictionary("{'descr': '|O'}", .unknownElementType("|O"), at: 10),
    dictionary("{'descr': '<u4'}", .unknownElementType("<u4"), at: 10),
    dictionary("{'descr': 'f4'}", .unknownElementType("f4"), at: 10),
    dictionary("{'descr': '|f4'}", .unknownElementType("|f4"), at: 10),
    dictionary("{'descr': ''}", .unknownElementType(""), at: 10),
    dictionary("{'descr': [('a', '<f4')]}", .unknownElementType("a structured type"), at: 10),
    dictionary(
      "{'shape': (\(String(repeating: "1,", count: 65)))}", .rank(65, limit: 64), at: 9),
  ]

  /// A file with this shape, of bytes or of Double, and these elements.
  private static func shaped(
    _ shape: String, of type: String = "|u1", _ data: [UInt8], _ reason: FormatError.Reason, after count: Int
  ) -> BadFile {
    let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape)}"
    return BadFile(
      "\(shape) of \(type)", npyFile(text, data: data), reason, at: 10 + text.utf8.count + count)
  }

  private static let elements = [
    shaped("(3,)", [1, 2], .truncated(.elements, byteCount: 3, available: 2), after: 0),
    shaped("(3,)", [1, 2, 3, 4, 5], .trailingBytes(count: 2), after: 3),
    shaped("(0, 3)", [1], .trailingBytes(count: 1), after: 0),
    shaped("()", of: "<f8", [], .truncated(.elements, byteCount: 8, available: 0), after: 0),
    shaped("(3,)", of: "|b1", [0, 1, 2], .bool(2), after: 2),
    // A petabyte, and more than can be counted.
    shaped("(140737488355328,)", of: "<f8", [1], .truncated(.elements, byteCount: 1 << 50, available: 1), after: 0),
    shaped("(4611686018427387904, 4)", [], .tooManyElements([1 << 62, 4]), after: 0),
    shaped("(4611686018427387904,)", of: "<f8", [], .tooManyElements([1 << 62]), after: 0),
  ]
}
