import CTesseraKernels
import Glibc
import Testing

/// Which instruction set is chosen, and what the environment may do about it.
@Suite struct LevelTests {
  @Test func levelsAreNamed() {
    #expect(
      Level.allCases.map(\.rawValue) == Level.allCases.map { String(cString: tessera_level_name($0.kernelLevel)) })
    #expect(Level.allCases.count == Int(tessera_level_count.rawValue))
  }

  @Test func currentLevelIsSupported() {
    #expect(tessera_current_level().rawValue <= tessera_supported_level().rawValue)
  }

  @Test func everyTableIsComplete() throws {
    for level in Level.allCases {
      for element in [tessera_float32, tessera_float64] {
        let table = try #require(tessera_kernels(level.kernelLevel, element))
        let entries = MemoryLayout<tessera_kernel_table>.size / MemoryLayout<UInt>.stride
        table.withMemoryRebound(to: UInt.self, capacity: entries) { pointers in
          for entry in 0..<entries { #expect(pointers[entry] != 0, "entry \(entry) of \(level)") }
        }
      }
    }
  }

  @Test func plainIsTheLowestCap() async {
    await #expect(processExitsWith: .success) {
      setenv("TESSERA_CPU_LEVEL", "plain", 1)
      exit(tessera_current_level() == tessera_level_plain ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  @Test func aCapBelowTheProcessorHolds() async {
    await #expect(processExitsWith: .success) {
      setenv("TESSERA_CPU_LEVEL", "avx2", 1)
      let expected = min(tessera_supported_level().rawValue, tessera_level_avx2.rawValue)
      exit(tessera_current_level().rawValue == expected ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  @Test func aCapAboveTheProcessorChangesNothing() async {
    await #expect(processExitsWith: .success) {
      setenv("TESSERA_CPU_LEVEL", "avx512", 1)
      exit(tessera_current_level() == tessera_supported_level() ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  @Test func anUnknownCapChangesNothing() async {
    await #expect(processExitsWith: .success) {
      setenv("TESSERA_CPU_LEVEL", "fastest", 1)
      exit(tessera_current_level() == tessera_supported_level() ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  @Test func theLevelIsFoundOnce() async {
    await #expect(processExitsWith: .success) {
      setenv("TESSERA_CPU_LEVEL", "plain", 1)
      let first = tessera_current_level()
      unsetenv("TESSERA_CPU_LEVEL")
      exit(tessera_current_level() == first ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }
}
