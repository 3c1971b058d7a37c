import TesseraShapes

/// Joins steps into bands and decides how many slices run at once, and which buffers live for one block at a time.
package enum BandPass {
  /// A right operand from this size on does not fit the caches: it is read as rarely as the rows of a block of the left one allow.
  private static let largeRightByteCount = 3 << 20
  /// More steps do not join one band.
  private static let stepLimit = 64

  package static func run(_ schedule: inout Schedule, _ target: PlanTarget) {
    let joined = joining(schedule, target)
    guard let steps = OrderPass.run(joined) else {
      schedule = joined
      return
    }
    schedule.steps = steps
    schedule = joining(schedule, target)
  }

  /// The schedule with its steps in bands.
  private static func joining(_ schedule: Schedule, _ target: PlanTarget) -> Schedule {
    var pass = State(schedule: schedule, target: target)
    for number in schedule.steps.indices { pass.add(number) }
    pass.close()
    return pass.schedule
  }

  private struct State {
    var schedule: Schedule
    let target: PlanTarget
    /// The first step of the band that is being made, and its slices.
    var first = 0
    var end = 0
    var sliceCount = 1
    /// Whether every step of the band is cheap to cut anywhere.
    var time = 0.0
    /// The band in which each buffer is written; -1 before.
    var writer: [Int]
    var lastReader: [Int]

    init(schedule: Schedule, target: PlanTarget) {
      self.schedule = schedule
      self.target = target
      writer = Array(repeating: -1, count: schedule.buffers.count)
      lastReader = Array(repeating: -1, count: schedule.buffers.count)
      for (number, step) in schedule.steps.enumerated() {
        for case .buffer(let buffer) in step.reads.map(\.source) { lastReader[buffer] = number }
      }
    }

    mutating func add(_ number: Int) {
      let step = schedule.steps[number]
      let slicing = step.slicing
      if end > first, let joined = joinedCount(number, step, slicing) {
        sliceCount = joined
      } else {
        close()
        sliceCount = slicing.count
      }
      end = number + 1
      time += step.estimatedTime
      writer[step.output] = number
      if !slicing.isContiguous || splitsColumns(step) { close() }
    }

    /// The slices of the band with one more step, or nil when it cannot join.
    private func joinedCount(_ number: Int, _ step: Step, _ slicing: Slicing) -> Int? {
      guard slicing.isContiguous, end - first < BandPass.stepLimit, !splitsColumns(step) else { return nil }
      let joined: Int
      if slicing.count % sliceCount == 0 {
        joined = sliceCount
      } else if sliceCount % slicing.count == 0,
        slicing.count >= 8 * target.workers || time < Double(target.grain.sharedTime)
      {
        joined = slicing.count
      } else {
        return nil
      }
      guard joined > 1 else { return nil }
      for case .buffer(let buffer) in step.reads.map(\.source) where writer[buffer] >= first {
        let count = elementCount(buffer)
        guard step.reads(buffer, of: count, inSlices: joined) else { return nil }
      }
      return joined
    }

    /// Elements of a buffer that a step of the band has written.
    private func elementCount(_ buffer: Int) -> Int {
      Layout.elementCount(schedule.steps[writer[buffer]].extents) ?? 0
    }

    /// Whether the step is a product of too few rows for all workers.
    private func splitsColumns(_ step: Step) -> Bool {
      guard target.workers > 1, case .matrixProduct(let product) = step.work, product.engine == .panels else {
        return false
      }
      return product.batchCount == 1 && product.rows < target.grain.productRows * target.workers / 2
        && product.panelCount >= 2 * target.workers
    }

    /// Ends the band and begins another one.
    mutating func close() {
      guard end > first else { return }
      let steps = first..<end
      let splits = steps.count == 1 && splitsColumns(schedule.steps[first])
      let isShared = target.workers > 1 && time >= Double(target.grain.sharedTime) && (splits || sliceCount > 1)
      let parts: Int
      let block: Int
      if splits, case .matrixProduct(let product) = schedule.steps[first].work {
        parts = product.panelCount
        let units = isShared ? target.workers * 2 : 1
        // Groups of four panels, so that a single row keeps the multipliers busy.
        block = max((parts + units - 1) / units, 4) + 3 & ~3
      } else {
        parts = max(sliceCount, 1)
        block = blockSlices(steps, isShared: isShared)
      }
      let band = Band(
        steps: steps, sliceCount: parts, blockSlices: block, splitsColumns: splits, isShared: isShared)
      place(band)
      schedule.bands.append(band)
      first = end
      time = 0
    }

    private func blockSlices(_ steps: Range<Int>, isShared: Bool) -> Int {
      guard sliceCount > 1, steps.count > 1 || isShared || products(steps) else { return max(sliceCount, 1) }
      var least = 1
      var rowsAtOnce = 1
      var isProduct = false
      for step in schedule.steps[steps] {
        if case .matrixProduct(let product) = step.work, product.batchCount == 1 {
          isProduct = true
          let rightByteCount = product.inner * product.columns * product.lhs.view.elementType.byteCount
          least = max(least, target.grain.productRows)
          if steps.count == 1 || steps.count == 2 && rightByteCount > BandPass.largeRightByteCount {
            rowsAtOnce = min(product.blockRows, target.grain.rowsAtOnce)
          }
        }
      }
      if !isProduct {
        let elements = schedule.steps[steps].map { Layout.elementCount($0.extents) ?? 1 }.max() ?? 1
        least = max(1, target.grain.elementCount / max(elements / sliceCount, 1))
      }
      let bytes = max(bytesPerSlice(steps), 1)
      let fitting = max(target.grain.blockByteCount / bytes, least, rowsAtOnce)
      var units = (sliceCount + fitting - 1) / fitting
      if isShared {
        // Every worker gets as many blocks, two where they stay large enough.
        let workers = target.workers
        let wanted = sliceCount >= 2 * least * workers ? 2 * workers : workers
        units = max((units + workers - 1) / workers * workers, wanted)
      }
      let block = (sliceCount + units - 1) / units
      guard !isProduct, block > 64 else { return max(block, 1) }
      return block + 63 & ~63
    }

    private func products(_ steps: Range<Int>) -> Bool {
      schedule.steps[steps].contains { step in
        guard case .matrixProduct(let product) = step.work else { return false }
        return product.engine == .panels
      }
    }

    /// Bytes of one slice of everything that is alive at once in the band, and of what its products read from outside.
    private func bytesPerSlice(_ steps: Range<Int>) -> Int {
      var alive = 0
      var most = 0
      for number in steps {
        let step = schedule.steps[number]
        let own = schedule.buffers[step.output].byteCount / sliceCount
        alive += own
        var outside = 0
        var dying = 0
        for case .buffer(let buffer) in Set(step.reads.map(\.source)) {
          let bytes = schedule.buffers[buffer].byteCount / sliceCount
          if writer[buffer] >= first {
            if lastReader[buffer] == number { dying += bytes }
          } else if case .matrixProduct(let product) = step.work, product.lhs.view.source == .buffer(buffer) {
            outside += bytes
          }
        }
        most = max(most, alive + outside)
        alive -= dying
      }
      return most
    }

    /// Buffers that only this band uses live for one block at a time; scratch grows with what is copied for a block.
    private mutating func place(_ band: Band) {
      for number in band.steps {
        let step = schedule.steps[number]
        if let scratch = step.scratch, case .matrixProduct(let product) = step.work {
          let rows = product.batchCount == 1 ? band.blockSlices * product.rows / band.sliceCount : product.rows
          let copied = band.splitsColumns ? product.rows : rows
          schedule.buffers[scratch].byteCount =
            min(copied, product.blockRows) * product.copiedRowStride * product.lhs.view.elementType.byteCount
        }
        guard band.unitCount > 1, !band.splitsColumns, band.steps.count > 1 else { continue }
        guard case .intermediate = schedule.buffers[step.output].purpose else { continue }
        let last = lastReader[step.output]
        guard last >= 0, band.steps.contains(last) else { continue }
        let bytes = schedule.buffers[step.output].byteCount / band.sliceCount
        schedule.buffers[step.output].localSliceByteCount = bytes
      }
    }
  }
}
