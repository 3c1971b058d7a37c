import TesseraGraph
import TesseraMemory
import TesseraPlanner
import TesseraShapes

/// What an evaluator owns: the pool, the arena, and what it remembers between batches so that a batch allocates nothing.
///
/// Its fields carry no run-time checks of exclusive access: the evaluator is noncopyable, one task has it at a time, and no method here is
/// entered again by what it calls. The checks took a third of a small evaluation.
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
  /// Base addresses of the evaluation that runs.
  @exclusivity(unchecked) private var addresses: [UInt] = []
  /// What keeps the inputs' memory until the evaluation ends, also of values that were made when they were asked for.
  @exclusivity(unchecked) private var storages: [TensorStorage] = []
  /// Shapes of the inputs that were bound, by slot; nil where none was yet.
  @exclusivity(unchecked) private var shapes: [Shape?] = []

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

  /// Forgets the inputs of the last evaluation.
  func begin(_ program: Program) {
    let count = program.graph.inputs.count
    shapes.removeAll(keepingCapacity: true)
    addresses.removeAll(keepingCapacity: true)
    storages.removeAll(keepingCapacity: true)
    for _ in 0..<Bases.firstInput { addresses.append(0) }
    for _ in 0..<count {
      shapes.append(nil)
      addresses.append(0)
    }
  }

  /// Notes the value of one input, found by the node that the user holds, or by an equal declaration.
  func bind<Element>(_ binding: Binding<Element>, of program: Program) throws {
    guard let slot = program.graph.slot(of: binding.node) else {
      throw BindingError.unknownInput(name: binding.node.inputName, expected: program.inputs)
    }
    try bind(slot, binding.value.shape, binding.value.storage, of: program)
  }

  /// Notes the value of one input, found by its name.
  func bind(_ name: String, _ value: ErasedTensor, of program: Program) throws {
    guard let slot = program.graph.inputs.firstIndex(where: { $0.input.name == name }) else {
      throw BindingError.unknownInput(name: name, expected: program.inputs)
    }
    guard program.graph.inputs[slot].input.elementType == value.elementType else {
      throw BindingError.elementType(expected: program.inputs[slot], given: value.elementType)
    }
    try bind(slot, value.shape, value.storage, of: program)
  }

  private func bind(_ slot: Int, _ shape: Shape, _ storage: TensorStorage, of program: Program) throws {
    guard shapes[slot] == nil else {
      throw BindingError.duplicateInput(name: program.graph.inputs[slot].input.name)
    }
    shapes[slot] = shape
    addresses[Bases.firstInput + slot] = UInt(bitPattern: storage.baseAddress)
    storages.append(storage)
  }

  /// Runs the program on the bound inputs. The results lie at the returned address, in the arena.
  func run(_ program: Program) throws -> (executable: Executable, outputs: UnsafeRawPointer) {
    defer { storages.removeAll(keepingCapacity: true) }
    for slot in shapes.indices where shapes[slot] == nil {
      throw BindingError.missingInput(name: program.graph.inputs[slot].input.name, expected: program.inputs)
    }
    let executable = try executable(for: program)
    let memory = try memory(for: executable.plan)
    addresses[Bases.workspace] = UInt(bitPattern: memory.workspaceAddress)
    addresses[Bases.outputs] = UInt(bitPattern: memory.outputs)
    do {
      try addresses.withUnsafeBufferPointer { addresses in
        try executable.run(Bases(addresses: addresses.baseAddress.required), workers)
      }
    } catch {
      // Nothing of the evaluation is kept, its place in the arena neither.
      unsafe arena.takeBack(memory.outputs, byteCount: executable.plan.outputByteCount)
      throw error
    }
    return (executable, UnsafeRawPointer(memory.outputs))
  }

  /// Plans for given extents, packs constants, starts the workers, and reserves and touches the memory of one batch. Empties the arena.
  func prepare(_ program: Program, _ extents: [String: Int]) throws {
    begin(program)
    arena.reset()
    for (slot, shape) in try program.inputShapes(for: extents).enumerated() { shapes[slot] = shape }
    let plan = try executable(for: program).plan
    do {
      let memory = try memory(for: plan)
      memory.outputs.initializeMemory(as: UInt8.self, repeating: 0, count: plan.outputByteCount)
      memory.workspaceAddress.initializeMemory(as: UInt8.self, repeating: 0, count: plan.workspaceByteCount)
    }
    arena.reset()
    _ = workers.team().count
  }

  /// The steps of a program for the shapes that are bound. A plan that the limit has no room for is refused before anything is computed.
  private func executable(for program: Program) throws -> Executable {
    let identity = program.identity
    let hash = shapesHash
    // Plain loops here and below: a generic algorithm that is not specialised, as in a debug build, allocates.
    var index = entries.count
    while index > 0 {
      index -= 1
      if entries[index].identity == identity, entries[index].hash == hash, isPlanned(entries[index].executable.plan) {
        try admit(entries[index].executable.plan)
        return entries[index].executable
      }
    }
    let cached = try program.cachedPlan(shapes: shapes.compactMap { $0 }, target: target)
    try admit(cached.plan)
    let values = try ProgramValues.of(program)
    let executable = try cached.attachment.get { () throws(any Error) in
      try Executable(cached.plan, folded: values.folded, constants: values.constants)
    }
    if entries.count == Self.capacity { entries.removeFirst() }
    entries.append(Entry(identity: identity, hash: hash, program: program, executable: executable))
    return executable
  }

  /// A hash of the shapes that are bound.
  private var shapesHash: UInt64 {
    var hash: UInt64 = 0
    for slot in shapes.indices {
      guard let dimensions = shapes[slot]?.dimensions else { continue }
      hash = hash.mixed(with: dimensions.count)
      for axis in dimensions.indices { hash = hash.mixed(with: dimensions[axis].extent ?? -1) }
    }
    return hash
  }

  /// Whether a plan was made for the shapes that are bound.
  private func isPlanned(_ plan: Plan) -> Bool {
    for slot in shapes.indices {
      guard let dimensions = shapes[slot]?.dimensions else { return false }
      guard dimensions.count == plan.inputExtents[slot].count else { return false }
      for axis in dimensions.indices where dimensions[axis] != .fixed(plan.inputExtents[slot][axis]) { return false }
    }
    return true
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
