/// The arithmetic of sizes and alignments: which capacity a request gets and which bucket holds it.
package enum SizeClass {
  /// Bucket i holds capacities from 2^(6+i) to 2^(7+i)-1 bytes; the last one also holds the blocks of 128 MiB.
  package static let bucketCount = 21
  package static let smallestCapacity = 64
  package static let largestPooledCapacity = 128 << 20

  /// Enough for a cache line and for the widest vector register (AVX-512).
  package static let defaultAlignment = 64

  /// Blocks from this size on are aligned to a page whatever was asked, so that they fit more requests later.
  package static let pageAlignedCapacity = 1 << 20
  package static let pageAlignment = 4096

  /// The capacity of a block for `byteCount` bytes: the next power of two, at least 64; above 128 MiB whole pages.
  package static func capacity(for byteCount: Int) throws(MemoryError) -> Int {
    guard byteCount >= 0, byteCount <= Int.max - pageAlignment else {
      throw .impossibleSize(count: byteCount, stride: 1)
    }
    if byteCount <= smallestCapacity { return smallestCapacity }
    if byteCount > largestPooledCapacity { return roundUp(byteCount, toMultipleOf: pageAlignment) }
    return 1 << (Int.bitWidth - (byteCount - 1).leadingZeroBitCount)
  }

  /// The bucket of a block, or nil if it is too large to be pooled.
  package static func bucket(of capacity: Int) -> Int? {
    guard capacity <= largestPooledCapacity else { return nil }
    let exponent = Int.bitWidth - 1 - capacity.leadingZeroBitCount
    return min(exponent - smallestCapacity.trailingZeroBitCount, bucketCount - 1)
  }

  /// The alignment to give for the one asked: 64 or a larger power of two.
  package static func alignment(for alignment: Int) throws(MemoryError) -> Int {
    guard alignment > 0, alignment & (alignment - 1) == 0 else { throw .invalidAlignment(alignment) }
    return max(alignment, defaultAlignment)
  }

  /// The size of `count` elements, `stride` bytes each.
  package static func byteCount(of count: Int, stride: Int) throws(MemoryError) -> Int {
    let (byteCount, overflowed) = count.multipliedReportingOverflow(by: stride)
    guard count >= 0, !overflowed else { throw .impossibleSize(count: count, stride: stride) }
    return byteCount
  }

  /// The next multiple of a power of two; the caller has excluded overflow.
  package static func roundUp(_ value: Int, toMultipleOf powerOfTwo: Int) -> Int {
    (value + powerOfTwo - 1) & ~(powerOfTwo - 1)
  }
}
