import TesseraGraph
import Testing

@testable import TesseraFormats

/// One file for each rule of the npz format. Each is a good archive with some bytes changed.
@Suite struct NpzBadFileTests {
  @Test func brokenRulesOfTheEndRecordAreErrors() throws {
    let good = try Archive.plain(compressed: false)
    let end = good.position(of: ZipSignature.directoryEnd)
    let begin = good.position(of: ZipSignature.directoryEntry)
    let size = end - begin
    check([
      BadFile("nothing", [], .noDirectoryEnd, at: 0),
      BadFile("an npy file", try Archive.member([1]), .noDirectoryEnd, at: 129 - 22),
      BadFile("without its last byte", good.dropLast(), .noDirectoryEnd, at: good.count - 23),
      BadFile("trailing garbage", good + [0], .noDirectoryEnd, at: good.count - 21),
      BadFile("two disks", good.patched(at: end + 4, with: [1]), .severalDisks, at: end + 4),
      BadFile("members elsewhere", good.patched(at: end + 8, with: [1]), .severalDisks, at: end + 4),
      BadFile(
        "too many members", good.patched(at: end + 8, with: [3, 0, 3, 0]), .memberCount(expected: 3, found: 2), at: end),
      BadFile(
        "too few members", good.patched(at: end + 8, with: [1, 0, 1, 0]), .memberCount(expected: 1, found: 2), at: end),
      BadFile(
        "a directory beyond the end", good.patched(at: end + 16, with: [0xFF, 0xFF, 0xFF, 0x7F]),
        .directoryRange(begin: 0x7FFF_FFFF, byteCount: UInt64(size), end: end), at: end + 12),
      BadFile(
        "a directory that is too long", good.patched(at: end + 12, with: [0xFF, 0xFF, 0xFF, 0xFF]),
        .directoryRange(begin: UInt64(begin), byteCount: 0xFFFF_FFFF, end: end), at: end + 12),
      BadFile(
        "something in front of the archive", [0] + good,
        .directoryRange(begin: UInt64(begin), byteCount: UInt64(size), end: end + 1), at: end + 13),
    ])
  }

  @Test func brokenRulesOfThe64BitEndRecordAreErrors() throws {
    let good = try Archive.plain(compressed: false, fieldLimit: 0)
    let record = good.position(of: ZipSignature.directoryEnd64)
    let locator = good.position(of: ZipSignature.directoryEnd64Locator)
    let end = good.position(of: ZipSignature.directoryEnd)
    let begin = good.position(of: ZipSignature.directoryEntry)
    check([
      BadFile("two disks", good.patched(at: locator + 16, with: [2]), .severalDisks, at: locator + 4),
      BadFile(
        "a record at 2^64 - 1", good.patched(at: locator + 8, with: Array(repeating: 0xFF, count: 8)),
        .truncated(.directoryEnd64, byteCount: 56, available: 0), at: locator + 8),
      BadFile(
        "a record in its locator", good.patched(at: locator + 8, with: littleEndianBytes(UInt64(locator - 55))),
        .truncated(.directoryEnd64, byteCount: 56, available: 55), at: locator + 8),
      BadFile(
        "no record", good.patched(at: record, with: [0]),
        .signature(.directoryEnd64, found: [0, 0x4B, 6, 6]), at: record),
      BadFile(
        "a record of another length", good.patched(at: record + 4, with: [45]),
        .truncated(.directoryEnd64, byteCount: 45, available: 44), at: record + 4),
      BadFile(
        "a directory at 2^64 - 1", good.patched(at: record + 48, with: Array(repeating: 0xFF, count: 8)),
        .directoryRange(begin: .max, byteCount: UInt64(record - begin), end: record), at: end + 12),
      BadFile(
        "2^64 - 1 members", good.patched(at: record + 24, with: Array(repeating: 0xFF, count: 16)),
        .memberCount(expected: .max, found: 2), at: end),
    ])
  }

