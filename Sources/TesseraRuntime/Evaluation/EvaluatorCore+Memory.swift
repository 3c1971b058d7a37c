import TesseraMemory
import TesseraPlanner

/// The memory of one evaluation. The workspace goes back to the pool with it; the results stay in the arena.
struct EvaluationMemory: ~Copyable {
  private let workspace: Buffer?
  /// Where the workspace begins.
  let workspaceAddress: UnsafeMutableRawPointer
  /// Where the results begin.
  let outputs: UnsafeMutableRawPointer

  /// An address for what has no bytes; it is never read or written.
  static var empty: UnsafeMutableRawPointer { UnsafeMutableRawPointer(bitPattern: SizeClass.defaultAlignment).required }

  init(workspace: consuming Buffer?, outputs: UnsafeMutableRawPointer) {
    switch consume workspace {
    case .some(let buffer):
      workspaceAddress = buffer.baseAddress
      self.workspace = consume buffer
    case nil:
      workspaceAddress = Self.empty
      self.workspace = nil
    }
    self.outputs = outputs
  }
}

extension EvaluatorCore {
  /// Refuses a plan that does not fit the limit even with everything idle given back.
  ///
  /// - Complexity: O(1), or O(steps) for the error.
  func admit(_ plan: Plan, byteLimit: Int) throws(MemoryError) {
    let inUse = arena.inUse
    let needed = plan.workspaceCapacity + (try arena.additional(for: plan.outputByteCount))
    guard needed > byteLimit - inUse else { return }
    throw .batchExceedsLimit(
      MemoryShortage(
        byteCount: needed, inUse: inUse, limit: byteLimit, workspaceByteCount: plan.workspaceByteCount,
        outputByteCount: plan.outputByteCount, tensors: plan.tensorsAtPeak))
  }

  /// The workspace and the place of the results of an evaluation that was admitted. Where the limit or the system has no room, everything idle is
  /// given back first.
  func memory(_ bytes: Executable.ByteCounts) throws(MemoryError) -> EvaluationMemory {
    let reserved = pool.reserved
    do throws(MemoryError) {
      return try takeMemory(bytes)
    } catch {
      guard reserved > arena.inUse else { throw error }
      trimIdle()
      return try takeMemory(bytes)
    }
  }

  /// Gives all memory that no result uses back to the system.
  private func trimIdle() {
    arena.trim(to: 0)
    pool.trim(to: 0)
  }

  /// The workspace first: the arena takes more than it needs where there is room, and must not take what the workspace needs.
  private func takeMemory(_ bytes: Executable.ByteCounts) throws(MemoryError) -> EvaluationMemory {
    let workspace: Buffer? = bytes.workspace == 0 ? nil : try pool.allocate(byteCount: bytes.workspace)
    guard bytes.outputs > 0 else {
      return EvaluationMemory(workspace: workspace, outputs: EvaluationMemory.empty)
    }
    return EvaluationMemory(
      workspace: workspace, outputs: unsafe try arena.allocateExactly(byteCount: bytes.outputs))
  }
}
