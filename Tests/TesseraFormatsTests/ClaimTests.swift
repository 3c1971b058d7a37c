import Glibc
import Testing

@testable import TesseraFormats

/// A file that says that it is large takes no memory before its bytes are seen.
@Suite struct ClaimTests {
  /// The claims that a short file makes, each with what must be thrown.
  private static let petabyte = 1 << 50

  @Test func aPetabyteIsRefusedByTheRuleThatItBreaks() throws {
    let npy = npyFile("{'descr': '|u1', 'fortran_order': True, 'shape': (1125899906842624, )}", data: [1, 2])
    #expect(reason { _ = try Npy.read(bytes: npy.span.bytes) } == "the data needs \(Self.petabyte) bytes; 2 are left")
    let header = #"{"a":{"dtype":"U8","shape":[1125899906842624],"data_offsets":[0,1125899906842624]}}"#
    #expect(
      reason { _ = try Safetensors(bytes: safetensorsFile(header, data: [1, 2])) }
        == "the tensors describe \(Self.petabyte) bytes of data; found 2")
    let deflated = try archive(claiming: Self.petabyte, compressed: true)
    #expect(
      reason { _ = try Npz(bytes: deflated).tensor(named: "a") }
        == "the member must have \(Self.petabyte) bytes, as the central directory says; found 131")
    let stored = try archive(claiming: Self.petabyte, compressed: false)
    #expect(reason { _ = try Npz(bytes: stored).tensor(named: "a") }?.contains("bytes") == true)
  }

  /// In a process of its own, whose memory is that of these files alone.
  @Test func claimsTakeNoMemory() async {
    await #expect(processExitsWith: .success) {
      let before = ClaimTests.largestResidentByteCount()
      for exponent in [31, 33, 35, 40, 50, 61] {
        let count = 1 << exponent
        let npy = npyFile("{'descr': '|u1', 'fortran_order': True, 'shape': (\(count), )}", data: [1, 2])
        #expect(throws: FormatError.self) { try Npy.read(bytes: npy.span.bytes) }
        let header = #"{"a":{"dtype":"U8","shape":[\#(count)],"data_offsets":[0,\#(count)]}}"#
        #expect(throws: FormatError.self) { try Safetensors(bytes: safetensorsFile(header, data: [1, 2])) }
        #expect(throws: FormatError.self) { try Safetensors(bytes: safetensorsFile("{}", length: UInt64(count))) }
        for compressed in [false, true] {
          let file = try ClaimTests().archive(claiming: count, compressed: compressed)
          #expect(throws: FormatError.self) { try Npz(bytes: file).tensor(named: "a") }
        }
      }
      precondition(ClaimTests.largestResidentByteCount() - before < 32 << 20, "a claim has taken memory")
    }
  }

  /// Megabytes of zeros in kilobytes: what comes out is bounded by what the directory says.
  @Test func aBombIsStoppedWhereTheDirectorySaysThatItEnds() throws {
    let folder = try TemporaryFolder()
    try Npz.write(["a": contents(.bool, [1 << 22])], to: folder.file("x.npz"), compressed: true)
    let bomb = try claim(131, of: bytes(ofFile: folder.file("x.npz")))
    #expect(
      reason { _ = try Npz(bytes: bomb).tensor(named: "a") }
        == "the member must have 131 bytes, as the central directory says; found more")
  }

  /// An archive whose first member has 131 bytes and says that it has others.
  private func archive(claiming count: Int, compressed: Bool) throws -> [UInt8] {
    try claim(count, of: Archive.plain(compressed: compressed, fieldLimit: 0))
  }

  /// The archive with another size of the uncompressed member in its directory and its local header.
  private func claim(_ count: Int, of archive: [UInt8]) throws -> [UInt8] {
    var archive = archive
    for (signature, field, fixed) in [(ZipSignature.directoryEntry, 24, 46), (ZipSignature.localHeader, 22, 30)] {
      let start = archive.position(of: signature)
      if archive.number(UInt32.self, at: start + field) == .max {
        // The first value of the extra field behind the name.
        let name = Int(archive.number(UInt16.self, at: start + fixed - (fixed == 46 ? 18 : 4)))
        archive = archive.patched(at: start + fixed + name + 4, with: littleEndianBytes(UInt64(count)))
      } else {
        archive = archive.patched(at: start + field, with: littleEndianBytes(UInt32(count)))
      }
    }
    return archive
  }

  private func reason(_ body: () throws -> Void) -> String? {
    do { try body() } catch { return (error as? FormatError)?.reason.description }
    return nil
  }

  /// The most memory that this process has had at once.
  private static func largestResidentByteCount() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss << 10
  }
}
