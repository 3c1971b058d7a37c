import Glibc
import Testing

@testable import TesseraRuntime

/// Whatever the units, grains and workers, each unit runs once, and a team comes back.
@Suite struct WorkerPoolTests {
  @Test(arguments: [1, 2, 3, 4, 8])
  func eachUnitRunsOnce(workers: Int) {
    let pool = WorkerPool(workers: workers)
    #expect(pool.count == workers)
    let team = pool.team()
    for units in [0, 1, 2, 3, 5, 7, 8, 9, 16, 63, 64, 65, 1000] {
      for grain in [Int.min, 0, 1, 2, 3, 7, 64, 999, Int.max] {
        let counts = UnitCounts(units: units)
        counts.run(by: team, grain: grain)
        #expect(counts.eachRan(1), "\(units) units by \(grain), \(workers) workers")
        #expect(counts.highestWorker < team.count)
      }
    }
  }

  @Test func workersAreAtLeastOneAndAtMost1024() {
    let counts = [Int.min, -1, 0, 1, 2, 1024, 1025, Int.max].map { WorkerPool(workers: $0).count }
    #expect(counts == [1, 1, 1, 1, 2, 1024, 1024, 1024])
  }

  @Test func aloneThereIsOneCall() {
    let counts = UnitCounts(units: 100)
    counts.run(by: WorkerPool(workers: 1), grain: 1)
    #expect(counts.calls == 1)
  }

  @Test func whatIsWorthOneCallIsOneCall() {
    let counts = UnitCounts(units: 100)
    counts.run(by: WorkerPool(workers: 4), grain: 100)
    #expect(counts.calls == 1)
    #expect(counts.highestWorker == 0)
  }

  /// Short hand-offs, one after another, so that the helper comes late, in time, and not at all.
  @Test(arguments: [2, 4])
  func hundredThousandHandOffs(workers: Int) {
    let team = WorkerPool(workers: workers).team()
    let counts = UnitCounts(units: 9)
    for _ in 0..<100_000 { counts.run(by: team, grain: 1) }
    #expect(counts.eachRan(100_000))
  }

  /// The helpers sleep meanwhile, or are on their way to it.
  @Test func afterAnyPauseTheHelpersCome() {
    let pool = WorkerPool(workers: 3)
    let counts = UnitCounts(units: 30)
    let pauses: [UInt32] = [0, 20, 40, 45, 50, 55, 60, 70, 100, 300, 2000]
    for round in 1...20 {
      for (index, pause) in pauses.enumerated() {
        usleep(pause)
        counts.run(by: pool, grain: 1)
        let expected = (round - 1) * pauses.count + index + 1
        #expect(counts.eachRan(expected))
      }
    }
  }

  /// The caller is done first, and sleeps until the helper is.
  @Test func aSlowHelperIsWaitedFor() {
    let pool = WorkerPool(workers: 2)
    for _ in 0..<20 {
      var done = (false, false)
      withUnsafeMutableBytes(of: &done) { done in
        guard let context = done.baseAddress else { return }
        pool.run(units: 2, context) { context, worker, first, end in
          if worker > 0 { usleep(2000) }
          for unit in first..<end { context.storeBytes(of: true, toByteOffset: unit, as: Bool.self) }
        }
      }
      #expect(done == (true, true))
    }
  }

  @Test func teamsInsideOfTeams() {
    struct Nest {
      let pool: WorkerPool
      let inner: [UnitCounts]
    }
    var nest = Nest(pool: WorkerPool(workers: 4), inner: (0..<16).map { _ in UnitCounts(units: 50) })
    withUnsafeMutablePointer(to: &nest) { nest in
      nest.pointee.pool.run(units: 16, UnsafeMutableRawPointer(nest)) { context, _, first, end in
        let nest = context.assumingMemoryBound(to: Nest.self)
        for unit in first..<end { nest.pointee.inner[unit].run(by: nest.pointee.pool, grain: 1) }
      }
    }
    for counts in nest.inner { #expect(counts.eachRan(1)) }
  }

  @Test func manyTasksAtOnce() async {
    await withTaskGroup(of: Bool.self) { group in
      for task in 0..<16 {
        group.addTask {
          let pool = WorkerPool(workers: 1 + task % 5)
          let counts = UnitCounts(units: 40 + task)
          for _ in 0..<2000 { counts.run(by: pool, grain: 1 + task % 3) }
          return counts.eachRan(2000)
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
