/// The pooled blocks, by bucket and, within a bucket, by alignment, so that a strict request need not walk past all the
/// blocks that are not aligned well enough.
struct BucketTable {
  /// 64, 128, ... 4096, and everything above in one.
  static let alignmentClassCount = 8

  private(set) var lists = ContiguousArray(
    repeating: RecordList(), count: SizeClass.bucketCount * alignmentClassCount)

  private static func alignmentClass(_ alignment: Int) -> Int {
    let smallest = SizeClass.defaultAlignment.trailingZeroBitCount
    return min(alignment.trailingZeroBitCount - smallest, alignmentClassCount - 1)
  }

  private static func position(_ bucket: Int, _ alignmentClass: Int) -> Int {
    bucket * alignmentClassCount + alignmentClass
  }

  /// The list that a block of this bucket and alignment belongs to.
  static func position(bucket: Int, alignment: Int) -> Int { position(bucket, alignmentClass(alignment)) }

  mutating func push(_ index: Int, bucket: Int, in records: inout ContiguousArray<BlockRecord>) {
    lists[Self.position(bucket: bucket, alignment: records[index].alignment)].push(index, in: &records)
  }

  mutating func remove(_ index: Int, bucket: Int, from records: inout ContiguousArray<BlockRecord>) {
    lists[Self.position(bucket: bucket, alignment: records[index].alignment)].remove(index, from: &records)
  }

  /// The smallest block of the bucket with at least this capacity and alignment; among equals the least aligned, and of
  /// these the one that came back last, whose lines are most likely still in cache.
  ///
  /// - Complexity: O(1), but linear in the blocks of bucket 20 and in those aligned beyond 4096, where both are checked.
  func find(
    bucket: Int, capacity: Int, alignment: Int, in records: borrowing ContiguousArray<BlockRecord>
  ) -> Int? {
    var best: Int?
    for alignmentClass in Self.alignmentClass(alignment)..<Self.alignmentClassCount {
      var candidate = lists[Self.position(bucket, alignmentClass)].first
      while let index = candidate {
        if records[index].capacity >= capacity, records[index].alignment >= alignment {
          if records[index].capacity == capacity { return index }
          if best.map({ records[index].capacity < records[$0].capacity }) ?? true { best = index }
        }
        candidate = records[index].next
      }
    }
    return best
  }

  /// Any block of the bucket, or nil if it is empty.
  func first(bucket: Int) -> Int? {
    for alignmentClass in 0..<Self.alignmentClassCount {
      if let index = lists[Self.position(bucket, alignmentClass)].first { return index }
    }
    return nil
  }
}
