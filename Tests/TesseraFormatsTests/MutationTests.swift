import TesseraGraph
import TesseraShapes
import TesseraTestSupport
import Testing

@testable import TesseraFormats

/// Valid files with random damage: each ends in tensors or in a typed error.
@Suite struct MutationTests {
  private static let count = 5_000

  @Test func damagedNpyFilesAreTensorsOrErrors() throws {
    let folder = try TemporaryFolder()
    var files: [[UInt8]] = []
    for type in [ElementType.float32, .bool] {
      try Npy.write(contents(type, [3, 4]), to: folder.file("x"))
      files.append(try bytes(ofFile: folder.file("x")))
    }
    files.append(
      npyFile("{'descr': '>f2', 'fortran_order': True, 'shape': (2, 3)}", data: Array(0..<12), version: [3, 0]))
    try damage(files) { bytes throws(FormatError) in _ = try Npy.read(bytes: bytes.span.bytes) }
  }

  @Test func damagedSafetensorsFilesAreTensorsOrErrors() throws {
    let folder = try TemporaryFolder()
    var tensors: [String: any TensorValue] = [:]
    for type in ElementType.allCases { tensors["\(type)"] = try contents(type, [2, 2]) }
    try Safetensors.write(tensors, metadata: ["a": "\"\\ä"], to: folder.file("x"))
    let header =
      #"{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4],"x":[{"y":-1.5e3},null]},"b":{"dtype":"U8","shape":[2],"data_offsets":[4,6]}}"#
    let files = [try bytes(ofFile: folder.file("x")), safetensorsFile(header, data: [1, 2, 3, 4, 5, 6])]
    try damage(files) { bytes throws(FormatError) in
      let file = try Safetensors(bytes: bytes)
      for name in file.names { _ = try file.tensor(named: name) }
    }
  }

  @Test func damagedNpzFilesAreTensorsOrErrors() throws {
    let files = [
      try Archive.plain(compressed: false), try Archive.plain(compressed: true),
      try Archive.plain(compressed: true, fieldLimit: 0), try Archive.withDescriptor(isWide: true, hasSignature: true),
    ]
    try damage(files) { bytes throws(FormatError) in
      let file = try Npz(bytes: bytes)
      for name in file.names { _ = try file.tensor(named: name) }
    }
  }

  /// The members themselves, whose damage the checksum would hide: a deflate stream and the npy file in it.
  @Test func damagedMembersAreTensorsOrErrors() throws {
    let archive = try Archive.plain(compressed: true)
    let directory = ZipMemberView(archive)
    try damage([directory.compressed]) { bytes throws(FormatError) in
      var member = directory.member
      member.compressedByteCount = bytes.count
      member.dataPosition = 0
      do throws(FormatError) {
        _ = try member.contents(from: ArrayBytes(bytes: bytes))
      } catch {
        // The stream was good, and only its checksum is another one.
        if case .checksum(_, let found) = error.reason {
          member.checksum = found
          let contents = try member.contents(from: ArrayBytes(bytes: bytes))
          _ = try Npy.read(from: BorrowedBytes(bytes: UnsafeRawBufferPointer(contents.memory)))
        }
        throw error
      }
    }
  }

  private struct ZipMemberView {
    let member: ZipMember
    let compressed: [UInt8]

    init(_ archive: [UInt8]) {
      let entry = archive.position(of: ZipSignature.directoryEntry)
      let size = Int(archive.number(UInt32.self, at: entry + 20))
      compressed = Array(archive[35..<35 + size])
      member = ZipMember(
        name: "a", method: .deflated, checksum: archive.number(UInt32.self, at: entry + 16), compressedByteCount: size,
        byteCount: 131, headerPosition: 0, hasDescriptor: false)
    }
  }

  /// Reads each file with bits flipped, bytes replaced, numbers made extreme, parts removed, repeated and cut off.
  private func damage(_ files: [[UInt8]], _ read: ([UInt8]) throws(FormatError) -> Void) throws {
    try withSeed { generator in
      for file in files { #expect(throws: Never.self) { try read(file) } }
      var errors = 0
      for _ in 0..<Self.count {
        var bytes = generator.pick(files)
        for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
          let index = Int.random(in: bytes.indices, using: &generator)
          let end = min(bytes.count, index + Int.random(in: 1...16, using: &generator))
          switch Int.random(in: 0..<7, using: &generator) {
          case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
          case 1: bytes[index] = generator.pick([0, 1, 0x22, 0x27, 0x30, 0x39, 0x5B, 0x7F, 0x80, 0xFF])
          case 2: for position in index..<end { bytes[position] = 0xFF }
          case 3: for position in index..<end { bytes[position] = 0x39 }
          case 4: bytes.removeSubrange(index..<end)
          case 5: bytes.insert(contentsOf: Array(bytes[index..<end]), at: index)
          default: bytes.removeLast(bytes.count - index)
          }
        }
        do throws(FormatError) {
          try read(bytes)
        } catch {
          errors += 1
          #expect(!error.description.isEmpty, "\(generator)")
        }
      }
      #expect(errors > Self.count / 2, "\(generator)")
    }
  }
}
