import Foundation
import TesseraTestSupport
import Testing

/// A warm batch asks the heap for nothing and takes no lock, counted by a preloaded library.
@Suite struct AllocationTests {
  private static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The benchmarks, built beside the tests.
  private static let benchmarks = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("benchmarks")

  private static let canCount = !Sanitizer.isActive && FileManager.default.isExecutableFile(atPath: benchmarks.path)

  @Test(.enabled(if: canCount, "needs the benchmarks beside the tests, and a heap that no sanitizer replaces"))
  func aThousandWarmBatchesAllocateNothingAndTakeNoLock() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      Self.repository.appendingPathComponent("Benchmarks/Allocations/count.sh").path, Self.benchmarks.path,
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text == "1000 batches of 32 rows after 10 for warm-up: 0 heap allocations, 0 locks\n")
    #expect(process.terminationStatus == 0)
  }
}
