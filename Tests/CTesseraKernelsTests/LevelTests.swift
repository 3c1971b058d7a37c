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

  @Test func theTablesHoldWhatTheirTypesHave() throws {
    for level in Level.allCases {
      for element in tessera_element.computed {
        let table = try #require(tessera_kernels(level.kernelLevel, element)).pointee
        let rows = ElementClass(element), isFloating = rows == .floatingPoint
        for function in tessera_unary_function.all {
          let isHeld = Self.pointers(table.unary)[Int(function.rawValue)] != 0
          #expect(isHeld == rows.holds(function), "\(function.name) of \(element) at \(level)")
        }
        for function in tessera_binary_function.all {
          let forms = Self.pointers(table.binary).dropFirst(3 * Int(function.rawValue)).prefix(3)
          #expect(forms.allSatisfy { ($0 != 0) == rows.holds(function) }, "\(function.name) of \(element) at \(level)")
        }
        for reduction in tessera_reduction.all {
          for pointers in [Self.pointers(table.row), Self.pointers(table.columns)] {
            let isHeld = pointers[Int(reduction.rawValue)] != 0
            #expect(isHeld == rows.holds(reduction), "\(reduction.name) of \(element) at \(level)")
          }
        }
        #expect(table.largest_index != nil && table.smallest_index != nil && table.argument_sort != nil)
        #expect((table.softmax_row != nil) == isFloating && (table.log_softmax_row != nil) == isFloating)
        #expect((table.normalize_row != nil) == isFloating && (table.rms_normalize_row != nil) == isFloating)
        let hasScans = isFloating || rows == .wideInteger
        #expect((table.cumulative_sum_row != nil) == hasScans && (table.cumulative_product_row != nil) == hasScans)
      }
    }
  }

  @Test func theTableOfFloat16IsEmpty() throws {
    for level in Level.allCases {
      let table = try #require(tessera_kernels(level.kernelLevel, tessera_float16)).pointee
      #expect(Self.pointers(table).allSatisfy { $0 == 0 })
    }
  }

  /// The function pointers of a table or of one of its arrays, as numbers.
  private static func pointers<Value>(_ value: Value) -> [UInt] {
    withUnsafeBytes(of: value) { Array($0.assumingMemoryBound(to: UInt.self)) }
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
