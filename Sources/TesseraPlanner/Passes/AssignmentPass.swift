import TesseraShapes

/// Gives every buffer its offset: blocks whose lifetimes do not meet share bytes of the workspace; outputs lie behind each other.
package enum AssignmentPass {
  /// Every offset is a multiple of this, so that vectors and BLAS find whole cache lines.
  package static let alignment = 64

  /// Above this number of blocks the quadratic placement gives way to the one that takes blocks as they come.
  private static let exactLimit = 1024
  /// Blocks that are placed again, in all tries together, where a placement is not the best.
  private static let improvementLimit = 2048

  package static func run(_ schedule: Schedule, _ lifetimes: Lifetimes, workers: Int) -> Assignment {
    var offsets = Array(repeating: 0, count: lifetimes.blocks.count)
    var blocksOfBand: [Int: [Int]] = [:]
    var shared: [Int] = []
    for (number, block) in lifetimes.blocks.enumerated() {
      if let band = block.band { blocksOfBand[band, default: []].append(number) } else { shared.append(number) }
    }

    // First the memory of a worker in each band, then the workspace, where that memory is a block as any other.
    var workerByteCounts = Array(repeating: 0, count: schedule.bands.count)
    var regions: [Lifetimes.Block] = []
    var leastRegions: [Lifetimes.Block] = []
    var bandOfRegion: [Int] = []
    for (number, band) in schedule.bands.enumerated() {
      guard let numbers = blocksOfBand[number] else { continue }
      let blocks = numbers.map { lifetimes.blocks[$0] }
      let placed = place(blocks)
      for (block, offset) in zip(numbers, placed.offsets) { offsets[block] = offset }
      workerByteCounts[number] = placed.byteCount
      let count = band.isShared ? workers : 1
      regions.append(
        Lifetimes.Block(byteCount: placed.byteCount * count, first: number, last: number, band: nil))
      leastRegions.append(
        Lifetimes.Block(byteCount: lowerBound(blocks) * count, first: number, last: number, band: nil))
      bandOfRegion.append(number)
    }
    let blocks = shared.map { lifetimes.blocks[$0] }
    let placed = place(blocks + regions)
    for (block, offset) in zip(shared, placed.offsets) { offsets[block] = offset }
    var workerOffsets = Array(repeating: 0, count: schedule.bands.count)
    for (region, band) in bandOfRegion.enumerated() { workerOffsets[band] = placed.offsets[shared.count + region] }

    var bufferOffsets = Array(repeating: 0, count: schedule.buffers.count)
    var outputByteCount = 0
    for (number, buffer) in schedule.buffers.enumerated() {
      switch buffer.purpose {
      case .intermediate, .scratch:
        let block = lifetimes.blockOfBuffer[number]
        if block >= 0 { bufferOffsets[number] = offsets[block] }
      case .output:
        bufferOffsets[number] = outputByteCount
        outputByteCount += aligned(buffer.byteCount)
      }
    }
    return Assignment(
      offsets: bufferOffsets, workspaceByteCount: placed.byteCount, outputByteCount: outputByteCount,
      lowerBound: lowerBound(blocks + leastRegions), workerOffsets: workerOffsets, workerByteCounts: workerByteCounts)
  }

  /// The best of several placements; where they are larger than need be, blocks that lie at the end are placed earlier, a few times.
  private static func place(_ blocks: [Lifetimes.Block]) -> (offsets: [Int], byteCount: Int) {
    var best = placeInOrder(blocks)
    guard blocks.count <= exactLimit else { return best }
    let least = lowerBound(blocks)
    var order = blocks.indices.sorted {
      (blocks[$1].byteCount, blocks[$0].first) < (blocks[$0].byteCount, blocks[$1].first)
    }
    for _ in 0..<max(improvementLimit / max(blocks.count, 1), 1) {
      let placed = place(blocks, inOrder: order)
      if placed.byteCount < best.byteCount { best = placed }
      guard best.byteCount > least,
        let last = order.firstIndex(where: {
          placed.offsets[$0] + aligned(blocks[$0].byteCount) == placed.byteCount
        }), last > 0
      else { break }
      order.insert(order.remove(at: last), at: 0)
    }
    return best
  }

  static func aligned(_ byteCount: Int) -> Int { (byteCount + alignment - 1) & ~(alignment - 1) }

  /// The largest sum of bytes that are alive at one step.
  private static func lowerBound(_ blocks: [Lifetimes.Block]) -> Int {
    var changes: [(step: Int, change: Int)] = []
    for block in blocks {
      changes.append((block.first, aligned(block.byteCount)))
      changes.append((block.last + 1, -aligned(block.byteCount)))
    }
    changes.sort { ($0.step, $0.change) < ($1.step, $1.change) }
    var alive = 0
    var most = 0
    for (_, change) in changes {
      alive += change
      most = max(most, alive)
    }
    return most
  }

  /// Blocks in the order of their lifetimes, each in the smallest gap that holds it.
  private static func placeInOrder(_ blocks: [Lifetimes.Block]) -> (offsets: [Int], byteCount: Int) {
    var offsets = Array(repeating: 0, count: blocks.count)
    var gaps = GapList()
    let starts = blocks.indices.sorted { blocks[$0].first < blocks[$1].first }
    let ends = blocks.indices.sorted { blocks[$0].last < blocks[$1].last }
    var ended = 0
    for block in starts {
      while ended < ends.count, blocks[ends[ended]].last < blocks[block].first {
        gaps.release(offsets[ends[ended]], aligned(blocks[ends[ended]].byteCount))
        ended += 1
      }
      offsets[block] = gaps.take(aligned(blocks[block].byteCount))
    }
    return (offsets, gaps.end)
  }

  /// Blocks in a given order, each at the lowest offset where no block that is alive with it lies.
  private static func place(
    _ blocks: [Lifetimes.Block], inOrder order: [Int]
  ) -> (offsets: [Int], byteCount: Int) {
    var offsets = Array(repeating: 0, count: blocks.count)
    var placed: [Int] = []  // by offset
    var end = 0
    for block in order {
      let size = aligned(blocks[block].byteCount)
      var offset = 0
      for other in placed where blocks[other].first <= blocks[block].last && blocks[block].first <= blocks[other].last {
        if offsets[other] >= offset + size { break }
        offset = max(offset, offsets[other] + aligned(blocks[other].byteCount))
      }
      offsets[block] = offset
      end = max(end, offset + size)
      let position = placed.firstIndex { offsets[$0] > offset } ?? placed.count
      placed.insert(block, at: position)
    }
    return (offsets, end)
  }
}

/// Where every buffer lies.
package struct Assignment: Sendable {
  /// Bytes from the start of the workspace, of a worker's memory for a buffer that lives there, or of the outputs for a buffer that is one.
  package let offsets: [Int]
  package let workspaceByteCount: Int
  package let outputByteCount: Int
  /// No placement needs fewer bytes of workspace.
  package let lowerBound: Int
  /// For each band where the memory of its first worker begins in the workspace, and how many bytes each worker has.
  package let workerOffsets: [Int]
  package let workerByteCounts: [Int]
}