  @Test func brokenRulesOfTheDirectoryAreErrors() throws {
    let good = try Archive.plain(compressed: false)
    let a = good.position(of: ZipSignature.directoryEntry)
    let b = good.position(of: ZipSignature.directoryEntry, occurrence: 1)
    let end = good.position(of: ZipSignature.directoryEnd)
    let local = good.position(of: ZipSignature.localHeader, occurrence: 1)
    check([
      BadFile("no entry", good.patched(at: a, with: [0]), .signature(.directoryEntry, found: [0, 0x4B, 1, 2]), at: a),
      BadFile(
        "a name beyond the end", good.patched(at: b + 28, with: [0xFF, 0xFF]),
        .truncated(.directoryEntry, byteCount: 46 + 65535, available: end - b), at: b),
      BadFile(
        "half an entry", good.patched(at: a + 32, with: [1]),
        .signature(.directoryEntry, found: [0x4B, 1, 2, 20]), at: b + 1),
      BadFile("bad UTF-8", good.patched(at: a + 46, with: [0xFF]), .notUTF8(.memberName), at: a + 46),
      BadFile("a name twice", good.patched(at: b + 46, with: [0x61]), .duplicateKey("a.npy"), at: b),
      BadFile("encryption", good.patched(at: a + 8, with: [1]), .encrypted, at: a + 8, tensor: "a.npy"),
      BadFile(
        "another method", good.patched(at: a + 10, with: [12]), .compressionMethod(12), at: a + 10, tensor: "a.npy"),
      BadFile(
        "two sizes of a stored member", good.patched(at: a + 20, with: [1, 0]),
        .memberSize(expected: 131, found: 1), at: a + 20, tensor: "a.npy"),
      BadFile(
        "a full size without 64 bits", good.patched(at: a + 24, with: [0xFF, 0xFF, 0xFF, 0xFF]), .missing64BitSize,
        at: a + 24, tensor: "a.npy"),
      BadFile(
        "a member beyond the end", good.patched(at: a + 42, with: [0, 0, 0, 0x7F]),
        .truncated(.localHeader, byteCount: 30, available: 0), at: 0x7F00_0000, tensor: "a.npy"),
      BadFile(
        "a member in the middle of another", good.patched(at: b + 42, with: [40, 0, 0, 0]),
        .signature(.localHeader, found: Array(good[40..<44])), at: 40, tensor: "b.npy"),
      BadFile(
        "a member in the directory", good.patched(at: b + 42, with: littleEndianBytes(UInt32(a))),
        .signature(.localHeader, found: [0x50, 0x4B, 1, 2]), at: a, tensor: "b.npy"),
      // The entries of both members lead to the second one.
      BadFile(
        "two members in one place",
        good.patched(at: a + 42, with: littleEndianBytes(UInt32(local)))
          .patched(at: a + 16, with: Array(good[b + 16..<b + 28])),
        .localHeader(.name), at: local + 30, tensor: "a.npy"),
    ])
  }

  @Test func brokenRulesOfTheExtraFieldAreErrors() throws {
    let good = try Archive.plain(compressed: true, fieldLimit: 0)
    let a = good.position(of: ZipSignature.directoryEntry)
    let extra = a + 46 + 5
    check([
      BadFile("another field", good.patched(at: extra, with: [2]), .missing64BitSize, at: a + 24, tensor: "a.npy"),
      BadFile(
        "a field that is too long", good.patched(at: extra + 2, with: [25]),
        .truncated(.extraField, byteCount: 25, available: 24), at: extra + 4, tensor: "a.npy"),
      BadFile(
        "a field that is too short", good.patched(at: extra, with: [2, 0, 23, 0]),
        .truncated(.extraField, byteCount: 4, available: 1), at: extra + 27, tensor: "a.npy"),
      BadFile(
        "two values of three", good.patched(at: extra + 2, with: [16]), .missing64BitSize, at: a + 42, tensor: "a.npy"),
      BadFile(
        "a size of 2^64 - 1", good.patched(at: extra + 4, with: Array(repeating: 0xFF, count: 8)), .numberTooLarge,
        at: a + 24, tensor: "a.npy"),
      BadFile(
        "a position of 2^63 - 1",
        good.patched(at: extra + 20, with: Array(repeating: 0xFF, count: 7) + [0x7F]),
        .truncated(.localHeader, byteCount: 30, available: 0), at: .max, tensor: "a.npy"),
    ])
  }

  @Test func brokenRulesOfTheLocalHeaderAreErrors() throws {
    let good = try Archive.plain(compressed: false)
    let b = good.position(of: ZipSignature.localHeader, occurrence: 1)
    let entry = good.position(of: ZipSignature.directoryEntry, occurrence: 1)
    let directory = good.position(of: ZipSignature.directoryEntry)
    func bad(_ name: String, _ offset: Int, _ bytes: [UInt8], _ reason: FormatError.Reason, at place: Int? = nil)
      -> BadFile
    {
      BadFile(name, good.patched(at: b + offset, with: bytes), reason, at: b + (place ?? offset), tensor: "b.npy")
    }
    let full = littleEndianBytes(UInt32(5000))
    check([
      bad("no header", 0, [0], .signature(.localHeader, found: [0, 0x4B, 3, 4])),
      bad("encryption", 6, [1], .localHeader(.encryption)),
      bad("another method", 8, [8], .localHeader(.method)),
      bad("another checksum", 14, [good[b + 14] ^ 1], .localHeader(.checksum)),
      bad("another compressed size", 18, [0], .localHeader(.sizes)),
      bad("another size", 22, [0], .localHeader(.sizes), at: 18),
      bad("another name", 30, [0x61], .localHeader(.name)),
      bad("a shorter name", 26, [4], .localHeader(.name), at: 30),
      bad(
        "an extra field beyond the end", 28, [0xFF, 0xFF],
        .truncated(.localHeader, byteCount: 5 + 65535, available: good.count - b - 30), at: 30),
      BadFile(
        "bytes beyond the directory",
        good.patched(at: b + 18, with: full + full).patched(at: entry + 20, with: full + full),
        .truncated(.member, byteCount: 5000, available: directory - b - 35), at: b + 35, tensor: "b.npy"),
      BadFile(
        "an overlap",
        good.patched(at: 18, with: littleEndianBytes(UInt32(132)) + littleEndianBytes(UInt32(132)))
          .patched(at: directory + 20, with: littleEndianBytes(UInt32(132)) + littleEndianBytes(UInt32(132))),
        .overlap(with: "a.npy"), at: b, tensor: "b.npy"),
    ])
    var described = try Archive.withDescriptor(isWide: false, hasSignature: true)
    described[described.position(of: ZipSignature.dataDescriptor) + 8] ^= 1
    check([BadFile("another descriptor", described, .dataDescriptor, at: 35 + 131, tensor: "a.npy")])
  }

