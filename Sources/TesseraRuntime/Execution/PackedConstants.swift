import TesseraGraph
import TesseraPlanner
import TesseraShapes

/// Right operands that are the same in every batch, packed into panels once for a program and shared by all of its plans.
final class PackedConstants: Sendable {
  /// By the operand's view, whose last two axes are those of the matrices.
  private let panels = Guarded<[View: TensorStorage]>([:])

  /// The panels of an operand, packed by the first plan that reads it. The storage keeps them.
  ///
  /// - Throws: `ShapeError` when the system has no memory.
  func panels(
    of product: MatrixProductPlan, at source: Place, storage: StepStorage
  ) throws(ShapeError) -> UnsafeRawPointer {
    let plan = product.packing
    let packed = try panels.withLock { panels throws(ShapeError) in
      if let known = panels[plan.operand.view] { return known }
      let byteCount = plan.batchCount * plan.panelCount * plan.inner * MatrixProductPlan.panelByteCount
      guard let packed = TensorStorage(byteCount: byteCount) else {
        let shape = Shape(extents: plan.batchExtents + [plan.inner, plan.columns])
        throw ShapeError("Program", .outOfMemory(shape, byteCount: byteCount))
      }
      PackStep.pack(plan, from: source, to: packed.uninitializedBaseAddress)
      panels[plan.operand.view] = packed
      return packed
    }
    storage.keep(packed)
    return packed.baseAddress
  }
}
