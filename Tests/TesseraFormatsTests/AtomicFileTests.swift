import Foundation
import Testing

@testable import TesseraFormats

@Suite struct AtomicFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func nothingStaysBehindWithoutACommit() throws {
    let path = folder.file("x")
    try write([1], to: path)
    do {
      let file = try AtomicFile(path: path)
      try file.write([2, 3])
      #expect(try folder.names.count == 2)
    }
    #expect(try folder.names == ["x"])
    #expect(try bytes(ofFile: path) == [1])
  }

  @Test func anErrorWhileWritingLeavesTheOldFile() throws {
    let path = folder.file("x")
    try write([1], to: path)
    #expect(throws: FormatError(.invalidName, file: path)) {
      try AtomicFile.write(to: path) { file throws(FormatError) in
        try file.write([2])
        throw FormatError(.invalidName)
      }
    }
    #expect(try folder.names == ["x"])
    #expect(try bytes(ofFile: path) == [1])
  }

  @Test func aFileIsReplacedAndKeepsItsPermissions() throws {
    let path = folder.file("x")
    try write([1], to: path)
    chmod(path, 0o640)
    try write([2, 3], to: path)
    #expect(try bytes(ofFile: path) == [2, 3])
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
  }

  @Test func aLinkIsFollowed() throws {
    try write([1], to: folder.file("x"))
    symlink(folder.file("x"), folder.file("link"))
    try write([2], to: folder.file("link"))
    #expect(try bytes(ofFile: folder.file("x")) == [2])
    #expect(try folder.names == ["link", "x"])
  }

  @Test func aNameMayBeAsLongAsTheSystemAllows() throws {
    let name = String(repeating: "x", count: 255)
    try write([1], to: folder.file(name))
    #expect(try folder.names == [name])
    #expect(throws: FormatError(.system(.rename, code: ENAMETOOLONG), file: folder.file(name + "x"))) {
      try write([1], to: folder.file(name + "x"))
    }
    #expect(try folder.names == [name])
  }

  @Test func aPathWithANulIsNotCutThere() throws {
    let path = folder.file("x\0y")
    #expect(throws: FormatError(.system(.create, code: EINVAL), file: path)) { try write([1], to: path) }
    #expect(throws: FormatError(.system(.open, code: EINVAL), file: path)) { try Npy.read(contentsOf: path) }
    #expect(try folder.names == [])
  }

  @Test func placesThatCannotBeWrittenAreErrors() throws {
    #expect(throws: FormatError(.system(.create, code: ENOENT), file: folder.file("none/x"))) {
      try write([1], to: folder.file("none/x"))
    }
    #expect(throws: FormatError(.notRegularFile, file: folder.path)) { try write([1], to: folder.path) }
    #expect(throws: FormatError(.notRegularFile, file: "/dev/null")) { try write([1], to: "/dev/null") }
    #expect(throws: FormatError(.system(.rename, code: ENOENT), file: "")) { try write([1], to: "") }
  }

  @Test func bytesAreOverwrittenInPlace() throws {
    let path = folder.file("x")
    try AtomicFile.write(to: path) { file throws(FormatError) in
      try file.write([1, 2, 3])
      try file.overwrite(at: 1, with: [9])
      try file.write([4])
    }
    #expect(try bytes(ofFile: path) == [1, 9, 3, 4])
  }
}
