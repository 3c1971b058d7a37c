import TesseraGraph
import TesseraPlanner
import TesseraShapes

/// What the runtime keeps for a program, whatever the shapes of a batch.
final class ProgramValues: Sendable {
  /// nil when there is nothing to fold.
  let folded: FoldedValues?
  let constants = PackedConstants()

  private init(_ folded: FoldedValues?) { self.folded = folded }

  /// The values of a program; the first caller runs the folding plan.
  static func of(_ program: Program) throws -> ProgramValues {
    try program.runtimeValues.get { () throws(any Error) in
      ProgramValues(try program.folding.map { plan in try FoldedValues(running: plan) })
    }
  }
}

/// The values that are the same in every batch, computed once for a program.
struct FoldedValues: Sendable {
  let storage: TensorStorage
  private let offsets: [Int]

  func address(_ number: Int) -> UnsafeRawPointer { storage.baseAddress + offsets[number] }

  fileprivate init(running plan: Plan) throws {
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
      try Executable(plan, folded: nil, constants: PackedConstants()).run(
        Bases(addresses: addresses.baseAddress.required), WorkerPool(workers: 1))
    }
    withExtendedLifetime(workspace) {}
    storage = outputs
    offsets = plan.schedule.outputs.map { plan.assignment.offsets[$0.buffer] }
  }
}
