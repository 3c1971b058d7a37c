import TesseraMemory

/// The system's memory, with a log of what was taken and given back, and refusals on demand.
final class WatchedSource: MemorySource {
  enum Event: Equatable {
    case allocated(UInt, byteCount: Int, alignment: Int)
    case released(UInt, byteCount: Int)
    case refused
  }

  private let system = SystemMemory()
  private var held: [UInt: (byteCount: Int, alignment: Int)] = [:]
  /// What happened since the log was emptied.
  var events: [Event] = []
  /// How many of the next requests are refused.
  var refusals = 0
  private(set) var heldByteCount = 0
  /// Blocks given back that were not held, or not with this size and alignment.
  private(set) var wrongReleases = 0

  var heldCount: Int { held.count }
  var allocationCount: Int {
    events.reduce(0) { count, event in if case .allocated = event { count + 1 } else { count } }
  }

  func allocate(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer? {
    guard refusals == 0, let block = system.allocate(byteCount: byteCount, alignment: alignment) else {
      refusals = max(refusals - 1, 0)
      events.append(.refused)
      return nil
    }
    let address = UInt(bitPattern: block)
    held[address] = (byteCount, alignment)
    heldByteCount += byteCount
    events.append(.allocated(address, byteCount: byteCount, alignment: alignment))
    return block
  }

  func deallocate(_ block: UnsafeMutableRawPointer, byteCount: Int, alignment: Int) {
    let address = UInt(bitPattern: block)
    guard let known = held.removeValue(forKey: address), known == (byteCount, alignment) else {
      wrongReleases += 1
      return
    }
    heldByteCount -= byteCount
    events.append(.released(address, byteCount: byteCount))
    system.deallocate(block, byteCount: byteCount, alignment: alignment)
  }

  func returnUnused() { system.returnUnused() }
}
