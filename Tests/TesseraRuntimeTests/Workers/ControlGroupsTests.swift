import Testing

@testable import TesseraRuntime

/// Quotas of made-up machines.
@Suite struct ControlGroupsTests {
  private static let mountOfVersion1 =
    "31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n"
    + "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:9 - cgroup cgroup rw,cpu,cpuacct\n"
    + "33 31 0:30 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n"
  private static let mountOfVersion2 =
    "25 24 0:22 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"

  private func quota(_ files: [String: String]) throws -> ControlGroups.Quota? {
    let machine = try MachineFolder(files)
    return ControlGroups(root: machine.path).quota()
  }

  @Test func nothingThereIsNoQuota() throws {
    #expect(try quota([:]) == nil)
    #expect(try quota(["proc/self/cgroup": "0::/\n"]) == nil)
    #expect(try quota(["proc/self/cgroup": "", "proc/self/mountinfo": Self.mountOfVersion2]) == nil)
  }

  @Test func version2() throws {
    var files = ["proc/self/cgroup": "0::/a/b\n", "proc/self/mountinfo": Self.mountOfVersion2]
    files["sys/fs/cgroup/a/b/cpu.max"] = "250000 100000\n"
    #expect(try quota(files) == ControlGroups.Quota(time: 250_000, period: 100_000))
    // A group around it that has less.
    files["sys/fs/cgroup/a/cpu.max"] = "30000 20000\n"
    #expect(try quota(files) == ControlGroups.Quota(time: 30_000, period: 20_000))
    // One that has more changes nothing.
    files["sys/fs/cgroup/cpu.max"] = "900000 100000\n"
    #expect(try quota(files) == ControlGroups.Quota(time: 30_000, period: 20_000))
    files["sys/fs/cgroup/a/cpu.max"] = "max 100000\n"
    #expect(try quota(files) == ControlGroups.Quota(time: 250_000, period: 100_000))
  }

  @Test func version1() throws {
    var files = [
      "proc/self/cgroup": "5:cpuset:/\n4:cpu,cpuacct:/service/x\n3:memory:/elsewhere\n0::/\n",
      "proc/self/mountinfo": Self.mountOfVersion1,
      "sys/fs/cgroup/cpu,cpuacct/service/x/cpu.cfs_quota_us": "-1\n",
      "sys/fs/cgroup/cpu,cpuacct/service/x/cpu.cfs_period_us": "100000\n",
    ]
    #expect(try quota(files) == nil)
    files["sys/fs/cgroup/cpu,cpuacct/service/cpu.cfs_quota_us"] = "400000\n"
    #expect(try quota(files) == nil, "a quota without a period")
    files["sys/fs/cgroup/cpu,cpuacct/service/cpu.cfs_period_us"] = "100000\n"
    #expect(try quota(files) == ControlGroups.Quota(time: 400_000, period: 100_000))
    files["sys/fs/cgroup/cpu,cpuacct/service/x/cpu.cfs_quota_us"] = "50000\n"
    #expect(try quota(files) == ControlGroups.Quota(time: 50_000, period: 100_000))
  }

  @Test func bothVersions() throws {
    let files = [
      "proc/self/cgroup": "4:cpu,cpuacct:/one\n0::/two\n",
      "proc/self/mountinfo": Self.mountOfVersion1 + "40 31 0:31 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n",
      "sys/fs/cgroup/cpu,cpuacct/one/cpu.cfs_quota_us": "300000",
      "sys/fs/cgroup/cpu,cpuacct/one/cpu.cfs_period_us": "100000",
      "sys/fs/cgroup/unified/two/cpu.max": "200000 100000",
    ]
    #expect(try quota(files) == ControlGroups.Quota(time: 200_000, period: 100_000))
  }

  /// Docker without its own view of the names: the mount shows the container's group as its root.
  @Test func aMountThatShowsAPart() throws {
    var files = [
      "proc/self/cgroup": "0::/docker/abc/inner\n",
      "proc/self/mountinfo": "25 24 0:22 /docker/abc /groups rw - cgroup2 cgroup2 rw\n",
      "groups/inner/cpu.max": "max 100000\n",
      "groups/cpu.max": "700000 100000\n",
    ]
    #expect(try quota(files) == ControlGroups.Quota(time: 700_000, period: 100_000))
    // A group that does not lie in that part, or is named from outside.
    for group in ["/elsewhere", "/../../other", "/docker/abcd"] {
      files["proc/self/cgroup"] = "0::\(group)\n"
      #expect(try quota(files) == ControlGroups.Quota(time: 700_000, period: 100_000), "\(group)")
    }
  }

  @Test func namesWithSpacesAndColons() throws {
    let files = [
      "proc/self/cgroup": "0::/my group:1\n",
      "proc/self/mountinfo": "25 24 0:22 / /my\\040groups rw - cgroup2 cgroup2 rw\n",
      "my groups/my group:1/cpu.max": "100000 100000\n",
    ]
    #expect(try quota(files) == ControlGroups.Quota(time: 100_000, period: 100_000))
  }

  @Test(arguments: [
    "", "\n", "max", "max 100000", "100000", "100000 0", "0 100000", "-1 100000", "abc 100000", "100000 abc", "1 2 3",
    "99999999999999999999999 100000", "1e5 100000", "\u{0}\u{1}",
  ])
  func whatIsNoQuotaLimitsNothing(line: String) throws {
    var files = [
      "proc/self/cgroup": "0::/\n", "proc/self/mountinfo": Self.mountOfVersion2, "sys/fs/cgroup/cpu.max": line,
    ]
    #expect(try quota(files) == nil)
    files["proc/self/mountinfo"] = Self.mountOfVersion1
    files["proc/self/cgroup"] = "1:cpu:/\n"
    files["sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us"] = line
    files["sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us"] = line
    #expect(try quota(files) == nil || line == "100000")
  }

  @Test(arguments: [
    "::", "0", "0:", "0::", "0::a", "x:cpu", "\u{0}", ":cpu:/", "- - - - - - - - - -", "1 2 3 4 5 6 -",
    "1 2 3 4 5 6 7 - a",
  ])
  func malformedLinesAreLeftOut(line: String) throws {
    let files = [
      "proc/self/cgroup": "\(line)\n0::/\n", "proc/self/mountinfo": "\(line)\n\(Self.mountOfVersion2)",
      "sys/fs/cgroup/cpu.max": "100000 100000",
    ]
    #expect(try quota(files) == ControlGroups.Quota(time: 100_000, period: 100_000))
  }

  @Test func quotasAreRoundedDownToAtLeastOne() {
    func processors(_ time: UInt64, _ period: UInt64) -> Int {
      ControlGroups.Quota(time: time, period: period).processors
    }
    #expect(processors(10_000, 100_000) == 1)
    #expect(processors(150_000, 100_000) == 1)
    #expect(processors(199_999, 100_000) == 1)
    #expect(processors(200_000, 100_000) == 2)
    #expect(processors(.max, 1) == .max)
  }
}
