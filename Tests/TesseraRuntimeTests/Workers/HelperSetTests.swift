import Glibc
import TesseraTestSupport
import Testing

@testable import TesseraRuntime

/// What all evaluators of a process share. Each test has a process of its own, so that nobody else leases helpers.
@Suite struct HelperSetTests {
  @Test func teamsTogetherAreNoLargerThanTheLimit() async {
    await #expect(processExitsWith: .success) {
      let pool = WorkerPool(workers: 6)
      let first = WorkerPool(workers: 4).team()
      #expect(first.count == 4)
      #expect(HelperSet.workingCount == 4)
      // Two more may work: the caller and one helper.
      do {
        let second = pool.team()
        #expect(second.count == 2)
        // Nobody may, but a caller always works itself.
        let third = pool.team()
        #expect(third.count == 1)
        #expect(HelperSet.workingCount == 7)
      }
      #expect(HelperSet.workingCount == 4)
      let fourth = pool.team()
      #expect(fourth.count == 2)
      #expect(HelperSet.threadCount == 4)
    }
  }

  @Test func aServerFullOfEvaluatorsDoesNotOversubscribe() async {
    await #expect(processExitsWith: .success) {
      setenv("TESSERA_WORKERS", "4", 1)
      #expect(WorkerPool().count == 4)
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<64 {
          group.addTask {
            let pool = WorkerPool()
            let counts = UnitCounts(units: 8)
            for _ in 0..<200 { counts.run(by: pool, grain: 1) }
          }
        }
      }
      #expect(HelperSet.workingCount == 0)
      #expect((1...3).contains(HelperSet.threadCount))
    }
  }

  @Test func noThreadIsMadeForOneWorker() async {
    await #expect(processExitsWith: .success) {
      let counts = UnitCounts(units: 100)
      counts.run(by: WorkerPool(workers: 1), grain: 1)
      #expect(counts.eachRan(1))
      #expect(HelperSet.threadCount == 0)
    }
  }

  @Test func helpersAreMadeOnceAndNamed() async {
    await #expect(processExitsWith: .success) {
      for _ in 0..<100 { _ = WorkerPool(workers: 3).team() }
      #expect(HelperSet.threadCount == 2)
      // A thread names itself, some time after it was made.
      let pool = WorkerPool(workers: 3)
      let counts = UnitCounts(units: 3)
      var names: Set<String> = []
      for _ in 0..<1000 where !names.isSuperset(of: ["tessera-1", "tessera-2"]) {
        counts.run(by: pool, grain: 1)
        usleep(1000)
        names = threadNames()
      }
      #expect(names.isSuperset(of: ["tessera-1", "tessera-2"]))
    }
  }

  /// The system refuses every thread: the caller does all units.
  @Test(.disabled(if: Sanitizer.isActive, "its heap needs more room than the limit leaves"))
  func withoutThreadsTheCallerWorksAlone() async {
    await #expect(processExitsWith: .success) {
      // Room for the places of the helpers, and none for a thread's stack.
      let pages = SystemFile.text("/proc/self/statm")?.split(separator: " ").first.flatMap { UInt($0) }
      guard let pages else { exit(EXIT_FAILURE) }
      let byteCount = pages * UInt(sysconf(Int32(_SC_PAGESIZE))) + (768 << 10)
      let resource = __rlimit_resource_t(RLIMIT_AS.rawValue)
      var limit = rlimit()
      getrlimit(resource, &limit)
      limit.rlim_cur = byteCount
      setrlimit(resource, &limit)
      let counts = UnitCounts(units: 10)
      counts.run(by: WorkerPool(workers: 4), grain: 1)
      let isRight = counts.eachRan(1) && HelperSet.threadCount == 0 && HelperSet.workingCount == 0
      // A thread of BLAS that began meanwhile asks for its memory until it gets it, and the exit waits for the thread.
      limit.rlim_cur = limit.rlim_max
      setrlimit(resource, &limit)
      exit(isRight ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  @Test func aForkedChildWorksAlone() async {
    await #expect(processExitsWith: .success) {
      // Swift hides `fork`, since a child with threads may do little; what it may do here is to evaluate on.
      guard let symbol = dlsym(nil, "fork") else { exit(EXIT_FAILURE) }
      let fork = unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)
      let pool = WorkerPool(workers: 3)
      let counts = UnitCounts(units: 10)
      counts.run(by: pool, grain: 1)
      let child = fork()
      if child == 0 {
        alarm(20)
        counts.run(by: pool, grain: 1)
        let team = pool.team()
        _exit(counts.eachRan(2) && team.count == 1 ? EXIT_SUCCESS : EXIT_FAILURE)
      }
      var status: Int32 = -1
      #expect(waitpid(child, &status, 0) == child)
      #expect(status == 0)
      let team = pool.team()
      #expect(team.count == 3)
    }
  }
}

/// The names of all threads of this process.
private func threadNames() -> Set<String> {
  guard let folder = opendir("/proc/self/task") else { return [] }
  defer { closedir(folder) }
  var names: Set<String> = []
  while let entry = readdir(folder) {
    let identifier = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    guard let name = SystemFile.text("/proc/self/task/\(identifier)/comm") else { continue }
    names.insert(String(name.dropLast()))
  }
  return names
}
