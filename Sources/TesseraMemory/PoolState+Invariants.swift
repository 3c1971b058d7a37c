extension PoolState {
  /// Walks all lists and compares them with the statistics. Does nothing unless built with DEBUG or TESSERA_CHECKS.
  func checkInvariants() {
    #if DEBUG || TESSERA_CHECKS
      var visited = Set<Int>()
      let pooled = checkBuckets(&visited)
      var lentBytes = 0
      checkList(lent, holder: .buffer, &visited) { lentBytes += $0.capacity }
      checkList(spares, holder: .spare, &visited) { record in
        precondition(unsafe record.base == nil, "a spare record must have no block")
      }

      let arena = records.indices.filter { records[$0].holder == .arena }
      let arenaBytes = arena.reduce(0) { $0 + records[$1].capacity }
      precondition(visited.count + arena.count == records.count, "each record must be in one place")
      precondition(statistics.pooled == pooled, "pooled must be the sum over the buckets")
      precondition(statistics.live == lentBytes + arenaBytes, "live must be the sum over the holders")
      precondition(statistics.reserved == statistics.live + statistics.pooled, "reserved must be live and pooled")
      precondition(statistics.peak >= statistics.live, "peak must not be below live")
      let wasted = records.reduce(0) { $1.holder == .buffer ? $0 + $1.capacity - $1.byteCount : $0 }
      precondition(statistics.wasted == wasted, "wasted must be the sum over the buffers")
    #endif
  }

  #if DEBUG || TESSERA_CHECKS
    private func checkBuckets(_ visited: inout Set<Int>) -> Int {
      var pooled = 0
      for (position, list) in buckets.lists.enumerated() {
        checkList(list, holder: .pool, &visited) { record in
          pooled += record.capacity
          guard let bucket = SizeClass.bucket(of: record.capacity) else {
            preconditionFailure("a block above 128 MiB must not be pooled")
          }
          precondition(
            BucketTable.position(bucket: bucket, alignment: record.alignment) == position,
            "a block must be in the bucket of its capacity and alignment")
        }
      }
      return pooled
    }

    private func checkList(
      _ list: RecordList, holder: BlockRecord.Holder, _ visited: inout Set<Int>, _ check: (BlockRecord) -> Void
    ) {
      var (previous, next): (Int?, Int?) = (nil, list.first)
      while let index = next {
        precondition(visited.insert(index).inserted, "a record must be in one list, once")
        precondition(records[index].previous == previous, "a list must be linked both ways")
        precondition(records[index].holder == holder, "a record must be in the list of its holder")
        if let base = unsafe records[index].base {
          let address = Int(bitPattern: base)
          precondition(address % records[index].alignment == 0, "a block must be as aligned as recorded")
        }
        check(records[index])
        previous = index
        next = records[index].next
      }
    }
  #endif
}
