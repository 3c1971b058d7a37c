public import TesseraGraph
public import TesseraMemory
public import TesseraPlanner

/// Evaluates programs, batch after batch: it owns the pool that memory comes from and the arena that results lie in.
///
/// ```swift
/// var evaluator = Evaluator()
/// for batch in batches {
///   evaluator.reset()
///   let results = try evaluator.evaluate(program, x.bound(to: batch))
///   report(results[y].span)
/// }
/// ```
/// It cannot be copied, and one task has it at a time; programs, expressions and tensors are shared freely. After the first batch of each
/// shape, a batch allocates nothing.
public struct Evaluator: ~Copyable {
  @usableFromInline let core: EvaluatorCore

  /// An evaluator with an empty pool.
  ///
  /// - Parameters:
  ///   - byteLimit: how many bytes it may reserve at once, for the workspace and all results; nil is no limit, a negative one is 0. A batch
  ///     that cannot fit throws before anything of it is computed; `Plan.peakByteCount` is the smallest limit that lets it run. What the
  ///     program itself holds (constants, computed and packed ones included) and the inputs are not counted.
  ///   - workers: how many threads share the work of a batch, the caller's included; nil is what `WorkerCount.current` says. Results do not
  ///     depend on it, bit for bit.
  public init(byteLimit: Int? = nil, workers: Int? = nil) {
    self.init(byteLimit: byteLimit, target: PlanTarget(evaluatorWorkers: workers))
  }

  /// An evaluator whose plans are made for something else than this machine, or whose memory comes from somewhere else.
  package init(byteLimit: Int? = nil, target: PlanTarget, source: some MemorySource = .system) {
    core = EvaluatorCore(byteLimit: byteLimit, target: target, source: source)
  }

  /// The results of a program for a batch. Several results may be alive at once, until `reset()`.
  ///
  /// - Parameter inputs: `x.bound(to: tensor)` for every input of the program, in any order.
  /// - Throws: `BindingError` when an input is missing, unknown, given twice or has another shape; `ShapeError` when shapes that were left
  ///   open do not fit; `MemoryError` when the byte limit has no room for the batch, before anything is computed, or the system has no
  ///   memory. The evaluator works on afterwards.
  /// - Complexity: the steps of the plan; the first batch of each shape is planned.
  @inlinable
  @inline(never)
  @_lifetime(borrow self)
  public borrowing func evaluate<each Element>(
    _ program: Program, _ inputs: repeat Binding<each Element>
  ) throws -> Results {
    // The evaluator notes addresses only. A call, which this always is, keeps its arguments to its end; compiled into its caller, nothing
    // would keep a tensor that was made for it.
    core.begin(program)
    for input in repeat each inputs { try core.bind(input, of: program) }
    return try results(of: program)
  }

  /// The results of a program that has one input, for a batch.
  ///
  /// The same as for any number of inputs, each of which is copied for its call; here nothing is, which saves 30 ns.
  ///
  /// - Parameter input: `x.bound(to: tensor)` for the input of the program.
  /// - Throws: what the call with any number of inputs throws.
  @inlinable
  @inline(never)
  @_lifetime(borrow self)
  public borrowing func evaluate<Element>(_ program: Program, _ input: Binding<Element>) throws -> Results {
    core.begin(program)
    try core.bind(input, of: program)
    return try results(of: program)
  }

  /// The results of a program that has two inputs, for a batch; as for one.
  ///
  /// - Throws: what the call with any number of inputs throws.
  @inlinable
  @inline(never)
  @_lifetime(borrow self)
  public borrowing func evaluate<First, Second>(
    _ program: Program, _ first: Binding<First>, _ second: Binding<Second>
  ) throws -> Results {
    core.begin(program)
    try core.bind(first, of: program)
    try core.bind(second, of: program)
    return try results(of: program)
  }

  /// The results of a program that has no inputs.
  ///
  /// - Throws: `BindingError` when it has inputs; `MemoryError` when the byte limit is reached or the system has no memory.
  @_lifetime(borrow self)
  public borrowing func evaluate(_ program: Program) throws -> Results {
    core.begin(program)
    return try results(of: program)
  }

  /// The results of a program for a batch whose inputs are given by name.
  ///
  /// - Parameter inputs: a tensor for every input of the program: `["pixels": batch]`.
  /// - Throws: `BindingError` when an input is missing or unknown or has another element type or shape; `ShapeError` when shapes that were
  ///   left open do not fit; `MemoryError` when the byte limit has no room for the batch, before anything is computed, or the system has no
  ///   memory. The evaluator works on afterwards.
  @_lifetime(borrow self)
  public borrowing func evaluate(_ program: Program, _ inputs: [String: any TensorValue]) throws -> Results {
    core.begin(program)
    for (name, value) in inputs { try core.bind(name, value.erased, of: program) }
    return try results(of: program)
  }

  /// Does before the first batch what the first batch would do: plans, packs the constants of matrix products, starts the workers, and
  /// reserves and touches the memory of a batch. Empties the arena.
  ///
  /// - Parameter extents: a number for each named dimension, as in `["batch": 32]`.
  /// - Throws: `BindingError` when a name of an input has no extent or a negative one; `ShapeError` when shapes that were left open do not fit;
  ///   `MemoryError` when the byte limit is reached or the system has no memory.
  /// - Complexity: O(operations + bytes of the constants, the workspace and the results).
  public mutating func prepare(for program: Program, _ extents: [String: Int] = [:]) throws {
    try core.prepare(program, extents)
  }

  @usableFromInline
  @_lifetime(borrow self)
  borrowing func results(of program: Program) throws -> Results {
    let (executable, outputs) = try core.run(program)
    return _overrideLifetime(Results(executable: executable, base: outputs), borrowing: self)
  }

  /// Empties the arena: the memory of all results is used again, and stays reserved. No result may be alive; the compiler sees to it.
  public mutating func reset() { core.reset() }

  /// Gives memory that no result uses back to the system, until at most `byteCount` bytes stay pooled. Empties the arena.
  public mutating func trim(to byteCount: Int = 0) {
    core.reset()
    core.trim(to: byteCount)
  }

  /// What the evaluator holds, the arena's blocks and the workspace included, and how often the pool had what was asked for.
  public var statistics: MemoryStatistics { core.poolStatistics }

  /// What the arena holds: results since the last reset, and how often it was reset.
  public var arenaStatistics: MemoryStatistics { core.arenaStatistics }
}
