import Glibc
import TesseraGraph
import TesseraMemory

/// Memory for the plain data of an executable's steps, so that running them touches no reference counts.
final class StepStorage {
  private var allocations: [UnsafeMutableRawPointer] = []
  private var owners: [AnyObject] = []
  private var byteCount = 0
  /// The bytes of a request that the system refused.
  private var refused: Int?
  /// Who counts the memory; nil outside of tests.
  private let budget = AllocationBudget.current

  private static let alignment = 64

  deinit {
    for allocation in allocations { free(allocation) }
    budget?.release(byteCount: byteCount)
  }

  /// Keeps an object alive as long as the steps are.
  func keep(_ owner: AnyObject) { owners.append(owner) }

  /// The elements at an address that stays.
  ///
  /// When the system refuses, the address must not be read. Whoever makes steps asks `check` before the first of them runs, so that what lies
  /// between need not throw.
  func store<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
    let byteCount = max(MemoryLayout<Element>.stride * elements.count, 1)
    guard let memory = AllocationBudget.allocate(byteCount: byteCount, alignment: Self.alignment) else {
      refused = byteCount
      return UnsafePointer<Element>(bitPattern: Self.alignment).required
    }
    allocations.append(memory)
    self.byteCount += byteCount
    let pointer = memory.bindMemory(to: Element.self, capacity: elements.count)
    for (index, element) in elements.enumerated() { (pointer + index).initialize(to: element) }
    return UnsafePointer(pointer)
  }

  /// - Throws: `MemoryError` when the system refused anything that was to be stored.
  func check() throws(MemoryError) {
    if let refused { throw .systemAllocationFailed(capacity: refused, alignment: Self.alignment) }
  }
}
