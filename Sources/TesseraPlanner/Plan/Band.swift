/// Consecutive steps that run on the same rows, block after block, so that what one writes is in cache when the next one reads it.
///
/// The outputs of all steps are cut into the same number of equal slices: a slice of a step's output needs, of what the band's earlier steps
/// wrote, only the same slice. Blocks of slices are the units that workers share; which worker takes which block changes nothing in the
/// results.
package struct Band: Sendable {
  package let steps: Range<Int>
  /// Into how many slices the outputs are cut; 1 for steps that run whole.
  package let sliceCount: Int
  /// Slices that run at once, one step after the other.
  package let blockSlices: Int
  /// Whether the band is one product of few rows whose panels of columns are shared instead.
  package let splitsColumns: Bool
  /// Whether the work is worth the time that sharing it costs.
  package let isShared: Bool

  /// What workers take one at a time.
  package var unitCount: Int { (sliceCount + blockSlices - 1) / blockSlices }
}

/// What a plan is made for, besides the shapes.
package struct PlanTarget: Hashable, Sendable {
  /// Threads that share the work, the caller's included.
  package let workers: Int
  package let engine: MatrixEngine
  package let grain: Grain
  /// Rows of a panel that products take at once; sums over more of them are added up.
  package let slabRows: Int

  package init(workers: Int, engine: MatrixEngine, grain: Grain = .standard, slabRows: Int = 384) {
    self.workers = workers
    self.engine = engine
    self.grain = grain
    self.slabRows = slabRows
  }

  /// The same with products whose rows keep their bits.
  var keepingRowBits: PlanTarget { PlanTarget(workers: workers, engine: .panels, grain: grain, slabRows: slabRows) }

  /// How finely bands are cut.
  package struct Grain: Hashable, Sendable {
    /// What the slices of a block may touch.
    let blockByteCount: Int
    /// Rows that a product gets at least, where there are as many, so that its panels are not read too often.
    let productRows: Int
    /// The same for a product alone, which gets what it multiplies by one panel after the other, up to so many.
    let rowsAtOnce: Int
    /// Elements that an elementwise step gets at least.
    let elementCount: Int
    /// Work below this many nanoseconds is not shared: waking a thread costs a part of it.
    let sharedTime: Int

    /// Half of a second-level cache of 512 KiB a block.
    package static let standard = Grain(
      blockByteCount: 256 << 10, productRows: 24, rowsAtOnce: .max, elementCount: 4096, sharedTime: 6000)

    /// The smallest blocks, all of them shared: what tests use, so that small programs are cut as large ones are.
    package static let finest = Grain(
      blockByteCount: 1, productRows: 1, rowsAtOnce: 1, elementCount: 1, sharedTime: 0)
  }

  /// One thread, and a product in one call: what computes the values that are folded.
  package static let folding = PlanTarget(workers: 1, engine: .blas)
}

/// What computes matrix products.
package enum MatrixEngine: Hashable, Sendable {
  /// The panel kernels, tile by tile, on panels that are packed once. An element is one chain of multiply-adds, so that the bits of a row
  /// depend on nothing else.
  case panels
  /// One call of BLAS a product, whose bits depend on the number of rows and the place among them.
  case blas
}
