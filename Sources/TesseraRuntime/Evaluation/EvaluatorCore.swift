public import TesseraGraph
import TesseraMemory
public import TesseraPlanner
public import TesseraShapes

/// What an evaluator owns: the pool, the arena, and what it remembers between batches so that a batch allocates nothing.
///
/// Its fields carry no run-time checks of exclusive access: the evaluator is noncopyable, one task has it at a time, and no method here is
/// entered again by what it calls. The checks took a third of a small evaluation.
@usableFromInline
final class EvaluatorCore {
  /// How many executables are kept; the program's own cache finds the plans of others again.
  private static let capacity = 64

  private struct Entry {
    /// Of the program and of the shapes; beside each other, so that a look at many entries is short and copies no program.
    let identity: ObjectIdentifier
    let hash: UInt64
    /// Kept alive, so that its identity is not that of a program that is made after it is gone.
    let program: Program
    let executable: Executable
  }

  let pool: PoolAllocator
  @exclusivity(unchecked) var arena: ComputeArena
  /// Bytes that the pool may reserve, known here too so that a batch is refused before anything of it runs; nil is no limit.
  let byteLimit: Int?
  /// The most recently added last.
  @exclusivity(unchecked) private var entries: [Entry] = []
  /// The position of the entry that was used last.
  @exclusivity(unchecked) private var latest = 0
  /// Of the evaluation that runs.
  @exclusivity(unchecked) private var inputs = BoundInputs()

  /// The threads that share the work, and what plans are made for.
  private let workers: WorkerPool
  private let target: PlanTarget

  init(byteLimit: Int?, target: PlanTarget, source: some MemorySource) {
    self.workers = WorkerPool(workers: target.workers)
    self.target = target
    self.byteLimit = byteLimit.map { max($0, 0) }
    pool = PoolAllocator(backing: source, byteLimit: byteLimit)
    arena = ComputeArena(pool: pool)
  }

  var poolStatistics: MemoryStatistics { pool.statistics }
  var arenaStatistics: MemoryStatistics { arena.statistics }

  func reset() { arena.reset() }

  func trim(to byteCount: Int) {
    arena.trim(to: 0)
    pool.trim(to: byteCount)
  }

  /// Makes room for the inputs of a program; none is bound yet.
  @usableFromInline
  func begin(_ program: Program) { inputs.begin(count: program.graph.inputs.count) }

  /// Notes the value of one input. The caller keeps it.
  @inlinable
  func bind<Element>(_ input: Binding<Element>, of program: Program) throws {
    try bind(input.node, input.value.shape, input.value.storage, of: program)
  }

  /// Notes the value of one input, found by the node that the user holds, or by an equal declaration. The caller keeps the value.
  @usableFromInline
  func bind(_ node: Node, _ shape: Shape, _ storage: TensorStorage, of program: Program) throws {
    guard let slot = program.graph.slot(of: node) else {
      throw BindingError.unknownInput(name: node.inputName, expected: program.inputs)
    }
    try bind(slot, shape, storage, of: program)
  }

  /// Notes the value of one input, found by its name.
  func bind(_ name: String, _ value: ErasedTensor, of program: Program) throws {
    guard let slot = program.graph.inputs.firstIndex(where: { $0.input.name == name }) else {
      throw BindingError.unknownInput(name: name, expected: program.inputs)
    }
    guard program.graph.inputs[slot].input.elementType == value.elementType else {
      throw BindingError.elementType(expected: program.inputs[slot], given: value.elementType)
    }
    // The value may have been made when it was asked for.
    inputs.keep(value.storage)
    try bind(slot, value.shape, value.storage, of: program)
  }

  private func bind(_ slot: Int, _ shape: Shape, _ storage: TensorStorage, of program: Program) throws {
    guard !inputs.isBound(slot) else {
      throw BindingError.duplicateInput(name: program.graph.inputs[slot].input.name)
    }
    inputs.bind(slot, shape, at: storage.baseAddress)
  }

