import Testing

@testable import TesseraFormats

/// All wording, one sentence an error.
@Suite struct FormatErrorTests {
  @Test(arguments: sentences) func theSentenceIs(reason: FormatError.Reason, sentence: String) {
    #expect(FormatError(reason).description == sentence)
  }

  @Test func thePlaceComesFirst() {
    let error = FormatError(.bool(2), at: 130, tensor: "w", file: "/data/model.npz")
    #expect(error.description == "/data/model.npz: tensor \"w\", byte 130: a Bool must be stored as 0 or 1; found 2")
    #expect(
      error.inMember("w").description
        == "/data/model.npz: tensor \"w\", byte 130 of the uncompressed member: a Bool must be stored as 0 or 1; found 2"
    )
    #expect(
      FormatError(.bool(2), file: "x.npy").description == "x.npy: a Bool must be stored as 0 or 1; found 2")
  }

  @Test func namesFromFilesStayOnOneLineAndShort() {
    let name = "a\n\u{1B}[31m\"" + String(repeating: "b", count: 1000)
    let text = FormatError(.duplicateKey(name)).description
    #expect(
      text == "every key may be given once; \"a\\n\\u{1B}[31m\\\"" + String(repeating: "b", count: 72)
        + "...\" was given again")
  }

  @Test func longListsOfNamesAreShortened() {
    let text = FormatError(.noSuchTensor("x", available: (0..<15).map(String.init))).description
    #expect(
      text == """
        there is no tensor "x"; the file has "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11" and 3 more
        """)
  }

  private static let sentences: [(FormatError.Reason, String)] = [
    (.system(.open, code: 2), "the file could not be opened: No such file or directory"),
    (.system(.status, code: 5), "the file could not be examined: Input/output error"),
    (.system(.read, code: 5), "the file could not be read: Input/output error"),
    (.system(.create, code: 13), "the file could not be created: Permission denied"),
    (.system(.write, code: 28), "the file could not be written: No space left on device"),
    (.system(.rename, code: 18), "the file could not be put in place: Invalid cross-device link"),
    (.notRegularFile, "the path must lead to a file, not to a folder, a device or a pipe"),
    (.outOfMemory(byteCount: 99), "the system did not give the 99 bytes of memory that are needed"),
    (.truncated(.signature, byteCount: 8, available: 0), "the file needs 8 bytes; 0 are left"),
    (.truncated(.headerLength, byteCount: 2, available: 1), "the length of the header needs 2 bytes; 1 is left"),
    (.truncated(.header, byteCount: 1, available: 0), "the header needs 1 byte; 0 are left"),
    (.truncated(.elements, byteCount: 48, available: 40), "the data needs 48 bytes; 40 are left"),
    (.truncated(.directoryEnd, byteCount: 22, available: 2), "the zip end record needs 22 bytes; 2 are left"),
    (.truncated(.directoryEnd64, byteCount: 56, available: 2), "the zip64 end record needs 56 bytes; 2 are left"),
    (.truncated(.directory, byteCount: 50, available: 2), "the central directory needs 50 bytes; 2 are left"),
    (
      .truncated(.directoryEntry, byteCount: 46, available: 2),
      "an entry of the central directory needs 46 bytes; 2 are left"
    ),
    (.truncated(.extraField, byteCount: 4, available: 2), "the extra field needs 4 bytes; 2 are left"),
    (.truncated(.localHeader, byteCount: 30, available: 2), "the header of the member needs 30 bytes; 2 are left"),
    (
      .truncated(.dataDescriptor, byteCount: 12, available: 2),
      "the data descriptor of the member needs 12 bytes; 2 are left"
    ),
    (.truncated(.member, byteCount: 131, available: 2), "the member needs 131 bytes; 2 are left"),
    (
      .signature(.npy, found: [0x50, 0x4B, 3, 4, 0, 0]),
      "the file must begin with the bytes 93 4e 55 4d 50 59; found 50 4b 03 04 00 00"
    ),
    (
      .signature(.directoryEnd64, found: [0, 0, 0, 0]),
      "the zip64 end record must begin with the bytes 50 4b 06 06; found 00 00 00 00"
    ),
    (
      .signature(.directoryEntry, found: [0, 0, 0, 0]),
      "an entry of the central directory must begin with the bytes 50 4b 01 02; found 00 00 00 00"
    ),
    (
      .signature(.localHeader, found: [0, 0, 0, 0]),
      "the header of the member must begin with the bytes 50 4b 03 04; found 00 00 00 00"
    ),
    (.trailingBytes(count: 1), "nothing may follow the elements; found 1 more byte"),
    (.trailingBytes(count: 2), "nothing may follow the elements; found 2 more bytes"),
    (.notUTF8(.header), "the header must be UTF-8; found a byte that is not"),
    (.notUTF8(.memberName), "the name of the member must be UTF-8; found a byte that is not"),
    (.syntax(expected: "`{`", found: 0x5B), "expected `{`; found `[`"),
    (.syntax(expected: "a whole number", found: 0x0A), "expected a whole number; found the byte 0a"),
    (.syntax(expected: "`,` or `]`", found: nil), "expected `,` or `]`; found the end of the header"),
    (.numberTooLarge, "a number must fit 63 bits; found a larger one"),
    (.nesting(limit: 64), "the header must nest at most 64 levels; found more"),
    (.duplicateKey("shape"), "every key may be given once; \"shape\" was given again"),
    (.missingKey("shape"), "the key \"shape\" must be given; found none"),
    (.unknownKey("order"), "the keys must be \"descr\", \"fortran_order\" and \"shape\"; found \"order\""),
    (
      .tooLong(.header, byteCount: .max, limit: 100_000_000),
      "the header must have at most 100000000 bytes; it says it has 18446744073709551615"
    ),
    (.version(major: 4, minor: 1), "the version must be 1.0, 2.0 or 3.0; found 4.1"),
    (
      .unknownElementType("<u2"),
      """
      the element type must be one that a tensor can hold (Float16, Float, Double, Int8, Int32, Int64, UInt8, Bool); \
      found "<u2"
      """
    ),
    (.rank(65, limit: 64), "a tensor must have at most 64 axes; found 65"),
    (
      .tooManyElements([1 << 62, 4]), "the bytes of a tensor must fit 63 bits; shape [4611686018427387904, 4] has more"
    ),
    (.bool(2), "a Bool must be stored as 0 or 1; found 2"),
    (.offsetCount(3), "data_offsets must be two numbers, begin and end; found 3"),
    (.reversedRange(begin: 4, end: 0), "data_offsets must not end before they begin; found [4, 0]"),
    (
      .rangeBegin(expected: 4, found: 0),
      "data_offsets must begin at 4, where the tensor before ends; found 0, which overlaps it"
    ),
    (
      .rangeBegin(expected: 4, found: 5),
      "data_offsets must begin at 4, where the tensor before ends; found 5, which leaves a hole"
    ),
    (
      .rangeSize(shape: [2, 3], type: "F32", expected: 24, found: 20),
      "shape [2, 3] of F32 needs 24 bytes; data_offsets span 20"
    ),
    (.partialByte(shape: [3], type: "F4"), "a tensor must take whole bytes; shape [3] of F4 does not"),
    (.dataSize(expected: 24, found: 20), "the tensors describe 24 bytes of data; found 20"),
    (.noDirectoryEnd, "an npz file must end with a zip end record; found none"),
    (.severalDisks, "an npz file must be one file; found an archive of several disks"),
    (
      .directoryRange(begin: 7, byteCount: 9, end: 20),
      """
      the central directory must end at byte 20, where its end record begins; it says it has 9 bytes from byte 7 on
      """
    ),
    (.memberCount(expected: 3, found: 2), "the end record counts 3 members; the central directory has 2"),
    (.encrypted, "members must not be encrypted; this one is"),
    (.compressionMethod(12), "members must be stored (method 0) or deflated (method 8); found method 12"),
    (.missing64BitSize, "a 32-bit field that is full must have its 64-bit value in the extra field; found none"),
    (
      .localHeader(.name), "the header of a member must repeat the central directory; the name differs"
    ),
    (
      .localHeader(.method),
      "the header of a member must repeat the central directory; the compression method differs"
    ),
    (.localHeader(.encryption), "the header of a member must repeat the central directory; the encryption differs"),
    (.localHeader(.checksum), "the header of a member must repeat the central directory; the checksum differs"),
    (.localHeader(.sizes), "the header of a member must repeat the central directory; a size differs"),
    (.overlap(with: "a.npy"), "members must not overlap; this one shares bytes with \"a.npy\""),
    (
      .checksum(expected: 0xAB, found: 0xFFFF_FFFF),
      "the CRC-32 of the member must be 0x000000ab; its bytes have 0xffffffff"
    ),
    (.dataDescriptor, "the data descriptor of a member must repeat its checksum and sizes; this one differs"),
    (.deflate, "the member must be one deflate stream that ends with it; found other bytes"),
    (
      .memberSize(expected: 131, found: 130),
      "the member must have 131 bytes, as the central directory says; found 130"
    ),
    (.memberTooLarge(expected: 131), "the member must have 131 bytes, as the central directory says; found more"),
    (.noSuchTensor("x", available: []), "there is no tensor \"x\"; the file has none"),
    (.noSuchTensor("x", available: ["a", "b"]), "there is no tensor \"x\"; the file has \"a\", \"b\""),
    (.elementType(expected: .float32, found: .float64), "elements of type Float were asked for; found Double"),
    (
      .invalidName,
      "a name must be one that the format can hold and that no other tensor of the file has; this one is not"
    ),
  ]
}
