import Testing

@testable import TesseraRuntime

/// Which of the limits decides, and what is said about it.
@Suite struct WorkerCountTests {
  private func count(
    _ environment: String? = nil, quota: ControlGroups.Quota? = nil, affinity: Int? = nil, processors: Int = 8
  ) -> WorkerCount {
    WorkerCount(environment: environment, quota: quota, affinity: affinity, processors: processors)
  }

  @Test func theLeastDecides() {
    let quota = ControlGroups.Quota(time: 250_000, period: 100_000)
    #expect(count().description == "8 workers: the machine has 8 processors")
    #expect(count(processors: 1).description == "1 worker: the machine has 1 processor")
    #expect(count(affinity: 8).description == "8 workers: the machine has 8 processors")
    #expect(count(affinity: 4).description == "4 workers: the affinity mask allows 4 of 8 processors")
    #expect(
      count(quota: quota, affinity: 4).description
        == "2 workers: the quota is 250000 of every 100000 us, 2.5 processors")
    #expect(
      count(quota: quota, affinity: 1).description == "1 worker: the affinity mask allows 1 of 8 processors")
  }

  @Test func theEnvironmentTakesTheirPlace() {
    let quota = ControlGroups.Quota(time: 100_000, period: 100_000)
    #expect(count("3", quota: quota, affinity: 2).description == "3 workers: TESSERA_WORKERS says so")
    #expect(count("1024").count == 1024)
  }

  @Test(arguments: ["", " ", "0", "-1", "1025", "two", "2.5", " 2", "99999999999999999999"])
  func anythingElseInItIsIgnored(value: String) {
    #expect(
      count(value, affinity: 4).description
        == "4 workers: the affinity mask allows 4 of 8 processors (TESSERA_WORKERS is ignored: it is no number from 1 to 1024)"
    )
  }

  @Test func affinityMasks() throws {
    func affinity(_ status: String) throws -> Int? {
      let machine = try MachineFolder(["proc/self/status": status])
      return WorkerCount.affinity(root: machine.path)
    }
    #expect(try affinity("Name:\tx\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\n") == 2)
    #expect(try affinity("Cpus_allowed:\t80000000,00000000,ffffffff\n") == 33)
    #expect(try affinity("Cpus_allowed:\t0\n") == nil)
    #expect(try affinity("Cpus_allowed:\txyz\n") == nil)
    #expect(try affinity("Cpus_allowed_list:\t0-1\n") == nil)
    #expect(WorkerCount.affinity(root: "/nowhere") == nil)
  }

  @Test func thisMachineHasOne() {
    #expect(WorkerCount.current.count >= 1)
    #expect(!WorkerCount.current.reason.isEmpty)
  }
}