  /// Runs the program on the bound inputs. The results lie at the returned address, in the arena.
  func run(_ program: Program) throws -> (executable: Executable, outputs: UnsafeRawPointer) {
    defer { inputs.releaseOwners() }
    if let slot = inputs.firstMissing {
      throw BindingError.missingInput(name: program.graph.inputs[slot].input.name, expected: program.inputs)
    }
    let executable = try executable(for: program)
    let bytes = executable.bytes
    let memory = try memory(bytes)
    inputs.place(workspace: memory.workspaceAddress, outputs: memory.outputs)
    do {
      try inputs.addresses.withUnsafeBufferPointer { addresses in
        try executable.run(Bases(addresses: addresses.baseAddress.required), workers)
      }
    } catch {
      // Nothing of the evaluation is kept, its place in the arena neither.
      unsafe arena.takeBack(memory.outputs, byteCount: bytes.outputs)
      throw error
    }
    return (executable, UnsafeRawPointer(memory.outputs))
  }

  /// Plans for given extents, packs constants, starts the workers, and reserves and touches the memory of one batch. Empties the arena.
  func prepare(_ program: Program, _ extents: [String: Int]) throws {
    begin(program)
    arena.reset()
    for (slot, shape) in try program.inputShapes(for: extents).enumerated() { inputs.bind(slot, shape, at: nil) }
    let bytes = try executable(for: program).bytes
    do {
      let memory = try memory(bytes)
      memory.outputs.initializeMemory(as: UInt8.self, repeating: 0, count: bytes.outputs)
      memory.workspaceAddress.initializeMemory(as: UInt8.self, repeating: 0, count: bytes.workspace)
    }
    arena.reset()
    _ = workers.team().count
  }

  /// The steps of a program for the shapes that are bound. A plan that the limit has no room for is refused before anything is computed.
  @inline(__always)
  private func executable(for program: Program) throws -> Executable {
    if let executable = known(program) {
      if let byteLimit { try admit(executable.plan, byteLimit: byteLimit) }
      return executable
    }
    let cached = try program.cachedPlan(shapes: inputs.shapes, target: target)
    if let byteLimit { try admit(cached.plan, byteLimit: byteLimit) }
    let values = try ProgramValues.of(program)
    let executable = try cached.attachment.get { () throws(any Error) in
      try Executable(cached.plan, folded: values.folded, constants: values.constants)
    }
    if entries.count == Self.capacity { entries.removeFirst() }
    entries.append(
      Entry(identity: program.identity, hash: inputs.hash, program: program, executable: executable))
    latest = entries.count - 1
    return executable
  }

  /// The steps, where they are among the entries.
  @inline(__always)
  private func known(_ program: Program) -> Executable? {
    let identity = program.identity
    if latest < entries.count, entries[latest].identity == identity,
      inputs.have(entries[latest].executable.inputExtents)
    {
      return entries[latest].executable
    }
    let hash = inputs.hash
    var index = entries.count
    while index > 0 {
      index -= 1
      if entries[index].identity == identity, entries[index].hash == hash,
        inputs.have(entries[index].executable.inputExtents)
      {
        latest = index
        return entries[index].executable
      }
    }
    return nil
  }
}

extension ProgramGraph {
  /// The slot that a node of the user's stands for.
  fileprivate func slot(of node: Node) -> Int? {
    for slot in inputs.indices {
      for index in inputs[slot].nodes.indices where inputs[slot].nodes[index] === node { return slot }
    }
    guard case .input(let input) = node.operation else { return nil }
    for slot in inputs.indices where inputs[slot].input == input { return slot }
    return nil
  }
}

extension Node {
  /// What to call a binding that is no input of the program.
  fileprivate var inputName: String {
    if case .input(let input) = operation { input.name } else { operation.name }
  }
}
