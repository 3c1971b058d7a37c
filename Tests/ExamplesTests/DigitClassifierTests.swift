import Foundation
import TesseraTestSupport
import Testing

/// What the digit classifier prints, and how it ends when its data or its options are wrong.
@Suite struct DigitClassifierTests {
  private static let data = Repository.root.appendingPathComponent("Examples/digit-classifier/Data")

  private func run(_ arguments: String...) async throws -> Subprocess {
    // Another working directory than the package's: the example must find its data from anywhere.
    try await Subprocess.run(
      Repository.executable("digit-classifier"), arguments, in: FileManager.default.temporaryDirectory)
  }

  /// The last field of the line that begins with a label.
  private func value(_ label: String, in output: String) throws -> Double {
    let line = try #require(output.split(separator: "\n").first { $0.hasPrefix(label + " ") }, "\(label) in \(output)")
    return try #require(Double(line.split(separator: " ").last ?? ""), "\(line)")
  }

  @Test(arguments: [1, 7, 32, 450, 1000])
  func agreesWithScikitLearn(batch: Int) async throws {
    let result = try await run("--batch", "\(batch)", "--repeat", "2")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.isEmpty, "no progress bar where standard error is no terminal")
    #expect(try value("accuracy", in: result.output) >= 0.97)
    #expect(try value("largest difference", in: result.output) <= 1e-5)
    #expect(try value("rows evaluated", in: result.output) == 900)
    #expect(try value("misses after warm-up", in: result.output) == 0)
    #expect(try value("parameters", in: result.output) == 17226)
    #expect(try value("rows a second", in: result.output) > 0)
  }

  @Test func fitsATerminalOf80ColumnsAndDrawsThreeDigits() async throws {
    let result = try await run("--repeat", "1")
    for line in result.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let captions = try #require(result.output.split(separator: "\n").first { $0.contains("predicted") })
    #expect(captions.split(separator: " ").count { Int($0) != nil } == 3, "\(captions)")
    #expect(result.output.contains("█"))
  }

  @Test(arguments: [
    (["--batch", "0"], "--batch must be at least 1; got 0"),
    (["--batch=-1"], "--batch must be at least 1; got -1"),
    (["--repeat", "0"], "--repeat must be at least 1; got 0"),
    (["--data", "/nonexistent"], "--data must name a folder; there is none at /nonexistent"),
  ])
  func aWrongOptionIsASentence(arguments: [String], sentence: String) async throws {
    let result = try await Subprocess.run(Repository.executable("digit-classifier"), arguments)
    #expect(result.status > 0)
    #expect(result.output.isEmpty)
    #expect(result.errors.split(separator: "\n").first == "Error: \(sentence)")
  }

  /// A file of the data folder, what is put in its place (nil: nothing), and what the sentence must hold.
  private static let broken: [(file: String, replacement: String?, part: String)] = [
    ("model.safetensors", nil, "model.safetensors: the file could not be opened"),
    ("model.safetensors", "test-labels.npy", "model.safetensors: "),
    ("test-images.npy", nil, "test-images.npy: the file could not be opened"),
    ("test-images.npy", "model.safetensors", "test-images.npy: "),
    ("test-images.npy", "test-labels.npy", "Int64"),
    ("test-labels.npy", "test-images.npy", "Float"),
    ("test-probabilities.npy", "test-images.npy", "Float"),
  ]

  @Test(arguments: broken)
  func wrongDataIsASentence(file: String, replacement: String?, part: String) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Self.data, to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let target = folder.appendingPathComponent(file)
    try FileManager.default.removeItem(at: target)
    if let replacement {
      try FileManager.default.copyItem(at: Self.data.appendingPathComponent(replacement), to: target)
    }

    let result = try await run("--data", folder.path, "--repeat", "1")
    #expect(result.status == 1)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 1 && lines[0].hasPrefix("Error: ") && lines[0].contains(part), "\(result.errors)")
  }
}
