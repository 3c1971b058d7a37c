import TesseraGraph
import TesseraShapes

/// Checks what the passes before it promise. A failure is a defect of the planner, never of the user's program.
package enum VerificationPass {
  /// Every value is written before it is read, and every view stays inside of its buffer.
  package static func run(_ schedule: Schedule) {
    var isWritten = schedule.buffers.map { $0.byteCount == 0 }
    // By index: a step is large, and a loop over the elements copies each.
    for index in schedule.steps.indices {
      for view in schedule.steps[index].reads {
        guard case .buffer(let buffer) = view.source else { continue }
        precondition(isWritten[buffer], "Plan: a buffer is read before it is written")
        precondition(
          view.layout.fits(schedule.buffers[buffer].byteCount / view.elementType.byteCount),
          "Plan: a view reaches outside of its buffer")
      }
      let output = schedule.steps[index].output
      precondition(!isWritten[output], "Plan: a buffer is written twice")
      isWritten[output] = true
    }
    for output in schedule.outputs { precondition(isWritten[output.buffer], "Plan: an output is not written") }
  }

  /// No two blocks that are alive at one step overlap, and all offsets are aligned and inside of their region.
  package static func run(_ schedule: Schedule, _ lifetimes: Lifetimes, _ assignment: Assignment) {
    var offsets = Array(repeating: 0, count: lifetimes.blocks.count)
    for (number, buffer) in schedule.buffers.enumerated() {
      let block = lifetimes.blockOfBuffer[number]
      let offset = assignment.offsets[number]
      precondition(offset % AssignmentPass.alignment == 0, "Plan: a buffer is not aligned")
      guard block >= 0 else {
        guard case .output = buffer.purpose else { continue }
        precondition(
          offset >= 0 && offset + buffer.byteCount <= assignment.outputByteCount,
          "Plan: a buffer lies outside of its region")
        continue
      }
      let band = lifetimes.blocks[block].band
      let limit = band.map { assignment.workerByteCounts[$0] } ?? assignment.workspaceByteCount
      let byteCount = buffer.localSliceByteCount.map { $0 * schedule.bands[band ?? 0].blockSlices } ?? buffer.byteCount
      precondition(offset >= 0 && offset + byteCount <= limit, "Plan: a buffer lies outside of its region")
      precondition(byteCount <= lifetimes.blocks[block].byteCount, "Plan: a buffer is larger than its block")
      offsets[block] = offset
    }
    var numbers: [Int?: [Int]] = [:]
    for (number, block) in lifetimes.blocks.enumerated() { numbers[block.band, default: []].append(number) }
    for numbers in numbers.values {
      verifyDisjoint(numbers.map { lifetimes.blocks[$0] }, numbers.map { offsets[$0] })
    }
    // The memory of the workers against that of the whole evaluation.
    var blocks: [Lifetimes.Block] = []
    var places: [Int] = []
    for (number, block) in lifetimes.blocks.enumerated() where block.band == nil {
      blocks.append(block)
      places.append(offsets[number])
    }
    for (number, byteCount) in assignment.workerByteCounts.enumerated() {
      blocks.append(Lifetimes.Block(byteCount: byteCount, first: number, last: number, band: nil))
      places.append(assignment.workerOffsets[number])
    }
    verifyDisjoint(blocks, places)
  }

  /// The bands follow each other, cover every step, and cut each of their buffers evenly.
  package static func runBands(_ schedule: Schedule) {
    var next = 0
    for band in schedule.bands {
      precondition(band.steps.lowerBound == next && !band.steps.isEmpty, "Plan: a step is in no band or in two")
      precondition(band.sliceCount >= 1 && band.blockSlices >= 1, "Plan: a band has no slices")
      next = band.steps.upperBound
      guard band.steps.count > 1 else { continue }
      for step in schedule.steps[band.steps] {
        precondition(
          schedule.buffers[step.output].byteCount % band.sliceCount == 0, "Plan: a band cuts a buffer unevenly")
      }
    }
    precondition(next == schedule.steps.count, "Plan: a step is in no band")
  }

  /// Blocks come and go in the order of the steps; those that are alive are kept by offset, so that only neighbours need a look.
  private static func verifyDisjoint(_ blocks: [Lifetimes.Block], _ offsets: [Int]) {
    var alive: [Int] = []
    func position(of offset: Int) -> Int {
      var low = 0
      var high = alive.count
      while low < high {
        let middle = (low + high) / 2
        if offsets[alive[middle]] < offset { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let used = blocks.indices.filter { blocks[$0].byteCount > 0 }
    let starts = used.sorted { blocks[$0].first < blocks[$1].first }
    let ends = used.sorted { blocks[$0].last < blocks[$1].last }
    var ended = 0
    for block in starts {
      while ended < ends.count, blocks[ends[ended]].last < blocks[block].first {
        alive.remove(at: position(of: offsets[ends[ended]]))
        ended += 1
      }
      let place = position(of: offsets[block])
      if place < alive.count {
        precondition(offsets[block] + blocks[block].byteCount <= offsets[alive[place]], "Plan: living buffers overlap")
      }
      if place > 0 {
        let before = alive[place - 1]
        precondition(offsets[before] + blocks[before].byteCount <= offsets[block], "Plan: living buffers overlap")
      }
      alive.insert(block, at: place)
    }
  }
}

extension Layout {
  /// Whether every element lies in the first `count` of the memory.
  func fits(_ count: Int) -> Bool {
    var first = offset
    var last = offset
    for axis in extents.indices {
      if extents[axis] == 0 { return true }
      let reach = (extents[axis] - 1) * strides[axis]
      if reach < 0 { first += reach } else { last += reach }
    }
    return first >= 0 && last < count
  }
}
