import TesseraGraph
import TesseraShapes

/// When each buffer of the workspace is in use, and which buffers share their memory because one is overwritten by its last reader.
package struct Lifetimes: Sendable {
  /// Memory for one or more buffers that follow each other in place.
  package struct Block: Sendable {
    package internal(set) var byteCount: Int
    /// The step that writes it first.
    package let first: Int
    /// The last step that uses it.
    package internal(set) var last: Int
  }

  package internal(set) var blocks: [Block] = []
  /// The block of each buffer; -1 for outputs and for buffers without bytes.
  package internal(set) var blockOfBuffer: [Int]
}

/// Finds the lifetimes of the buffers between steps.
package enum LifetimePass {
  package static func run(_ schedule: Schedule) -> Lifetimes {
    var lastUse = Array(repeating: -1, count: schedule.buffers.count)
    for (position, step) in schedule.steps.enumerated() {
      for case .buffer(let buffer) in step.reads.map(\.source) { lastUse[buffer] = position }
      lastUse[step.output] = max(lastUse[step.output], position)
    }

    var lifetimes = Lifetimes(blockOfBuffer: Array(repeating: -1, count: schedule.buffers.count))
    for (position, step) in schedule.steps.enumerated() {
      if let scratch = step.scratch {
        lifetimes.blockOfBuffer[scratch] = lifetimes.blocks.count
        lifetimes.blocks.append(
          Lifetimes.Block(byteCount: schedule.buffers[scratch].byteCount, first: position, last: position))
      }
      guard case .intermediate = schedule.buffers[step.output].purpose else { continue }
      let overwritten = step.overwritableBuffers.first { buffer in
        lastUse[buffer] == position && lifetimes.blockOfBuffer[buffer] >= 0
          && schedule.buffers[buffer].byteCount == schedule.buffers[step.output].byteCount
      }
      if let overwritten {
        let block = lifetimes.blockOfBuffer[overwritten]
        lifetimes.blockOfBuffer[step.output] = block
        lifetimes.blocks[block].last = lastUse[step.output]
      } else {
        lifetimes.blockOfBuffer[step.output] = lifetimes.blocks.count
        lifetimes.blocks.append(
          Lifetimes.Block(
            byteCount: schedule.buffers[step.output].byteCount, first: position, last: lastUse[step.output]))
      }
    }
    return lifetimes
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
    case .copy, .iota, .matrixProduct, .reduction, .concatenate, .rearrange, .gather, .scatter: return []
    }
  }
}
