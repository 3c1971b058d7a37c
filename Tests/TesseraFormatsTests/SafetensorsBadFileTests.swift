import Testing

@testable import TesseraFormats

/// One file for each rule of the safetensors format.
@Suite struct SafetensorsBadFileTests {
  @Test(arguments: lengths + grammar + entries + ranges) func aBrokenRuleIsAnError(file: BadFile) {
    #expect(throws: file.error) { try Safetensors(bytes: file.bytes) }
  }

  @Test func everyTruncationIsAnError() throws {
    let file = safetensorsFile(#"{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}"#, data: [1, 2, 3])
    for count in file.indices {
      #expect(throws: FormatError.self) { try Safetensors(bytes: Array(file[..<count])) }
    }
  }

  @Test func aBoolThatIsNeitherFalseNorTrueIsAnError() throws {
    let header = #"{"a":{"dtype":"BOOL","shape":[3],"data_offsets":[0,3]}}"#
    let file = try Safetensors(bytes: safetensorsFile(header, data: [0, 1, 255]))
    #expect(throws: FormatError(.bool(255), at: 8 + header.utf8.count + 2, tensor: "a")) { try file.tensor(named: "a") }
  }

  private static let lengths = [
    BadFile("nothing", [], .truncated(.headerLength, byteCount: 8, available: 0), at: 0),
    BadFile("half a length", [1, 0, 0], .truncated(.headerLength, byteCount: 8, available: 3), at: 0),
    BadFile("a length of 0", safetensorsFile(""), .syntax(expected: "`{`", found: nil), at: 8),
    BadFile(
      "a length of 2^64 - 1", safetensorsFile("{}", length: .max),
      .tooLong(.header, byteCount: .max, limit: 100_000_000), at: 0),
    BadFile(
      "a length of 2^63", safetensorsFile("{}", length: 1 << 63),
      .tooLong(.header, byteCount: 1 << 63, limit: 100_000_000), at: 0),
    BadFile(
      "a length of 100,000,001", safetensorsFile("{}", length: 100_000_001),
      .tooLong(.header, byteCount: 100_000_001, limit: 100_000_000), at: 0),
    BadFile(
      "a length beyond the end", safetensorsFile("{}", length: 3), .truncated(.header, byteCount: 3, available: 2),
      at: 8),
  ]

  /// A file that is bad at a byte of its header.
  private static func header(
    _ text: String, _ reason: FormatError.Reason, at position: Int, tensor: String? = nil, data: [UInt8] = []
  ) -> BadFile {
    BadFile(text, safetensorsFile(text, data: data), reason, at: 8 + position, tensor: tensor)
  }

  private static func syntax(
    _ text: String, _ expected: String, found: Unicode.Scalar?, at position: Int, tensor: String? = nil
  ) -> BadFile {
    header(text, .syntax(expected: expected, found: found.map { UInt8(ascii: $0) }), at: position, tensor: tensor)
  }

  private static let deep = String(repeating: "[", count: 65)

  private static let grammar = [
    BadFile(
      "bad UTF-8", safetensorsFile("").patched(at: 0, with: [4]) + [0x7B, 0x22, 0xC3, 0x28], .notUTF8(.header), at: 10),
    BadFile(
      "an encoded surrogate", safetensorsFile("").patched(at: 0, with: [5]) + [0x7B, 0x22, 0xED, 0xA0, 0x80],
      .notUTF8(.header), at: 10),
    syntax(" {}", "`{`", found: " ", at: 0),
    syntax("[]", "`{`", found: "[", at: 0),
    syntax("{", "a string in double quotes", found: nil, at: 1),
    syntax("{'a'", "a string in double quotes", found: "'", at: 1),
    syntax("{\"a", "a closing quote", found: nil, at: 3),
    syntax("{\"a\n", "a character (control characters are escaped)", found: "\n", at: 3),
    syntax("{\"\\x\"}", "an escape (one of \" \\ / b f n r t u)", found: "x", at: 3),
    syntax("{\"\\", "an escape (one of \" \\ / b f n r t u)", found: nil, at: 3),
    syntax("{\"\\u12g4\"}", "four hexadecimal digits", found: "g", at: 6),
    syntax("{\"\\ud800\"}", "two escapes that make one character", found: "\"", at: 8),
    syntax("{\"\\ud800\\u0041\"}", "two escapes that make one character", found: "\"", at: 14),
    syntax("{\"\\udc00\\udc00\"}", "two escapes that make one character", found: "\\", at: 8),
    syntax("{\"a\" 1}", "`:`", found: "1", at: 5),
    syntax("{\"a\":1}", "`{`", found: "1", at: 5, tensor: "a"),
    syntax("{\"__metadata__\":{\"a\":1}}", "a string in double quotes", found: "1", at: 21),
    syntax("{\"__metadata__\":{},}", "a string in double quotes", found: "}", at: 19),
    syntax("{\"__metadata__\":{} 1", "`,` or `}`", found: "1", at: 19),
    syntax("{} {", "nothing but padding", found: "{", at: 3),
    header("{\"__metadata__\":{},\"__metadata__\":{}}", .duplicateKey("__metadata__"), at: 19),
    header("{\"__metadata__\":{\"\":\"\",\"\":\"\"}}", .duplicateKey(""), at: 23),
    header("{\"a\":{\"x\":\(deep)", .nesting(limit: 64), at: 74, tensor: "a"),
    syntax("{\"a\":{\"x\":", "a value", found: nil, at: 10, tensor: "a"),
    syntax("{\"a\":{\"x\":nul}}", "a value", found: "n", at: 10, tensor: "a"),
    syntax("{\"a\":{\"x\":[1,]}}", "a value", found: "]", at: 13, tensor: "a"),
    syntax("{\"a\":{\"x\":[1 2]}}", "`,` or `]`", found: "2", at: 13, tensor: "a"),
    syntax("{\"a\":{\"x\":{\"y\":1 2}}}", "`,` or `}`", found: "2", at: 17, tensor: "a"),
    syntax("{\"a\":{\"x\":-}}", "a digit", found: "}", at: 11, tensor: "a"),
    syntax("{\"a\":{\"x\":1.}}", "a digit", found: "}", at: 12, tensor: "a"),
    syntax("{\"a\":{\"x\":1e+}}", "a digit", found: "}", at: 13, tensor: "a"),
    syntax("{\"a\":{\"x\":01}}", "`,` or `}`", found: "1", at: 11, tensor: "a"),
    header("{\"a\":{\"x\":{\"y\":1,\"y\":2}}}", .duplicateKey("y"), at: 17, tensor: "a"),
  ]

  private static func tensor(_ fields: String, _ reason: FormatError.Reason, at position: Int) -> BadFile {
    header("{\"a\":{\(fields)}}", reason, at: position, tensor: "a", data: [1, 2, 3, 4])
  }

  private static let entries = [
    tensor("", .missingKey("dtype"), at: 1),
    tensor("\"dtype\":\"U8\"", .missingKey("shape"), at: 1),
    tensor("\"dtype\":\"U8\",\"shape\":[4]", .missingKey("data_offsets"), at: 1),
    tensor("\"dtype\":\"U8\",\"dtype\":\"U8\"", .duplicateKey("dtype"), at: 19),
    tensor("\"dtype\":\"F128\"", .unknownElementType("F128"), at: 14),
    tensor("\"dtype\":\"f32\"", .unknownElementType("f32"), at: 14),
    tensor("\"shape\":[-1]", .syntax(expected: "a whole number", found: UInt8(ascii: "-")), at: 15),
    tensor("\"shape\":[1.5]", .syntax(expected: "`,` or `]`", found: UInt8(ascii: ".")), at: 16),
    tensor("\"shape\":[1e3]", .syntax(expected: "`,` or `]`", found: UInt8(ascii: "e")), at: 16),
    tensor("\"shape\":[18446744073709551615]", .numberTooLarge, at: 15),
    tensor("\"shape\":[\(Array(repeating: "1", count: 65).joined(separator: ","))]", .rank(65, limit: 64), at: 14),
    tensor("\"data_offsets\":[0]", .offsetCount(1), at: 21),
    tensor("\"data_offsets\":[0,1,2]", .offsetCount(3), at: 21),
    tensor("\"data_offsets\":[4,0]", .reversedRange(begin: 4, end: 0), at: 21),
    tensor(
      "\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,4]",
      .rangeSize(shape: [5], type: "U8", expected: 5, found: 4), at: 1),
    tensor(
      "\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,4]",
      .rangeSize(shape: [], type: "F64", expected: 8, found: 4), at: 1),
    tensor(
      "\"dtype\":\"U8\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]",
      .tooManyElements([1 << 32, 1 << 32]), at: 1),
    // Fits in the file's BF16, but not as Float.
    tensor(
      "\"dtype\":\"BF16\",\"shape\":[288230376151711744],\"data_offsets\":[0,576460752303423488]",
      .tooManyElements([1 << 58]), at: 1),
    tensor("\"dtype\":\"F4\",\"shape\":[3],\"data_offsets\":[0,1]", .partialByte(shape: [3], type: "F4"), at: 1),
  ]

  private static func two(_ first: ClosedRange<Int>, _ second: ClosedRange<Int>) -> String {
    [("a", first), ("b", second)].map { name, range in
      "\"\(name)\":{\"dtype\":\"U8\",\"shape\":[\(range.count - 1)],"
        + "\"data_offsets\":[\(range.lowerBound),\(range.upperBound)]}"
    }.joined(separator: ",")
  }

  private static func ranges(
    _ first: ClosedRange<Int>, _ second: ClosedRange<Int>, _ reason: FormatError.Reason, of tensor: String?
  ) -> BadFile {
    let text = "{\(two(first, second))}"
    let secondEntry = two(first, second).utf8.count / 2 + 2
    let position = tensor.map { $0 == "a" ? 1 : secondEntry } ?? 0
    return header(text, reason, at: position, tensor: tensor, data: [1, 2, 3, 4])
  }

  private static let ranges = [
    ranges(0...2, 1...4, .rangeBegin(expected: 2, found: 1), of: "b"),
    ranges(0...4, 0...4, .rangeBegin(expected: 4, found: 0), of: "b"),
    ranges(0...1, 2...4, .rangeBegin(expected: 1, found: 2), of: "b"),
    ranges(1...2, 2...4, .rangeBegin(expected: 0, found: 1), of: "a"),
    BadFile(
      "a hole at the end", safetensorsFile("{\(two(0...1, 1...3))}", data: [1, 2, 3, 4]),
      .dataSize(expected: 3, found: 4), at: 8 + two(0...1, 1...3).utf8.count + 2 + 3),
    BadFile(
      "an end beyond the file", safetensorsFile("{\(two(0...1, 1...5))}", data: [1, 2, 3, 4]),
      .dataSize(expected: 5, found: 4), at: 8 + two(0...1, 1...5).utf8.count + 2 + 4),
    BadFile(
      "a petabyte", safetensorsFile("{\(two(0...1, 1...1 << 50))}", data: [1, 2, 3, 4]),
      .dataSize(expected: 1 << 50, found: 4), at: 8 + two(0...1, 1...1 << 50).utf8.count + 2 + 4),
    BadFile("bytes without tensors", safetensorsFile("{}", data: [1]), .dataSize(expected: 0, found: 1), at: 10),
  ]
}
