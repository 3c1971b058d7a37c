public import TesseraPlanner

extension Program {
  /// The plan for given extents of the named dimensions: its bytes are known before anything runs.
  ///
  /// - Parameters:
  ///   - extents: a number for each named dimension.
  ///   - workers: for an evaluator of how many workers; nil is as many as `Evaluator()` has.
  /// - Throws: `BindingError` when a name of an input has no extent or a negative one, and `ShapeError` when shapes that were left open do
  ///   not fit.
  /// - Complexity: O(operations), once for each set of extents.
  public func plan(for extents: [String: Int] = [:], workers: Int? = nil) throws -> Plan {
    let pool = workers.map(WorkerPool.init(workers:)) ?? WorkerPool()
    return try plan(for: extents, target: PlanTarget(workers: pool.count, engine: .current))
  }
}
