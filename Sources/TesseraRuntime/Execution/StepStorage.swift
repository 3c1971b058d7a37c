/// Memory for the plain data of an executable's steps, so that running them touches no reference counts.
final class StepStorage {
  private var allocations: [UnsafeMutableRawPointer] = []
  private var owners: [AnyObject] = []

  deinit { for allocation in allocations { allocation.deallocate() } }

  /// Keeps an object alive as long as the steps are.
  func keep(_ owner: AnyObject) { owners.append(owner) }

  /// Memory that is not initialised, at an address that stays.
  func memory(byteCount: Int) -> UnsafeMutableRawPointer {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(byteCount, 1), alignment: 64)
    allocations.append(memory)
    return memory
  }

  /// The first memory that was taken.
  var firstMemory: UnsafeRawPointer { UnsafeRawPointer(allocations[0]) }

  /// The elements at an address that stays.
  func store<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
    let memory = memory(byteCount: MemoryLayout<Element>.stride * elements.count)
    let pointer = memory.bindMemory(to: Element.self, capacity: elements.count)
    for (index, element) in elements.enumerated() { (pointer + index).initialize(to: element) }
    return UnsafePointer(pointer)
  }
}
