/// How many threads an evaluator may use. The threads themselves belong to the process (see `HelperSet`), so a pool costs nothing to
/// make, to copy and to drop.
///
/// ```swift
/// let team = pool.team()                       // for an evaluation
/// team.run(units: tiles, grain: 1, context) { context, worker, first, end in … }
/// ```
struct WorkerPool: Sendable {
  /// The caller's thread and the helpers, at most.
  let count: Int

  /// A pool of up to `workers` threads, the caller's included: at least 1, at most 1024.
  init(workers: Int) { count = max(1, min(workers, HelperSet.largestTeam)) }

  /// A pool of as many workers as the process should have.
  init() { self.init(workers: WorkerCount.current.count) }

  /// Takes the helpers that are free, until the team is dropped.
  ///
  /// A pool of more workers than the process should have was asked for, so it gets them, unless others work too.
  ///
  /// - Complexity: one atomic exchange, and one a helper; threads are made when there are too few.
  func team() -> WorkerTeam { WorkerTeam(self) }

  /// Runs units with a team of their own; see `WorkerTeam.run`.
  func run(units: Int, grain: Int = 1, _ context: UnsafeMutableRawPointer, _ body: UnitBody) {
    team().run(units: units, grain: grain, context, body)
  }
}
