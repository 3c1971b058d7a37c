import TesseraShapes

/// The header of a safetensors file: a length of 8 bytes, and a JSON object with one entry a tensor.
///
/// Source: the format section of the project's README, and the rules that the reference implementation checks.
struct SafetensorsHeader {
  /// The limit of the reference implementation.
  static let maximumByteCount = 100_000_000
  static let metadataKey = "__metadata__"

  struct Entry: Sendable {
    var name: String
    var type: SafetensorsType
    var extents: [Int]
    /// Where the elements lie in the file.
    var range: Range<Int>
    /// Where the header says so.
    var headerPosition: Int
  }

  /// In the order of their elements.
  var entries: [Entry] = []
  var metadata: [String: String] = [:]

  /// Reads the header and checks that the tensors cover the rest of the source without holes and overlaps.
  init(from source: some ByteSource) throws(FormatError) {
    let lengthBytes = try source.bytes(at: 0, count: 8, for: .headerLength)
    let length = lengthBytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= Self.maximumByteCount else {
      throw FormatError(.tooLong(.header, byteCount: length, limit: Self.maximumByteCount), at: 0)
    }
    let text = try source.bytes(at: 8, count: Int(length), for: .header)
    try requireUTF8(text, at: 8, .header)
    var scanner = HeaderScanner(text, at: 8)
    // The format asks for the bracket as the very first byte.
    guard scanner.next == UInt8(ascii: "{") else { throw scanner.unexpected("`{`") }
    try scanner.jsonObject { key, position, scanner throws(FormatError) in
      if key == Self.metadataKey {
        try readMetadata(&scanner)
      } else {
        do throws(FormatError) {
          try entries.append(Self.entry(key, &scanner, at: position))
        } catch {
          throw error.inTensor(key)
        }
      }
    }
    try scanner.expectEnd()
    try checkRanges(dataBegin: 8 + Int(length), end: source.byteCount)
  }

  private mutating func readMetadata(_ scanner: inout HeaderScanner) throws(FormatError) {
    try scanner.jsonObject { key, _, scanner throws(FormatError) in metadata[key] = try scanner.jsonString() }
  }

  /// The value of one entry; its range still counts from the start of the data.
  private static func entry(
    _ name: String, _ scanner: inout HeaderScanner, at position: Int
  ) throws(FormatError) -> Entry {
    var type: SafetensorsType?
    var extents: [Int]?
    var offsets: [Int]?
    try scanner.jsonObject { key, _, scanner throws(FormatError) in
      _ = scanner.peek()
      let start = scanner.position
      switch key {
      case "dtype":
        let text = try scanner.jsonString()
        type = SafetensorsType.all[text]
        if type == nil { throw FormatError(.unknownElementType(text), at: start) }
      case "shape":
        let numbers = try scanner.jsonWholeNumbers()
        guard numbers.count <= StoredElements.maximumRank else {
          throw FormatError(.rank(numbers.count, limit: StoredElements.maximumRank), at: start)
        }
        extents = numbers
      case "data_offsets":
        let numbers = try scanner.jsonWholeNumbers()
        guard numbers.count == 2 else { throw FormatError(.offsetCount(numbers.count), at: start) }
        guard numbers[0] <= numbers[1] else {
          throw FormatError(.reversedRange(begin: numbers[0], end: numbers[1]), at: start)
        }
        offsets = numbers
      default:
        // The reference implementation steps over keys that it does not know.
        try scanner.skipJSONValue()
      }
    }
    guard let type else { throw FormatError(.missingKey("dtype"), at: position) }
    guard let extents else { throw FormatError(.missingKey("shape"), at: position) }
    guard let offsets else { throw FormatError(.missingKey("data_offsets"), at: position) }
    guard let bitCount = type.bitCount(of: extents) else { throw FormatError(.tooManyElements(extents), at: position) }
    guard bitCount % 8 == 0 else { throw FormatError(.partialByte(shape: extents, type: type.name), at: position) }
    let range = offsets[0]..<offsets[1]
    guard bitCount / 8 == range.count else {
      throw FormatError(
        .rangeSize(shape: extents, type: type.name, expected: bitCount / 8, found: range.count), at: position)
    }
    return Entry(name: name, type: type, extents: extents, range: range, headerPosition: position)
  }

  /// Every tensor begins where the one before ends, and the last one ends with the file.
  private mutating func checkRanges(dataBegin: Int, end: Int) throws(FormatError) {
    entries.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    let dataSize = end - dataBegin
    var expected = 0
    for entry in entries {
      guard entry.range.lowerBound == expected else {
        throw FormatError(
          .rangeBegin(expected: expected, found: entry.range.lowerBound), at: entry.headerPosition, tensor: entry.name)
      }
      expected = entry.range.upperBound
    }
    guard expected == dataSize else {
      throw FormatError(.dataSize(expected: expected, found: dataSize), at: dataBegin + min(expected, dataSize))
    }
    // No range ends behind the file now, so that no sum overflows.
    for index in entries.indices {
      let range = entries[index].range
      entries[index].range = (dataBegin + range.lowerBound)..<(dataBegin + range.upperBound)
    }
  }
}
