import TesseraGraph
import TesseraShapes
import Testing

@testable import TesseraFormats

@Suite struct NpzTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Members of all types and shapes, one of them of several chunks.
  private func tensors() throws -> [String: AnyTensor] {
    var tensors = ["large": try contents(.float64, [300, 301])]
    for type in ElementType.allCases {
      for extents in specialShapes { tensors["\(type) \(extents)"] = try contents(type, extents) }
    }
    return tensors
  }

  @Test(arguments: [false, true]) func everyTypeAndShapeSurvivesARoundTrip(compressed: Bool) throws {
    let path = folder.file("x.npz")
    let tensors = try tensors()
    try Npz.write(tensors, to: path, compressed: compressed)
    let file = try Npz(contentsOf: path)
    #expect(file.names == tensors.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    for (name, tensor) in tensors { #expect(try file.tensor(named: name) == tensor) }
    #expect(try folder.names == ["x.npz"])
  }

  /// The 64-bit fields that files of more than 4 GiB need, with small files.
  @Test(arguments: [false, true], [UInt32(0), 200, 1000]) func fieldsOf64BitsAreWrittenAndRead(
    compressed: Bool, limit: UInt32
  ) throws {
    let path = folder.file("x.npz")
    let tensors = try tensors().map { (name: $0.key, tensor: $0.value as any TensorValue) }
    try Npz.write(tensors, to: path, compressed: compressed, fieldLimit: limit)
    let file = try Npz(contentsOf: path)
    #expect(file.names == tensors.map(\.name))
    for (name, tensor) in tensors { #expect(try file.tensor(named: name) == AnyTensor(tensor)) }
  }

  @Test func bytesThatDoNotShrinkAreDeflated() throws {
    let path = folder.file("x.npz")
    var generator = SystemRandomNumberGenerator()
    let noise = try Tensor<UInt8>(
      shape: [1_000_000], elements: (0..<1_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) })
    try Npz.write(["noise": noise], to: path, compressed: true)
    #expect(try Npz(contentsOf: path).tensor(named: "noise", as: UInt8.self) == noise)
  }

  @Test func anEmptyArchiveIsRead() throws {
    let path = folder.file("x.npz")
    try Npz.write([:], to: path)
    #expect(try bytes(ofFile: path).count == 22)
    #expect(try Npz(contentsOf: path).names == [])
  }

  @Test func moreMembersThan16BitsCountAreWrittenAndRead() throws {
    let path = folder.file("x.npz")
    let tensor = try Tensor<UInt8>(shape: [0], elements: [])
    try Npz.write((0..<65_536).map { ("\($0)", tensor) }, to: path)
    #expect(try Npz(contentsOf: path).names.last == "65535")
  }

  @Test func theSameTensorsGiveTheSameBytes() throws {
    for compressed in [false, true] {
      try Npz.write(tensors(), to: folder.file("1.npz"), compressed: compressed)
      try Npz.write(tensors(), to: folder.file("2.npz"), compressed: compressed)
      #expect(try bytes(ofFile: folder.file("1.npz")) == bytes(ofFile: folder.file("2.npz")))
    }
  }

  @Test func aDataDescriptorInEachFormIsRead() throws {
    for (isWide, hasSignature) in [(false, false), (false, true), (true, false), (true, true)] {
      let archive = try Archive.withDescriptor(isWide: isWide, hasSignature: hasSignature)
      let file = try Npz(bytes: archive)
      #expect(try file.tensor(named: "a", as: UInt8.self).elements == [1, 2, 3])
      #expect(try file.tensor(named: "b", as: UInt8.self).elements == [4])
    }
  }

  @Test func aCommentAtTheEndIsRead() throws {
    var archive = try Archive.plain(compressed: false)
    archive =
      archive.patched(at: archive.count - 2, with: [22, 0]) + Array("PK\u{5}\u{6}".utf8)
      + Array(repeating: 9, count: 18)
    #expect(try Npz(bytes: archive).names == ["a", "b"])
  }

  @Test func aNameThatTwoMembersHaveWithoutTheirEndingIsAnError() throws {
    var archive = try Archive.plain(compressed: false)
    // The second member becomes "a" behind a first one that is "a.npy": its name loses four bytes to the extra field.
    let local = archive.position(of: ZipSignature.localHeader, occurrence: 1)
    let entry = archive.position(of: ZipSignature.directoryEntry, occurrence: 1)
    for (lengths, name) in [(local + 26, local + 30), (entry + 28, entry + 46)] {
      archive = archive.patched(at: lengths, with: [1, 0, 4, 0]).patched(at: name, with: [0x61, 9, 9, 0, 0])
    }
    #expect(throws: FormatError(.duplicateKey("a"), at: local)) { try Npz(bytes: archive) }
  }

  /// A file with holes: it takes no space, and no memory of that size may be asked for.
  @Test func aDirectoryOfMoreThan100MegabytesIsAnError() throws {
    let path = folder.file("x.npz")
    let size: UInt32 = 100_000_001
    let end = littleEndianBytes(ZipSignature.directoryEnd) + [0, 0, 0, 0, 1, 0, 1, 0] + littleEndianBytes(size)
    try AtomicFile.write(to: path) { file throws(FormatError) in
      try file.overwrite(at: Int(size), with: end + Array(repeating: 0, count: 6))
    }
    #expect(
      throws: FormatError(
        .tooLong(.directory, byteCount: UInt64(size), limit: 100_000_000), at: Int(size) + 12, file: path)
    ) { try Npz(contentsOf: path) }
  }

  @Test func askingForSomethingElseIsAnError() throws {
    let path = folder.file("x.npz")
    try Npz.write(["a": try Tensor<Float>(scalar: 1)], to: path)
    let file = try Npz(contentsOf: path)
    #expect(throws: FormatError(.noSuchTensor("b", available: ["a"]), file: path)) { try file.tensor(named: "b") }
    #expect(throws: FormatError(.elementType(expected: .int8, found: .float32), tensor: "a", file: path)) {
      try file.tensor(named: "a", as: Int8.self)
    }
  }

  @Test func namesThatCannotBeWrittenAreErrors() throws {
    let path = folder.file("x.npz")
    let tensor = try Tensor<Float>(scalar: 1)
    let long = String(repeating: "a", count: 65_531)
    try Npz.write([long: tensor], to: path)
    #expect(try Npz(contentsOf: path).names == [long])
    for name in [long + "a", "a\0b"] {
      #expect(throws: FormatError(.invalidName, tensor: name, file: path)) { try Npz.write([name: tensor], to: path) }
    }
    #expect(throws: FormatError(.invalidName, tensor: "a", file: path)) {
      try Npz.write([(name: "a", tensor: tensor), (name: "a", tensor: tensor)], to: path)
    }
    #expect(try Npz(contentsOf: path).names == [long])
    #expect(try folder.names == ["x.npz"])
  }
}
