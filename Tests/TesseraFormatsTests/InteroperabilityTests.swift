import Foundation
import TesseraFormats
import TesseraGraph
import TesseraShapes
import TesseraTestSupport
import Testing

private let python = ProcessInfo.processInfo.environment["TESSERA_PYTHON"]

/// Files of NumPy and of the safetensors package are read here, and ours there. The other side is Python/interoperability.py.
@Suite(.enabled(if: python != nil, "set TESSERA_PYTHON to a Python with the packages of Python/requirements.txt"))
struct InteroperabilityTests {
  private static let names: [(ElementType, String)] = [
    (.float16, "f2"), (.float32, "f4"), (.float64, "f8"), (.int8, "i1"), (.uint8, "u1"), (.int32, "i4"), (.int64, "i8"),
    (.bool, "bool"),
  ]
  private static let shapes = ["array": [3, 4, 5], "scalar": [], "empty": [0, 3], "vector": [7]]
  private static let metadata = [
    "writer": "interoperability test", "text": "quote \" backslash \\ umlaut \u{E4} tile \u{1F9E9}",
  ]

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func theirFilesAreRead() async throws {
    try await run("write")
    for (type, name) in Self.names {
      for (shape, extents) in Self.shapes where shape != "vector" {
        #expect(try Npy.read(contentsOf: folder.file("\(name)-\(shape).npy")) == contents(type, extents))
      }
      for form in ["fortran", "version2", "version3"] + (type.byteCount > 1 ? ["big"] : []) {
        #expect(
          try Npy.read(contentsOf: folder.file("\(name)-\(form).npy")) == contents(type, [3, 4, 5]), "\(name) \(form)")
      }
    }
    for archive in ["stored.npz", "deflated.npz"] {
      let file = try Npz(contentsOf: folder.file(archive))
      #expect(file.names.count == 5 * Self.names.count)
      for (type, name) in Self.names {
        for (shape, extents) in Self.shapes {
          #expect(try file.tensor(named: "\(name)-\(shape)") == contents(type, extents))
        }
        #expect(try file.tensor(named: "\(name)-fortran") == contents(type, [3, 4, 5]))
      }
    }
    let file = try Safetensors(contentsOf: folder.file("all.safetensors"))
    #expect(file.metadata == Self.metadata)
    #expect(file.names.count == 4 * (Self.names.count + 1))
    for (type, name) in Self.names + [(.float32, "bf16")] {
      for (shape, extents) in Self.shapes {
        #expect(try file.tensor(named: "\(name)-\(shape)") == contents(type, extents))
      }
    }
  }

  @Test func ourFilesAreReadThere() async throws {
    var tensors: [String: AnyTensor] = [:]
    for (type, name) in Self.names {
      for (shape, extents) in Self.shapes {
        let tensor = try contents(type, extents)
        tensors["\(name)-\(shape)"] = tensor
        if shape != "vector" { try Npy.write(tensor, to: folder.file("\(name)-\(shape).npy")) }
      }
    }
    try Npz.write(tensors, to: folder.file("stored.npz"))
    try Npz.write(tensors, to: folder.file("deflated.npz"), compressed: true)
    try Safetensors.write(tensors, metadata: Self.metadata, to: folder.file("all.safetensors"))
    try await run("check")
  }

  /// Runs the script in the folder and shows what it prints when it fails.
  private func run(_ command: String) async throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Python/interoperability.py")
    let interpreter = URL(filePath: try #require(python))
    let result = try await Subprocess.run(interpreter, [script.path, command, folder.path])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }
}
