/// Memory for the plain data of an executable's steps, so that running them touches no reference counts.
final class StepStorage {
  private var allocations: [UnsafeMutableRawPointer] = []
  private var owners: [AnyObject] = []

  deinit { for allocation in allocations { allocation.deallocate() } }

  /// Keeps an object alive as long as the steps are.
  func keep(_ owner: AnyObject) { owners.append(owner) }

  /// The elements at an address that stays.
  func store<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
    let byteCount = max(MemoryLayout<Element>.stride * elements.count, 1)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 64)
    allocations.append(memory)
    let pointer = memory.bindMemory(to: Element.self, capacity: elements.count)
    for (index, element) in elements.enumerated() { (pointer + index).initialize(to: element) }
    return UnsafePointer(pointer)
  }
}
