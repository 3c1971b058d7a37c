public import TesseraShapes

/// A file that breaks a rule of its format, that the system does not give or take, or that does not hold what was asked for.
///
/// Its description is one sentence: the file, the tensor, the byte, the rule and what was found.
public struct FormatError: Error, Hashable, Sendable {
  /// Which rule was broken, by what.
  public let reason: Reason
  /// Where the fault begins, when it has a place.
  public internal(set) var position: Position?
  /// The tensor that was being read or written, when it is known.
  public internal(set) var tensor: String?
  /// The path of the file; nil when the bytes came from memory.
  public internal(set) var file: String?

  init(_ reason: Reason, at position: Int? = nil, tensor: String? = nil, file: String? = nil) {
    self.reason = reason
    self.position = position.map { .file($0) }
    self.tensor = tensor
    self.file = file
  }

  /// The same error with the file it is about.
  func inFile(_ file: String?) -> FormatError {
    var error = self
    error.file = file
    return error
  }

  /// The same error with the tensor it is about.
  func inTensor(_ tensor: String) -> FormatError {
    var error = self
    error.tensor = tensor
    return error
  }

  /// The same error of a tensor that was found while its uncompressed member was read.
  func inMember(_ tensor: String) -> FormatError {
    var error = inTensor(tensor)
    if case .file(let byte) = position { error.position = .member(byte) }
    return error
  }

  /// A byte, counted from 0.
  public enum Position: Hashable, Sendable {
    /// A byte of the file.
    case file(Int)
    /// A byte of a member of an archive, after decompression.
    case member(Int)
  }

  /// A part of a file.
  public enum Part: Hashable, Sendable {
    /// What a file begins with.
    case signature
    /// The number that says how long the header is.
    case headerLength
    /// The header.
    case header
    /// The elements.
    case elements
    /// The end record of an archive, and its 64-bit form.
    case directoryEnd, directoryEnd64
    /// The list of the members of an archive, an entry of it, and what an entry carries in addition.
    case directory, directoryEntry, extraField
    /// What precedes and follows the bytes of a member.
    case localHeader, dataDescriptor
    /// The bytes of a member, as they are stored.
    case member
    /// The name of a member.
    case memberName
  }

  /// The bytes that a part begins with.
  public enum Signature: Hashable, Sendable {
    /// An npy file.
    case npy
    /// The 64-bit end record of an archive.
    case directoryEnd64
    /// An entry of the directory of an archive.
    case directoryEntry
    /// A member of an archive.
    case localHeader

    /// The bytes.
    public var bytes: [UInt8] {
      switch self {
      case .npy: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]
      case .directoryEnd64: [0x50, 0x4B, 0x06, 0x06]
      case .directoryEntry: [0x50, 0x4B, 0x01, 0x02]
      case .localHeader: [0x50, 0x4B, 0x03, 0x04]
      }
    }
  }

  /// A field that stands in the directory of an archive and again at the member.
  public enum MemberField: Hashable, Sendable {
    /// The member's name.
    case name
    /// How it is compressed.
    case method
    /// Whether it is encrypted.
    case encryption
    /// The checksum.
    case checksum
    /// The compressed and the uncompressed size.
    case sizes
  }

  /// What was asked of the system.
  public enum SystemCall: Hashable, Sendable {
    /// Opening a file that exists.
    case open
    /// Asking for its size.
    case status
    /// Reading from it.
    case read
    /// Creating the temporary file beside the path.
    case create
    /// Writing to it.
    case write
    /// Putting it in the place of the path.
    case rename
  }

  /// The rules, each with what broke it.
  public enum Reason: Hashable, Sendable {
    /// The system refused, with the number of its reason (`errno`).
    case system(SystemCall, code: Int32)
    /// A path that leads to a folder, a device or a pipe.
    case notRegularFile
    /// Memory that the system does not give.
    case outOfMemory(byteCount: Int)

    /// A part that needs more bytes than there are.
    case truncated(Part, byteCount: UInt64, available: Int)
    /// A part that does not begin as it must.
    case signature(Signature, found: [UInt8])
    /// Bytes after the end.
    case trailingBytes(count: Int)
    /// Text that is not UTF-8.
    case notUTF8(Part)
    /// A header that does not follow its grammar; nil is its end.
    case syntax(expected: String, found: UInt8?)
    /// A number that does not fit 63 bits.
    case numberTooLarge
    /// A header that nests more levels than any file needs.
    case nesting(limit: Int)
    /// A key or a name that came before.
    case duplicateKey(String)
    /// A key that must be there.
    case missingKey(String)
    /// A key that must not be there.
    case unknownKey(String)
    /// A header or directory that is longer than any file needs.
    case tooLong(Part, byteCount: UInt64, limit: Int)
    /// A version of the format that is not known.
    case version(major: UInt8, minor: UInt8)
    /// An element type that the format does not have, or that no tensor can hold.
    case unknownElementType(String)
    /// More axes than are supported.
    case rank(Int, limit: Int)
    /// More elements than can be counted.
    case tooManyElements([Int])
    /// A byte that is neither false nor true.
    case bool(UInt8)

    /// A byte range that is not two numbers.
    case offsetCount(Int)
    /// A byte range that ends before it begins.
    case reversedRange(begin: Int, end: Int)
    /// A byte range that leaves a hole behind the one before it, or overlaps it.
    case rangeBegin(expected: Int, found: Int)
    /// A byte range that has another size than the shape.
    case rangeSize(shape: [Int], type: String, expected: Int, found: Int)
    /// A tensor of elements smaller than a byte that does not end with a byte.
    case partialByte(shape: [Int], type: String)
    /// Byte ranges that do not cover the data to its end.
    case dataSize(expected: Int, found: Int)

    /// An archive without its end record.
    case noDirectoryEnd
    /// An archive in several files.
    case severalDisks
    /// A directory that does not end where its end record begins.
    case directoryRange(begin: UInt64, byteCount: UInt64, end: Int)
    /// A directory with another number of entries than it says.
    case memberCount(expected: UInt64, found: Int)
    /// A member that needs a password.
    case encrypted
    /// A member that is compressed in another way than deflate.
    case compressionMethod(UInt16)
    /// A 64-bit number that must be in the extra field and is not.
    case missing64BitSize
    /// A member whose two descriptions differ.
    case localHeader(MemberField)
    /// A member that shares bytes with another one.
    case overlap(with: String)
    /// A member whose bytes have another checksum.
    case checksum(expected: UInt32, found: UInt32)
    /// A member whose trailing description differs.
    case dataDescriptor
    /// A member that is not a deflate stream.
    case deflate
    /// A member that has another size than the directory says.
    case memberSize(expected: Int, found: Int)
    /// A deflate stream that gives more than the directory says.
    case memberTooLarge(expected: Int)

    /// A name that the file does not have.
    case noSuchTensor(String, available: [String])
    /// A tensor of another type than was asked for.
    case elementType(expected: ElementType, found: ElementType)
    /// A name that cannot be written.
    case invalidName
  }
}
