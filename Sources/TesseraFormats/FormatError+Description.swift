// All wording of format errors.

import Glibc
import TesseraShapes

extension FormatError: CustomStringConvertible {
  /// One sentence: file, tensor, byte, rule, and what was found.
  public var description: String {
    let place = [tensor.map { "tensor \(quoted($0))" }, position?.description].compactMap { $0 }.joined(separator: ", ")
    return [file, place.isEmpty ? nil : place, reason.description].compactMap { $0 }.joined(separator: ": ")
  }
}

extension FormatError.Position: CustomStringConvertible {
  /// The byte, and of what when that is not the file.
  public var description: String {
    switch self {
    case .file(let byte): "byte \(byte)"
    case .member(let byte): "byte \(byte) of the uncompressed member"
    }
  }
}

extension FormatError.Reason: CustomStringConvertible {
  /// The rule and what broke it.
  public var description: String {
    switch self {
    case .system(let call, let code):
      "the file could not be \(call.participle): \(String(cString: strerror(code)))"
    case .notRegularFile:
      "the path must lead to a file, not to a folder, a device or a pipe"
    case .outOfMemory(let byteCount):
      "the system did not give the \(byteCount) bytes of memory that are needed"
    case .truncated(let part, let byteCount, let available):
      "\(part) needs \(byteCount) \(byteCount == 1 ? "byte" : "bytes"); \(available) \(available == 1 ? "is" : "are") left"
    case .signature(let expected, let found):
      "\(expected.part) must begin with the bytes \(expected.bytes.hexadecimal); found \(found.hexadecimal)"
    case .trailingBytes(let count):
      "nothing may follow the elements; found \(count) more \(count == 1 ? "byte" : "bytes")"
    case .notUTF8(let part):
      "\(part) must be UTF-8; found a byte that is not"
    case .syntax(let expected, let found):
      "expected \(expected); found \(found.map(characterText) ?? "the end of the header")"
    case .numberTooLarge:
      "a number must fit 63 bits; found a larger one"
    case .nesting(let limit):
      "the header must nest at most \(limit) levels; found more"
    case .duplicateKey(let key):
      "every key may be given once; \(quoted(key)) was given again"
    case .missingKey(let key):
      "the key \(quoted(key)) must be given; found none"
    case .unknownKey(let key):
      "the keys must be \"descr\", \"fortran_order\" and \"shape\"; found \(quoted(key))"
    case .tooLong(let part, let byteCount, let limit):
      "\(part) must have at most \(limit) bytes; it says it has \(byteCount)"
    case .version(let major, let minor):
      "the version must be 1.0, 2.0 or 3.0; found \(major).\(minor)"
    case .unknownElementType(let name):
      """
      the element type must be one that a tensor can hold (Float16, Float, Double, Int8, Int32, Int64, UInt8, Bool); \
      found \(quoted(name))
      """
    case .rank(let rank, let limit):
      "a tensor must have at most \(limit) axes; found \(rank)"
    case .tooManyElements(let shape):
      "the bytes of a tensor must fit 63 bits; shape \(shape) has more"
    case .bool(let byte):
      "a Bool must be stored as 0 or 1; found \(byte)"
    case .offsetCount(let count):
      "data_offsets must be two numbers, begin and end; found \(count)"
    case .reversedRange(let begin, let end):
      "data_offsets must not end before they begin; found [\(begin), \(end)]"
    case .rangeBegin(let expected, let found):
      found < expected
        ? "data_offsets must begin at \(expected), where the tensor before ends; found \(found), which overlaps it"
        : "data_offsets must begin at \(expected), where the tensor before ends; found \(found), which leaves a hole"
    case .rangeSize(let shape, let type, let expected, let found):
      "shape \(shape) of \(type) needs \(expected) bytes; data_offsets span \(found)"
    case .partialByte(let shape, let type):
      "a tensor must take whole bytes; shape \(shape) of \(type) does not"
    case .dataSize(let expected, let found):
      "the tensors describe \(expected) bytes of data; found \(found)"
    case .noDirectoryEnd:
      "an npz file must end with a zip end record; found none"
    case .severalDisks:
      "an npz file must be one file; found an archive of several disks"
    case .directoryRange(let begin, let byteCount, let end):
      """
      the central directory must end at byte \(end), where its end record begins; it says it has \(byteCount) bytes from \
      byte \(begin) on
      """
    case .memberCount(let expected, let found):
      "the end record counts \(expected) members; the central directory has \(found)"
    case .encrypted:
      "members must not be encrypted; this one is"
    case .compressionMethod(let method):
      "members must be stored (method 0) or deflated (method 8); found method \(method)"
    case .missing64BitSize:
      "a 32-bit field that is full must have its 64-bit value in the extra field; found none"
    case .localHeader(let field):
      "the header of a member must repeat the central directory; \(field.text) differs"
    case .overlap(let name):
      "members must not overlap; this one shares bytes with \(quoted(name))"
    case .checksum(let expected, let found):
      "the CRC-32 of the member must be \(expected.hexadecimal); its bytes have \(found.hexadecimal)"
    case .dataDescriptor:
      "the data descriptor of a member must repeat its checksum and sizes; this one differs"
    case .deflate:
      "the member must be one deflate stream that ends with it; found other bytes"
    case .memberSize(let expected, let found):
      "the member must have \(expected) bytes, as the central directory says; found \(found)"
    case .memberTooLarge(let expected):
      "the member must have \(expected) bytes, as the central directory says; found more"
    case .noSuchTensor(let name, let available):
      "there is no tensor \(quoted(name)); the file has \(listText(available))"
    case .elementType(let expected, let found):
      "elements of type \(expected) were asked for; found \(found)"
    case .invalidName:
      "a name must be one that the format can hold and that no other tensor of the file has; this one is not"
    }
  }
}

