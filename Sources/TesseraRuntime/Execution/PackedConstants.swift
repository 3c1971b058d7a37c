import TesseraGraph
import TesseraPlanner
import TesseraShapes

/// Right operands that are the same in every batch, packed into panels once for a program and shared by all of its plans.
final class PackedConstants: Sendable {
  /// By the operand's view, whose last two axes are those of the matrices.
  private let panels = Guarded<[View: Frozen<StepStorage>]>([:])

  /// The panels of an operand, packed by the first plan that reads it. The storage keeps them.
  func panels(of product: MatrixProductPlan, at source: Place, storage: StepStorage) -> UnsafeRawPointer {
    let plan = product.packing
    let packed = panels.withLock { panels in
      if let known = panels[plan.operand.view] { return known }
      let own = StepStorage()
      let byteCount = plan.batchCount * plan.panelCount * plan.inner * MatrixProductPlan.panelByteCount
      PackStep.pack(plan, from: source, to: own.memory(byteCount: byteCount))
      let packed = Frozen(own)
      panels[plan.operand.view] = packed
      return packed
    }
    storage.keep(packed.value)
    return packed.value.firstMemory
  }
}
