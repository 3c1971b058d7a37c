import TesseraGraph
import TesseraPlanner
import TesseraShapes

/// Right operands that are the same in every batch, packed into panels once for a program and shared by all of its plans.
final class PackedConstants: Sendable {
  /// By the operand's view, whose last two axes are those of the matrices.
  private let panels = Guarded<[View: TensorStorage]>([:])

  /// The bytes of all panels.
  var byteCount: Int { panels.withLock { $0.values.reduce(0) { $0 + $1.byteCount } } }

  /// The panels of an operand, packed by the first plan that reads it. The storage keeps them.
  ///
  /// - Throws: `ShapeError` when the system has no memory for the panels, `MemoryError` when it has none to make them.
  func panels(
    of product: MatrixProductPlan, at source: Place, storage: StepStorage
  ) throws -> UnsafeRawPointer {
    let plan = product.packing
    let packed = try panels.withLock { panels throws(any Error) in
      if let known = panels[plan.operand.view] { return known }
      guard let packed = TensorStorage(byteCount: plan.byteCount) else {
        let shape = Shape(extents: plan.batchExtents + [plan.inner, plan.columns])
        throw ShapeError("Program", .outOfMemory(shape, byteCount: plan.byteCount))
      }
      try PackStep.pack(plan, from: source, to: packed.uninitializedBaseAddress)
      panels[plan.operand.view] = packed
      return packed
    }
    storage.keep(packed)
    return packed.baseAddress
  }
}
