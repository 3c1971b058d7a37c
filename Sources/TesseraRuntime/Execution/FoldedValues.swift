import TesseraGraph
import TesseraPlanner
import TesseraShapes

/// The values that are the same in every batch, computed once for a program.
struct FoldedValues: Sendable {
  let storage: TensorStorage
  private let offsets: [Int]

  func address(_ number: Int) -> UnsafeRawPointer { storage.baseAddress + offsets[number] }

  /// Runs the program's folding plan; nil when there is nothing to fold.
  static func of(_ program: Program) throws -> FoldedValues? {
    guard let plan = program.folding else { return nil }
    return try program.foldedValues.get { () throws(any Error) in try FoldedValues(running: plan) }
  }

  private init(running plan: Plan) throws {
    func allocate(_ byteCount: Int) throws(ShapeError) -> TensorStorage {
      guard let storage = TensorStorage(byteCount: byteCount) else {
        throw ShapeError("Program", .outOfMemory(plan.outputShapes.first ?? .scalar, byteCount: byteCount))
      }
      return storage
    }
    let outputs = try allocate(plan.outputByteCount)
    let workspace = try allocate(plan.workspaceByteCount)
    let addresses: [UInt] = [
      0, UInt(bitPattern: workspace.baseAddress), UInt(bitPattern: outputs.baseAddress),
    ]
    try addresses.withUnsafeBufferPointer { addresses in
      try Executable(plan, folded: nil).run(Bases(addresses: addresses.baseAddress.required))
    }
    withExtendedLifetime(workspace) {}
    storage = outputs
    offsets = plan.schedule.outputs.map { plan.assignment.offsets[$0.buffer] }
  }
}
