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
  func aThousandWarmBatchesAllocateNothingAndTakeNoLock() async throws {
    let script = Self.repository.appendingPathComponent("Benchmarks/Allocations/count.sh")
    let result = try await Subprocess.run(URL(fileURLWithPath: "/bin/sh"), [script.path, Self.benchmarks.path])
    #expect(result.output == "1000 batches of 32 rows after 10 for warm-up: 0 heap allocations, 0 locks\n")
    #expect(result.status == 0, "\(result.errors)")
  }
}
