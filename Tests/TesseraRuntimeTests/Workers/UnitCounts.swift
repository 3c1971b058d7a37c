import Synchronization

@testable import TesseraRuntime

/// Counts how often each unit ran, and which workers came.
///
/// The counts are plain memory: two calls with the same unit are a race that the thread sanitizer sees.
final class UnitCounts {
  let units: Int
  private let counts: UnsafeMutablePointer<Int>
  private let state: UnsafeMutablePointer<State>

  struct State: ~Copyable {
    var counts: UnsafeMutablePointer<Int>
    let calls = Atomic<Int>(0)
    let highestWorker = Atomic<Int>(0)
  }

  init(units: Int) {
    self.units = units
    counts = .allocate(capacity: max(units, 1))
    counts.initialize(repeating: 0, count: max(units, 1))
    state = .allocate(capacity: 1)
    state.initialize(to: State(counts: counts))
  }

  deinit {
    state.deinitialize(count: 1)
    state.deallocate()
    counts.deallocate()
  }

  func run(by team: borrowing WorkerTeam, grain: Int) {
    team.run(units: units, grain: grain, UnsafeMutableRawPointer(state), Self.count)
  }

  func run(by pool: WorkerPool, grain: Int) {
    pool.run(units: units, grain: grain, UnsafeMutableRawPointer(state), Self.count)
  }

  private static let count: UnitBody = { context, worker, first, end in
    let state = context.assumingMemoryBound(to: State.self)
    state.pointee.calls.add(1, ordering: .relaxed)
    state.pointee.highestWorker.max(worker, ordering: .relaxed)
    for unit in first..<end { state.pointee.counts[unit] += 1 }
  }

  /// Whether each unit ran so many times.
  func eachRan(_ times: Int) -> Bool { (0..<units).allSatisfy { counts[$0] == times } }

  var calls: Int { state.pointee.calls.load(ordering: .relaxed) }
  var highestWorker: Int { state.pointee.highestWorker.load(ordering: .relaxed) }
}
