import TesseraShapes

/// Finds products that stand between two parts of what could be one band, and moves them to earlier products of the same rows.
///
/// A program names the values of an attention where they are needed: after the scores. There their product ends the band of the scores, which
/// then all have to be in memory at once; beside the products for the queries and the keys it reads rows that are in cache.
enum OrderPass {
  /// The steps in their new order, or nil when they stay where they are.
  ///
  /// - Complexity: linear in the number of steps.
  static func run(_ schedule: Schedule) -> [Step]? {
    /// The steps that move behind each band.
    var followers: [Int: [Range<Int>]] = [:]
    var isMoved = Array(repeating: false, count: schedule.steps.count)
    /// The band that writes each buffer, and the first one with a product of given rows, in the new order.
    var writer = Array(repeating: -1, count: schedule.buffers.count)
    var firstProduct: [View: Int] = [:]
    for (number, band) in schedule.bands.enumerated() {
      for step in schedule.steps[band.steps] {
        writer[step.output] = number
        if let rows = step.rowsOfProduct, firstProduct[rows] == nil { firstProduct[rows] = number }
      }
      guard let run = schedule.productThatSeparates(number), let rows = schedule.steps[run.lowerBound].rowsOfProduct,
        let leader = firstProduct[rows], leader < schedule.band(of: run.lowerBound - 1, upTo: number),
        schedule.buffersRead(by: run).allSatisfy({ writer[$0] <= leader })
      else { continue }
      followers[leader, default: []].append(run)
      for index in run {
        isMoved[index] = true
        writer[schedule.steps[index].output] = leader
      }
    }
    if followers.isEmpty { return nil }
    return schedule.bands.indices.flatMap { number in
      schedule.bands[number].steps.filter { !isMoved[$0] } + (followers[number] ?? []).joined()
    }.map { schedule.steps[$0] }
  }
}

extension Schedule {
  /// The last steps of a band when they are one product and what is made of its elements, and the next band goes on with the slices of what was
  /// written before them, which is no smaller than what would be kept in its place.
  fileprivate func productThatSeparates(_ number: Int) -> Range<Int>? {
    guard number + 1 < bands.count else { return nil }
    let band = bands[number].steps
    var first = band.upperBound - 1
    while first > band.lowerBound, case .elementwise = steps[first].work { first -= 1 }
    guard first > 0, steps[first].rowsOfProduct != nil else { return nil }
    let (before, after) = (bands[self.band(of: first - 1, upTo: number)], steps[band.upperBound])
    let (last, kept) = (steps[first - 1].output, steps[band.upperBound - 1].output)
    let sources = after.reads.map(\.source)
    let goesOn =
      before.sliceCount > 1 && after.slicing.isContiguous && after.slicing.count % before.sliceCount == 0
      && sources.contains(.buffer(last)) && sources.contains(.buffer(kept))
      && buffers[kept].byteCount <= buffers[last].byteCount
    return goesOn ? first..<band.upperBound : nil
  }

  /// The band of a step of the given one or of the one before it.
  fileprivate func band(of step: Int, upTo number: Int) -> Int {
    bands[number].steps.contains(step) ? number : number - 1
  }

  /// The buffers that some steps read and others write.
  fileprivate func buffersRead(by range: Range<Int>) -> [Int] {
    let written = Set(steps[range].map(\.output))
    return steps[range].flatMap(\.reads).compactMap { view in
      if case .buffer(let buffer) = view.source, !written.contains(buffer) { buffer } else { nil }
    }
  }
}

extension Step {
  /// The left operand of a product with panels that are the same for all rows.
  fileprivate var rowsOfProduct: View? {
    guard case .matrixProduct(let product) = work, product.engine == .panels, product.batchCount == 1 else {
      return nil
    }
    return product.lhs.view
  }
}
