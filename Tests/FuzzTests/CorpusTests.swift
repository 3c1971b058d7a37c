import Foundation
import FuzzTargets
import Testing

/// The inputs that fuzzing found interesting, and those that once trapped, hung or took memory, through the functions that are fuzzed.
@Suite struct CorpusTests {
  @Test(arguments: FuzzTarget.allCases) func everyFileOfTheCorpusIsSurvived(target: FuzzTarget) throws {
    try run(target, "Corpus")
  }

  @Test(arguments: FuzzTarget.allCases) func everyFindingIsSurvived(target: FuzzTarget) throws {
    try run(target, "Findings")
  }

  private func run(_ target: FuzzTarget, _ folder: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fuzzing/\(folder)/\(target)")
    let files = (try? FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)) ?? []
    #expect(folder == "Findings" || files.count > 10, "the corpus of \(target) is missing")
    for file in files {
      let bytes = try Data(contentsOf: file)
      let start = threadTime()
      bytes.withUnsafeBytes { target.run($0) }
      #expect(threadTime() - start < timeLimit(10), "\(file.lastPathComponent) of \(target) takes too long")
    }
  }
}
