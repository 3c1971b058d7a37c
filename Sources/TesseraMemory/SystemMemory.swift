import Glibc

/// Memory of the operating system: small blocks from the C heap, large ones mapped on their own, so that giving a large
/// one back lowers the resident size at once.
public struct SystemMemory: MemorySource, Sendable {
  /// Blocks from this size or alignment on are mapped: the size from which glibc's heap does so too (its default M_MMAP_THRESHOLD).
  static let mappingThreshold = 128 << 10

  /// The size of a huge page of x86-64, and from how many bytes on they are asked for: finding pages of 4 KiB takes part of the time in large
  /// buffers.
  private static let hugePageByteCount = 2 << 20
  private static let hugePagesFrom = 4 << 20

  private static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))

  /// glibc's `malloc_trim`, which Swift's Glibc module does not declare; nil with another C library.
  private static let trimHeap: (@convention(c) (Int) -> Int32)? = {
    guard let symbol = unsafe dlsym(nil, "malloc_trim") else { return nil }
    return unsafe unsafeBitCast(symbol, to: (@convention(c) (Int) -> Int32).self)
  }()

  /// A source without state: all values are alike.
  public init() {}

  /// A block from the heap or a mapping, or nil if the system has none.
  public func allocate(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer? {
    guard max(byteCount, alignment) < Self.mappingThreshold else {
      return unsafe Self.map(byteCount, alignment: alignment)
    }
    var block: UnsafeMutableRawPointer?
    guard unsafe posix_memalign(&block, alignment, byteCount) == 0 else { return nil }
    return unsafe block
  }

  /// Returns a block to the heap, or unmaps it.
  public func deallocate(_ block: UnsafeMutableRawPointer, byteCount: Int, alignment: Int) {
    guard max(byteCount, alignment) >= Self.mappingThreshold else { return unsafe free(block) }
    unsafe munmap(block, byteCount)
  }

  /// Asks the C heap to give its free pages back.
  public func returnUnused() { _ = Self.trimHeap?(0) }

  /// Maps `byteCount` bytes. A mapping is page-aligned; for more, a longer one is made and its ends are cut off.
  private static func map(_ byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer? {
    let isLarge = byteCount >= hugePagesFrom
    let alignment = isLarge ? max(alignment, hugePageByteCount) : alignment
    let (paged, overflowed) = byteCount.addingReportingOverflow(pageSize - 1)
    let length = paged & ~(pageSize - 1)
    let (total, tooLong) = length.addingReportingOverflow(max(alignment, pageSize) - pageSize)
    guard !overflowed, !tooLong else { return nil }

    let mapping = unsafe mmap(nil, total, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let mapping = unsafe mapping, unsafe mapping != MAP_FAILED else { return nil }
    guard total > length else { return unsafe mapping }
    defer {
      // A system without huge pages refuses, and nothing is lost.
      if isLarge { unsafe madvise(mapping.alignedUp(toMultipleOf: alignment), length, MADV_HUGEPAGE) }
    }

    let block = unsafe mapping.alignedUp(toMultipleOf: alignment)
    let head = unsafe block - mapping
    if head > 0 { unsafe munmap(mapping, head) }
    if total - length > head { unsafe munmap(block + length, total - length - head) }
    return unsafe block
  }
}
