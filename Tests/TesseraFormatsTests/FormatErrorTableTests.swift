import Foundation
import TesseraGraph
import TesseraTestSupport
import Testing

@testable import TesseraFormats

/// Every rule of `FormatError` is listed in `Documentation/Errors.md` with the sentence that it has for a bad file.
@Suite struct FormatErrorTableTests {
  @Test func everyFormatErrorIsListedAndProduced() throws {
    var sentences: [String: String] = [:]
    for call in try FormatMistakes.all() {
      let error = try #require(#expect(throws: FormatError.self) { try call() })
      let kind = FormatErrorKind(error.reason)
      #expect(sentences.updateValue(error.reason.description, forKey: kind.rawValue) == nil, "\(kind)")
    }
    // Needs a process whose memory is bounded; `aFileThatDoesNotFitInMemoryIsAnError` makes it.
    sentences[FormatErrorKind.outOfMemory.rawValue] = FormatError.Reason.outOfMemory(byteCount: 1 << 30).description
    #expect(Set(sentences.keys) == Set(FormatErrorKind.allCases.map(\.rawValue)))
    let problems = try ErrorTable(of: "FormatError").problems(expecting: sentences)
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  @Test(.disabled(if: Sanitizer.isActive, "its heap needs more room than the limit leaves"))
  func aFileThatDoesNotFitInMemoryIsAnError() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let path = folder.file("large.npy")
      let header = npyFile("{'descr': '|u1', 'fortran_order': False, 'shape': (1073741824,)}")
      try write(header, to: path)
      // A hole: the file takes no space.
      try #require(truncate(path, header.count + 1 << 30) == 0)
      let size = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ").first
      let pages = try #require(size.flatMap { rlim_t($0) })
      var limit = rlimit(rlim_cur: (pages << 12) + (256 << 20), rlim_max: rlim_t.max)
      getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
      limit.rlim_cur = (pages << 12) + (256 << 20)
      try #require(setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
      #expect(throws: FormatError(.outOfMemory(byteCount: 1 << 30), file: path)) { try Npy.read(contentsOf: path) }
    }
  }
}

/// A call that must fail.
private typealias Mistake = @Sendable () throws -> Void

/// One mistake for each rule of `FormatError`: a bad file, or a bad call.
private enum FormatMistakes {
  static func all() throws -> [Mistake] {
    try calls + npy + safetensors + endRecord() + members() + contents()
  }

  private static func read(_ bytes: [UInt8]) throws { _ = try Npy.read(bytes: bytes.span.bytes) }

  /// An npy file of three bytes.
  private static func npy(_ dictionary: String, _ data: [UInt8] = [1, 2, 3]) -> Mistake {
    { try read(npyFile(dictionary, data: data)) }
  }

  /// A safetensors file of a tensor with these fields.
  private static func tensor(_ fields: String, _ data: [UInt8] = [1, 2, 3, 4]) -> Mistake {
    { _ = try Safetensors(bytes: safetensorsFile("{\"a\":{\(fields)}}", data: data)).tensor(named: "a") }
  }

  private static let calls: [Mistake] = [
    { _ = try Npy.read(contentsOf: "none.npy") },
    { _ = try Npy.read(contentsOf: "/dev/null") },
    { _ = try Npz(bytes: try Archive.plain(compressed: false)).tensor(named: "c") },
    { _ = try Npz(bytes: try Archive.plain(compressed: false)).tensor(named: "a", as: Float.self) },
    {
      let folder = try TemporaryFolder()
      let value = try Tensor<Float>.ones(shape: [1])
      try Safetensors.write([(name: "a", tensor: value), (name: "a", tensor: value)], to: folder.file("x"))
    },
  ]

  private static let npy: [Mistake] = [
    npy("{'descr': '|u1', 'fortran_order': False, 'shape': (3,)}", [1, 2]),
    npy("{'descr': '|u1', 'fortran_order': False, 'shape': (3,)}", [1, 2, 3, 4]),
    npy("{'descr': '|b1', 'fortran_order': False, 'shape': (3,)}", [0, 1, 2]),
    npy("{'descr': '|u1', 'fortran_order': False, 'shape': (4611686018427387904, 4)}"),
    npy("{'descr': '|u1', 'descr': '|u1'}"),
    npy("{'descr': '|u1'}"),
    npy("{'order': True}"),
    npy("{'descr': '<u4'}"),
    npy("{'shape': 3}"),
    npy("{'shape': (9223372036854775808,)}"),
    npy("{'shape': (\(String(repeating: "1,", count: 65)))}"),
    { try read(Array("PK\u{3}\u{4}\0\0\0\0".utf8)) },
    { try read(npyFile("{}", version: [4, 0])) },
    { try read(npyFile("{}", version: [3, 0], length: [0xFF, 0xFF, 0xFF, 0xFF])) },
    { try read(npyFile("{'descr': '|u1", version: [3, 0], length: [15, 0, 0, 0]) + [0xC3]) },
  ]

  private static let safetensors: [Mistake] = [
    tensor("\"x\":" + String(repeating: "[", count: 65)),
    tensor("\"data_offsets\":[0]"),
    tensor("\"data_offsets\":[4,0]"),
    tensor("\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,4]"),
    tensor("\"dtype\":\"F4\",\"shape\":[3],\"data_offsets\":[0,1]"),
    tensor("\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[1,4]"),
    tensor("\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]"),
  ]

  private static func endRecord() throws -> [Mistake] {
    let good = try Archive.plain(compressed: false)
    let end = good.position(of: ZipSignature.directoryEnd)
    return [
      archive([]),
      archive(good.patched(at: end + 4, with: [1])),
      archive(good.patched(at: end + 8, with: [3, 0, 3, 0])),
      archive(good.patched(at: end + 16, with: [0xFF, 0xFF, 0xFF, 0x7F])),
    ]
  }

  private static func members() throws -> [Mistake] {
    let good = try Archive.plain(compressed: false)
    let a = good.position(of: ZipSignature.directoryEntry)
    let b = good.position(of: ZipSignature.localHeader, occurrence: 1)
    let sizes = littleEndianBytes(UInt32(132)) + littleEndianBytes(UInt32(132))
    var described = try Archive.withDescriptor(isWide: false, hasSignature: true)
    described[described.position(of: ZipSignature.dataDescriptor) + 8] ^= 1
    return [
      archive(good.patched(at: a + 8, with: [1])),
      archive(good.patched(at: a + 10, with: [12])),
      archive(good.patched(at: a + 24, with: [0xFF, 0xFF, 0xFF, 0xFF])),
      archive(good.patched(at: b + 8, with: [8])),
      archive(good.patched(at: 18, with: sizes).patched(at: a + 20, with: sizes)),
      archive(described),
    ]
  }

  private static func contents() throws -> [Mistake] {
    let stored = try Archive.plain(compressed: false)
    let deflated = try Archive.plain(compressed: true)
    let entry = deflated.position(of: ZipSignature.directoryEntry)
    func sized(_ count: UInt32) -> [UInt8] {
      deflated.patched(at: 22, with: littleEndianBytes(count)).patched(at: entry + 24, with: littleEndianBytes(count))
    }
    return [
      archive(stored.patched(at: 35 + 130, with: [7])),
      archive(deflated.patched(at: 35, with: [0xFF])),
      archive(sized(130)),
      archive(sized(132)),
    ]
  }

  private static func archive(_ bytes: [UInt8]) -> Mistake {
    { _ = try Npz(bytes: bytes).tensor(named: "a") }
  }
}