  @Test func brokenMembersAreErrorsWhenTheyAreAskedFor() throws {
    let stored = try Archive.plain(compressed: false)
    let deflated = try Archive.plain(compressed: true)
    let entry = deflated.position(of: ZipSignature.directoryEntry)
    let size = Int(deflated.number(UInt32.self, at: entry + 20))
    let checksum = stored.number(UInt32.self, at: 14)
    let changed = stored.patched(at: 35 + 130, with: [7])
    let found = Array(changed[35..<35 + 131]).withUnsafeBytes { zipChecksum($0) }
    /// Another uncompressed size, in both places.
    func sized(_ count: UInt32) -> [UInt8] {
      deflated.patched(at: 22, with: littleEndianBytes(count)).patched(at: entry + 24, with: littleEndianBytes(count))
    }
    check(
      [
        BadFile("another byte", changed, .checksum(expected: checksum, found: found), at: 35, tensor: "a"),
        BadFile("no deflate stream", deflated.patched(at: 35, with: [0xFF]), .deflate, at: 36, tensor: "a"),
        BadFile("more than the size", sized(130), .memberTooLarge(expected: 130), at: 35, tensor: "a"),
        BadFile("less than the size", sized(132), .memberSize(expected: 132, found: 131), at: 35, tensor: "a"),
        BadFile("4 GiB", sized(.max - 1), .memberSize(expected: Int(UInt32.max) - 1, found: 131), at: 35, tensor: "a"),
        BadFile("no bytes", sized(0), .memberTooLarge(expected: 0), at: 35, tensor: "a"),
      ], reading: "a")

    // The stream of the first member is cut, or followed by other bytes; the next member tells where it should end.
    var shorter = deflated.patched(at: 18, with: [UInt8(size - 1)]).patched(at: entry + 20, with: [UInt8(size - 1)])
    check([BadFile("a stream without its end", shorter, .deflate, at: 35 + size - 1, tensor: "a")], reading: "a")
    shorter = try Archive.plain(compressed: true, fieldLimit: 0)
    let wide = shorter.position(of: ZipSignature.directoryEntry)
    let petabyte = littleEndianBytes(UInt64(1) << 50)
    shorter = shorter.patched(at: 39, with: petabyte).patched(at: wide + 55, with: petabyte)
    check(
      [BadFile("a petabyte", shorter, .memberSize(expected: 1 << 50, found: 131), at: 55, tensor: "a")], reading: "a")
  }

  @Test func aMemberThatIsNoNpyFileIsAnErrorWithItsOwnPositions() throws {
    var archive = try Archive.plain(compressed: false)
    archive[35 + 6] = 9
    let checksum = littleEndianBytes(Array(archive[35..<35 + 131]).withUnsafeBytes { zipChecksum($0) })
    let entry = archive.position(of: ZipSignature.directoryEntry)
    archive = archive.patched(at: 14, with: checksum).patched(at: entry + 16, with: checksum)
    check(
      [BadFile("version 9", archive, .version(major: 9, minor: 0), at: 6, tensor: "a", inMember: true)], reading: "a")
    #expect(try Npz(bytes: archive).tensor(named: "b", as: UInt8.self).elements == [4])
  }

  @Test(arguments: [false, true]) func everyTruncationIsAnError(compressed: Bool) throws {
    let archive = try Archive.plain(compressed: compressed)
    for count in archive.indices {
      #expect(throws: FormatError.self) { try Npz(bytes: Array(archive[..<count])) }
    }
  }

  private func check(_ files: [BadFile], reading name: String? = nil) {
    for file in files {
      #expect(throws: file.error, "\(file.name)") {
        let archive = try Npz(bytes: file.bytes)
        if let name { _ = try archive.tensor(named: name) }
      }
    }
  }
}
