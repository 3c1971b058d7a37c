import Glibc
package import TesseraShapes

/// Elements in 64-byte-aligned memory, written once and then shared.
@usableFromInline
package final class TensorStorage: Sendable {
  /// Bytes of elements; the memory is padded to a whole number of cache lines.
  package let byteCount: Int
  /// The line that made the value, where it is known.
  package let location: SourceLocation?
  private let memory: Frozen<UnsafeMutableRawPointer>
  /// Who counts the memory; nil outside of tests.
  private let budget: AllocationBudget?

  /// No more is asked for: twice the memory of the machine, which leaves room for swap, and at most what a process can address on x86-64 with
  /// four levels of page tables. A system that promises more than it has would end the process when the promise is used.
  private static let byteLimit: Int = {
    let (memory, overflow) = Int(sysconf(Int32(_SC_PHYS_PAGES)))
      .multipliedReportingOverflow(by: Int(sysconf(Int32(_SC_PAGESIZE))))
    return overflow || memory <= 0 ? 1 << 47 : min(memory, 1 << 46) * 2
  }()

  /// The size of a huge page of x86-64, and from how many bytes on they are asked for.
  private static let hugePageByteCount = 2 << 20
  private static let hugePagesFrom = 4 << 20

  /// Memory whose contents are unspecified, or nil when the system has none.
  package init?(byteCount: Int, madeAt location: SourceLocation? = nil) {
    guard byteCount >= 0, byteCount <= Self.byteLimit else { return nil }
    let padded = Self.padded(byteCount)
    let isLarge = padded >= Self.hugePagesFrom
    let alignment = isLarge ? Self.hugePageByteCount : 64
    guard let memory = AllocationBudget.allocate(byteCount: padded, alignment: alignment) else { return nil }
    // Large matrices are read at places far apart; with pages of 4 KiB finding the pages takes part of the time. A system without huge pages
    // refuses, and nothing is lost.
    if isLarge { madvise(memory, padded, MADV_HUGEPAGE) }
    self.byteCount = byteCount
    self.location = location
    self.memory = Frozen(memory)
    budget = AllocationBudget.current
  }

  deinit {
    free(memory.value)
    budget?.release(byteCount: Self.padded(byteCount))
  }

  private static func padded(_ byteCount: Int) -> Int { max((byteCount + 63) & ~63, 64) }

  /// The first byte, 64-byte aligned.
  package var baseAddress: UnsafeRawPointer { UnsafeRawPointer(memory.value) }

  /// The first byte, for the task that creates the storage and has not shared it yet.
  package var uninitializedBaseAddress: UnsafeMutableRawPointer { memory.value }
}
