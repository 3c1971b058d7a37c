import TesseraGraph
import TesseraShapes

/// When each buffer of the workspace is in use, and which buffers share their memory because one is overwritten by its last reader.
package struct Lifetimes: Sendable {
  /// Memory for one or more buffers that follow each other in place.
  package struct Block: Sendable {
    package internal(set) var byteCount: Int
    /// When it is written first, and when it is used last: bands for memory of the whole evaluation, steps for that of one band.
    package let first: Int
    package internal(set) var last: Int
    /// The band in whose workers' memory the block lies; nil for the memory that all share.
    package let band: Int?
  }

  package internal(set) var blocks: [Block] = []
  /// The block of each buffer; -1 for outputs and for buffers without bytes.
  package internal(set) var blockOfBuffer: [Int]
}

/// Finds the lifetimes of the buffers between steps.
package enum LifetimePass {
  package static func run(_ schedule: Schedule) -> Lifetimes {
    var lastUse = Array(repeating: -1, count: schedule.buffers.count)
    var bandOfStep: [Int] = []
    bandOfStep.reserveCapacity(schedule.steps.count)
    for (number, band) in schedule.bands.enumerated() {
      for _ in band.steps { bandOfStep.append(number) }
    }
    for position in schedule.steps.indices {
      let step = schedule.steps[position]
      for case .buffer(let buffer) in step.reads.map(\.source) { lastUse[buffer] = position }
      lastUse[step.output] = max(lastUse[step.output], position)
    }

    var lifetimes = Lifetimes(blockOfBuffer: Array(repeating: -1, count: schedule.buffers.count))
    for (number, band) in schedule.bands.enumerated() {
      for position in band.steps {
        let step = schedule.steps[position]
        if let scratch = step.scratch {
          lifetimes.blockOfBuffer[scratch] = lifetimes.blocks.count
          lifetimes.blocks.append(
            Lifetimes.Block(
              byteCount: schedule.buffers[scratch].byteCount, first: position, last: position, band: number))
        }
        let buffer = schedule.buffers[step.output]
        guard case .intermediate = buffer.purpose else { continue }
        let isLocal = buffer.localSliceByteCount != nil
        let last = isLocal ? lastUse[step.output] : bandOfStep[lastUse[step.output]]
        let overwritten = step.overwritableBuffers.first { candidate in
          let block = lifetimes.blockOfBuffer[candidate]
          return lastUse[candidate] == position && block >= 0
            && schedule.buffers[candidate].byteCount == buffer.byteCount
            && lifetimes.blocks[block].band == (isLocal ? number : nil)
            && schedule.isRead(candidate, inSlicesOf: band)
        }
        if let overwritten {
          let block = lifetimes.blockOfBuffer[overwritten]
          lifetimes.blockOfBuffer[step.output] = block
          lifetimes.blocks[block].last = last
        } else {
          lifetimes.blockOfBuffer[step.output] = lifetimes.blocks.count
          lifetimes.blocks.append(
            Lifetimes.Block(
              byteCount: buffer.localSliceByteCount.map { $0 * band.blockSlices } ?? buffer.byteCount,
              first: isLocal ? position : number, last: last, band: isLocal ? number : nil))
        }
      }
    }
    return lifetimes
  }
}

extension Schedule {
  /// Whether every step of a band reads of a buffer only the slice that it writes, so that another block's slice may be overwritten.
  fileprivate func isRead(_ buffer: Int, inSlicesOf band: Band) -> Bool {
    if band.unitCount == 1 { return true }
    return steps[band.steps].allSatisfy { step in
      for view in step.reads where view.source == .buffer(buffer) {
        let count = buffers[buffer].byteCount / view.elementType.byteCount
        if !step.reads(buffer, of: count, inSlices: band.sliceCount) { return false }
      }
      return true
    }
  }
}

extension Step {
  /// Buffers that the step reads only where it writes, in the same order, so that its output may take their place.
  fileprivate var overwritableBuffers: [Int] {
    switch work {
    case .elementwise(let group):
      if let last = group.operations.last, !last.function.mayOverwriteOperands { return [] }
      var candidates: [Int] = []
      var excluded: Set<Int> = []
      for stream in group.streams.map(\.view) {
        guard case .buffer(let buffer) = stream.source else { continue }
        let isDense = stream.layout.offset == 0 && stream.layout.isContiguous && stream.elementType == group.elementType
        if isDense { candidates.append(buffer) } else { excluded.insert(buffer) }
      }
      return candidates.filter { !excluded.contains($0) }
    case .axis(let plan):
      guard case .row = plan.function, case .buffer(let buffer) = plan.operand.source, plan.operand.layout.offset == 0,
        plan.operand.layout.isContiguous
      else { return [] }
      return [buffer]
    case .copy, .iota, .matrixProduct, .pack, .reduction, .concatenate, .rearrange, .gather, .scatter: return []
    }
  }
}
