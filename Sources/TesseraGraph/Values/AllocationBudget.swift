import Glibc
import Synchronization

/// Counts what a task takes from the system, and refuses some of it: how tests find out what happens when memory is short.
///
/// Everything that holds elements or the plain data of steps is taken through `allocate`. A task without a budget, as all are outside of tests,
/// pays a look at one task-local value for each block that it takes; a warm evaluation takes none.
package final class AllocationBudget: Sendable {
  /// The budget of the task that runs.
  @TaskLocal package static var current: AllocationBudget?

  private let refused: Range<Int>
  private let calls = Atomic<Int>(0)
  private let held = Atomic<Int>(0)

  /// - Parameter refused: the numbers of the requests that are refused, the first has number 0.
  package init(refusing refused: Range<Int> = 0..<0) { self.refused = refused }

  /// How many requests there were.
  package var callCount: Int { calls.load(ordering: .sequentiallyConsistent) }
  /// Bytes that were taken and not given back.
  package var heldByteCount: Int { held.load(ordering: .sequentiallyConsistent) }

  /// Counts a request, and says whether it is met.
  package func admits(byteCount: Int) -> Bool {
    if refused.contains(calls.add(1, ordering: .sequentiallyConsistent).oldValue) { return false }
    held.add(byteCount, ordering: .sequentiallyConsistent)
    return true
  }

  /// Notes bytes that were given back.
  package func release(byteCount: Int) { held.subtract(byteCount, ordering: .sequentiallyConsistent) }

  /// A block of the C heap for the task that runs, or nil when the system has none or the budget refuses. `free` gives it back, and
  /// `release` notes that.
  package static func allocate(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer? {
    guard current?.admits(byteCount: byteCount) ?? true else { return nil }
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, alignment, byteCount) == 0, let memory else {
      current?.release(byteCount: byteCount)
      return nil
    }
    return memory
  }
}
