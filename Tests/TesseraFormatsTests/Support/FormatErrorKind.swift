import TesseraFormats

/// A rule of `FormatError` without what it carries. The switch is exhaustive: a rule that is new does not compile here.
enum FormatErrorKind: String, CaseIterable {
  case system, notRegularFile, outOfMemory, truncated, signature, trailingBytes, notUTF8, syntax
  case numberTooLarge, nesting, duplicateKey, missingKey, unknownKey, tooLong, version, unknownElementType
  case rank, tooManyElements, bool, offsetCount, reversedRange, rangeBegin, rangeSize, partialByte, dataSize
  case noDirectoryEnd, severalDisks, directoryRange, memberCount, encrypted, compressionMethod
  case missing64BitSize, localHeader, overlap, checksum, dataDescriptor, deflate, memberSize, memberTooLarge
  case noSuchTensor, elementType, invalidName

  init(_ reason: FormatError.Reason) {
    self =
      switch reason {
      case .system: .system
      case .notRegularFile: .notRegularFile
      case .outOfMemory: .outOfMemory
      case .truncated: .truncated
      case .signature: .signature
      case .trailingBytes: .trailingBytes
      case .notUTF8: .notUTF8
      case .syntax: .syntax
      case .numberTooLarge: .numberTooLarge
      case .nesting: .nesting
      case .duplicateKey: .duplicateKey
      case .missingKey: .missingKey
      case .unknownKey: .unknownKey
      case .tooLong: .tooLong
      case .version: .version
      case .unknownElementType: .unknownElementType
      case .rank: .rank
      case .tooManyElements: .tooManyElements
      case .bool: .bool
      case .offsetCount: .offsetCount
      case .reversedRange: .reversedRange
      case .rangeBegin: .rangeBegin
      case .rangeSize: .rangeSize
      case .partialByte: .partialByte
      case .dataSize: .dataSize
      case .noDirectoryEnd: .noDirectoryEnd
      case .severalDisks: .severalDisks
      case .directoryRange: .directoryRange
      case .memberCount: .memberCount
      case .encrypted: .encrypted
      case .compressionMethod: .compressionMethod
      case .missing64BitSize: .missing64BitSize
      case .localHeader: .localHeader
      case .overlap: .overlap
      case .checksum: .checksum
      case .dataDescriptor: .dataDescriptor
      case .deflate: .deflate
      case .memberSize: .memberSize
      case .memberTooLarge: .memberTooLarge
      case .noSuchTensor: .noSuchTensor
      case .elementType: .elementType
      case .invalidName: .invalidName
      }
  }
}
