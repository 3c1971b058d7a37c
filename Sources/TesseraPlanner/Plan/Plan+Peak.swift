import TesseraGraph
package import TesseraShapes

extension PackPlan {
  /// Bytes of all panels; `Int.max` where they are more than fit.
  package var byteCount: Int {
    Layout.elementCount(batchExtents + [panelCount, inner, MatrixProductPlan.panelByteCount]) ?? .max
  }

  /// Whether the program may keep the panels of a constant: what it keeps is in no evaluator's limit, so an operand that is repeated must not
  /// grow beyond measure. Other panels are at most as many times larger as a panel has columns.
  var mayBePackedOnce: Bool {
    let repeatsRows = operand.rowStride == 0 && inner > 1
    let repeatsColumns = operand.columnStride == 0 && columns > 1
    return !(repeatsRows || repeatsColumns) || byteCount <= FoldingPass.byteLimit
  }
}

extension Schedule {
  /// Bytes of the right operands that are packed once for the program; products of one operand share its panels.
  var packedConstantByteCount: Int {
    var operands: Set<View> = []
    var byteCount = 0
    for step in steps {
      guard case .matrixProduct(let product) = step.work, case .constantPanels = product.rightForm else { continue }
      let packing = product.packing
      if operands.insert(packing.operand.view).inserted { byteCount += packing.byteCount }
    }
    return byteCount
  }
}

extension Plan {
  /// A tensor that lies in memory when the plan needs the most.
  package struct Resident {
    package let name: String
    package let elementType: ElementType
    package let extents: [Int]
    package let byteCount: Int
  }

  /// The tensors of the workspace and the outputs that are in memory while the band runs that needs the most, the largest first.
  ///
  /// - Complexity: O(buffers log buffers); it is for errors and for people.
  package var residentsAtPeak: [Resident] {
    let lifetimes = LifetimePass.run(schedule)
    var residents = outputResidents
    if let band = peakBand(lifetimes) {
      let last = schedule.bands[band].steps.upperBound - 1
      let shared = lifetimes.blocks.indices.filter {
        lifetimes.blocks[$0].band == nil && lifetimes.blocks[$0].isAlive(at: band)
      }
      residents += self.residents(of: shared, lifetimes, until: last, copies: 1, suffix: "")
      let step = peakStep(of: band, lifetimes)
      let own = lifetimes.blocks.indices.filter {
        lifetimes.blocks[$0].band == band && lifetimes.blocks[$0].isAlive(at: step)
      }
      let workers = schedule.bands[band].isShared ? target.workers : 1
      let suffix = workers == 1 ? ", a block of rows" : ", a block of rows for each of \(workers) workers"
      residents += self.residents(of: own, lifetimes, until: step, copies: workers, suffix: suffix)
    }
    return residents.filter { $0.byteCount > 0 }.sorted { $0.byteCount > $1.byteCount }
  }

  private var outputResidents: [Resident] {
    var buffers: Set<Int> = []
    return schedule.outputs.enumerated().compactMap { number, output in
      guard buffers.insert(output.buffer).inserted else { return nil }
      // The plan of the folded values has outputs that are none of the program's.
      let isNamed = number < graph.outputs.count && graph.outputs[number].value == output.value
      let name = isNamed ? "output \"\(graph.outputs[number].name)\"" : graph.values[output.value].operation.name
      return Resident(
        name: name, elementType: output.elementType, extents: output.extents,
        byteCount: schedule.buffers[output.buffer].byteCount)
    }
  }

  /// The band during which the most bytes of the workspace are in use.
  private func peakBand(_ lifetimes: Lifetimes) -> Int? {
    var changes = Array(repeating: 0, count: schedule.bands.count + 1)
    for block in lifetimes.blocks where block.band == nil {
      changes[block.first] += AssignmentPass.aligned(block.byteCount)
      changes[block.last + 1] -= AssignmentPass.aligned(block.byteCount)
    }
    var alive = 0
    var peak: (band: Int, byteCount: Int)?
    for (number, band) in schedule.bands.enumerated() {
      alive += changes[number]
      let byteCount = alive + assignment.workerByteCounts[number] * (band.isShared ? target.workers : 1)
      if byteCount > peak?.byteCount ?? -1 { peak = (number, byteCount) }
    }
    return peak?.band
  }

  /// The step of a band during which the most bytes of a worker's own memory are in use.
  private func peakStep(of band: Int, _ lifetimes: Lifetimes) -> Int {
    let steps = schedule.bands[band].steps
    let blocks = lifetimes.blocks.filter { $0.band == band }
    let byteCounts = steps.map { step in
      blocks.reduce(0) { $1.isAlive(at: step) ? $0 + $1.byteCount : $0 }
    }
    let most = byteCounts.indices.max { byteCounts[$0] < byteCounts[$1] } ?? 0
    return steps.lowerBound + most
  }

  /// What lies in some blocks: of the buffers that follow each other in one, the last that is written until a step.
  private func residents(
    of blocks: [Int], _ lifetimes: Lifetimes, until last: Int, copies: Int, suffix: String
  ) -> [Resident] {
    let wanted = Set(blocks)
    var residents: [Int: Resident] = [:]
    // By index: a step is large, and a loop over the elements copies each.
    for index in 0...last {
      let step = schedule.steps[index]
      if let scratch = step.scratch, wanted.contains(lifetimes.blockOfBuffer[scratch]) {
        let block = lifetimes.blockOfBuffer[scratch]
        let byteCount = lifetimes.blocks[block].byteCount
        residents[block] = Resident(
          name: "working memory of \(name(of: step))", elementType: .uint8, extents: [byteCount],
          byteCount: byteCount * copies)
      }
      let block = lifetimes.blockOfBuffer[step.output]
      guard wanted.contains(block) else { continue }
      residents[block] = Resident(
        name: name(of: step) + suffix, elementType: graph.values[step.value].elementType, extents: step.extents,
        byteCount: lifetimes.blocks[block].byteCount * copies)
    }
    return residents.sorted { $0.key < $1.key }.map(\.value)
  }

  /// What the user called, and where the step only prepares it, what for.
  private func name(of step: Step) -> String {
    let name = graph.values[step.value].operation.name
    return switch step.work {
    case .pack: "packed operand of \(name)"
    case .copy: "copy for \(name)"
    case .elementwise, .iota, .matrixProduct, .reduction, .axis, .concatenate, .rearrange, .gather, .scatter: name
    }
  }
}

extension Lifetimes.Block {
  /// Whether the block is in use at a band, or at a step where it is a worker's own.
  fileprivate func isAlive(at position: Int) -> Bool { first <= position && position <= last }
}
