import CTesseraKernels
import TesseraGraph
import TesseraPlanner
import TesseraShapes

/// The steps of a band, run block by block.
struct BandStep: BitwiseCopyable {
  /// Where the parts of a step lie: some are large, and running one copies what its case holds.
  private enum Work: BitwiseCopyable {
    case elementwise(UnsafePointer<ElementwiseStep>)
    case copy(UnsafePointer<CopyStep>)
    case matrixProduct(UnsafePointer<MatrixProductStep>)
    case pack(UnsafePointer<PackStep>)
    case reduction(UnsafePointer<ReductionStep>)
    case axis(UnsafePointer<AxisStep>)
    case iota(UnsafePointer<IotaStep>)
    case concatenate(UnsafePointer<ConcatenateStep>)
    case rearrange(UnsafePointer<RearrangeStep>)
    case gather(UnsafePointer<GatherStep>)
    case scatter(UnsafePointer<ScatterStep>)
  }

  /// What the workers of a team know.
  private struct Context: BitwiseCopyable {
    let band: BandStep
    let bases: Bases
  }

  private let steps: UnsafePointer<Work>
  private let stepCount: Int
  private let sliceCount: Int
  private let blockSlices: Int
  private let unitCount: Int
  private let splitsColumns: Bool
  let isShared: Bool
  /// Where the memory of the first worker begins in the workspace, and bytes from worker to worker.
  private let workerOffset: Int
  private let workerByteCount: Int

  init(_ builder: StepBuilder) throws {
    let band = builder.plan.schedule.bands[builder.band]
    let works = try builder.plan.schedule.steps[band.steps].map { step in try Self.work(step, in: builder) }
    steps = builder.storage.store(works)
    stepCount = works.count
    sliceCount = band.sliceCount
    blockSlices = band.blockSlices
    unitCount = band.unitCount
    splitsColumns = band.splitsColumns
    isShared = band.isShared
    workerOffset = builder.plan.assignment.workerOffsets[builder.band]
    workerByteCount = builder.plan.assignment.workerByteCounts[builder.band]
  }

  private static func work(_ step: Step, in builder: StepBuilder) throws -> Work {
    let output = builder.place(ofBuffer: step.output)
    let scratch = step.scratch.map { builder.place(ofBuffer: $0) } ?? Place(base: Bases.workspace, offset: 0)
    func stored<Step: BitwiseCopyable>(_ step: Step) -> UnsafePointer<Step> { builder.storage.store([step]) }
    return switch step.work {
    case .elementwise(let group):
      .elementwise(stored(ElementwiseStep(group, output: output, scratch: scratch, in: builder)))
    case .copy(let view): .copy(stored(CopyStep(view, output: output, in: builder)))
    case .matrixProduct(let product):
      .matrixProduct(stored(try MatrixProductStep(product, output: output, scratch: scratch, in: builder)))
    case .pack(let plan): .pack(stored(PackStep(plan, output: output, in: builder)))
    case .reduction(let reduction):
      .reduction(stored(ReductionStep(reduction, output: output, scratch: scratch, in: builder)))
    case .axis(let plan): .axis(stored(AxisStep(plan, output: output, scratch: scratch, in: builder)))
    case .iota: .iota(stored(IotaStep(count: step.extents[0], output: output)))
    case .concatenate(let plan): .concatenate(stored(ConcatenateStep(plan, output: output, in: builder)))
    case .rearrange(let plan): .rearrange(stored(RearrangeStep(plan, output: output, in: builder)))
    case .gather(let plan): .gather(stored(GatherStep(plan, output: output, in: builder)))
    case .scatter(let plan): .scatter(stored(ScatterStep(plan, output: output, in: builder)))
    }
  }

  /// All units, on the caller's thread.
  func run(_ bases: Bases) throws(IndexError) {
    for unit in 0..<unitCount { try run(unit, worker: 0, bases) }
  }

  /// All units, on the threads of a team.
  func run(_ bases: Bases, _ team: borrowing WorkerTeam) {
    var context = Context(band: self, bases: bases)
    withUnsafeMutablePointer(to: &context) { context in
      team.run(units: unitCount, UnsafeMutableRawPointer(context)) { context, worker, first, end in
        let context = context.assumingMemoryBound(to: Context.self)
        for unit in first..<end { context.pointee.band.runShared(unit, worker: worker, context.pointee.bases) }
      }
    }
  }

  /// A unit of a band that is shared: steps that can fail are cut into no slices, and so they are never shared.
  private func runShared(_ unit: Int, worker: Int, _ bases: Bases) {
    do {
      try run(unit, worker: worker, bases)
    } catch {
      preconditionFailure("Tessera: a step that can fail was shared")
    }
  }

  private func run(_ unit: Int, worker: Int, _ bases: Bases) throws(IndexError) {
    var bases = bases
    let slices = unit &* blockSlices..<min((unit &+ 1) &* blockSlices, sliceCount)
    bases.workerAddress =
      bases.addresses[Bases.workspace] &+ UInt(bitPattern: workerOffset &+ worker &* workerByteCount)
    bases.firstSlice = slices.lowerBound
    for number in 0..<stepCount {
      switch steps[number] {
      case .elementwise(let step): step.pointee.run(bases, slices)
      case .copy(let step): step.pointee.run(bases, slices)
      case .matrixProduct(let step):
        if splitsColumns { step.pointee.run(bases, panels: slices) } else { step.pointee.run(bases, slices) }
      case .pack(let step): step.pointee.run(bases, slices)
      case .reduction(let step): step.pointee.run(bases, slices)
      case .axis(let step): step.pointee.run(bases, slices)
      case .iota(let step): step.pointee.run(bases)
      case .concatenate(let step): step.pointee.run(bases)
      case .rearrange(let step): step.pointee.run(bases)
      case .gather(let step): try step.pointee.run(bases)
      case .scatter(let step): try step.pointee.run(bases)
      }
    }
  }
}
