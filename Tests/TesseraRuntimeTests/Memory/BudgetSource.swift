import TesseraGraph
import TesseraMemory

/// The system's memory for a pool, counted and refused by the budget of the task that asks.
final class BudgetSource: MemorySource {
  private let system = SystemMemory()
  private var budgets: [UInt: AllocationBudget] = [:]
  private(set) var heldByteCount = 0

  func allocate(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer? {
    let budget = AllocationBudget.current
    guard budget?.admits(byteCount: byteCount) ?? true else { return nil }
    guard let block = system.allocate(byteCount: byteCount, alignment: alignment) else {
      budget?.release(byteCount: byteCount)
      return nil
    }
    budgets[UInt(bitPattern: block)] = budget
    heldByteCount += byteCount
    return block
  }

  func deallocate(_ block: UnsafeMutableRawPointer, byteCount: Int, alignment: Int) {
    budgets.removeValue(forKey: UInt(bitPattern: block))?.release(byteCount: byteCount)
    heldByteCount -= byteCount
    system.deallocate(block, byteCount: byteCount, alignment: alignment)
  }
}