extension FormatError.Part: CustomStringConvertible {
  /// The part, with its article.
  public var description: String {
    switch self {
    case .signature: "the file"
    case .headerLength: "the length of the header"
    case .header: "the header"
    case .elements: "the data"
    case .directoryEnd: "the zip end record"
    case .directoryEnd64: "the zip64 end record"
    case .directory: "the central directory"
    case .directoryEntry: "an entry of the central directory"
    case .extraField: "the extra field"
    case .localHeader: "the header of the member"
    case .dataDescriptor: "the data descriptor of the member"
    case .member: "the member"
    case .memberName: "the name of the member"
    }
  }
}

extension FormatError.Signature {
  /// The part that it begins.
  fileprivate var part: FormatError.Part {
    switch self {
    case .npy: .signature
    case .directoryEnd64: .directoryEnd64
    case .directoryEntry: .directoryEntry
    case .localHeader: .localHeader
    }
  }
}

extension FormatError.MemberField {
  fileprivate var text: String {
    switch self {
    case .name: "the name"
    case .method: "the compression method"
    case .encryption: "the encryption"
    case .checksum: "the checksum"
    case .sizes: "a size"
    }
  }
}

extension FormatError.SystemCall {
  fileprivate var participle: String {
    switch self {
    case .open: "opened"
    case .status: "examined"
    case .read: "read"
    case .create: "created"
    case .write: "written"
    case .rename: "put in place"
    }
  }
}

/// A name in quotes, on one line and of bounded length, whatever a file says.
private func quoted(_ name: String) -> String {
  let limit = 80
  var text = ""
  for scalar in name.unicodeScalars.prefix(limit) { text += scalar.escaped(asASCII: false) }
  return "\"" + text + (name.unicodeScalars.count > limit ? "...\"" : "\"")
}

private func characterText(_ byte: UInt8) -> String {
  0x20 < byte && byte < 0x7F ? "`\(Character(UnicodeScalar(byte)))`" : "the byte \([byte].hexadecimal)"
}

private func listText(_ names: [String]) -> String {
  let limit = 12
  if names.isEmpty { return "none" }
  let shown = names.prefix(limit).map(quoted).joined(separator: ", ")
  return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
}

extension [UInt8] {
  /// Two digits a byte: `50 4b 05 06`.
  fileprivate var hexadecimal: String {
    map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}

extension UInt32 {
  fileprivate var hexadecimal: String {
    let digits = String(self, radix: 16)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
