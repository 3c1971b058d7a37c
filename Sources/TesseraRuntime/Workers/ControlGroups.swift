/// The processor time that the control groups of this process leave it: of version 1 (`cpu.cfs_quota_us`), version 2 (`cpu.max`), or
/// both on a machine that has both.
struct ControlGroups {
  /// Microseconds of processor time in each period of so many microseconds of real time.
  struct Quota: Equatable {
    var time: UInt64
    var period: UInt64

    /// How many processors can be kept busy without being stopped for the rest of a period.
    ///
    /// Rounded down, but at least 1. With one worker more than that, the quota is used up before the period ends, and the kernel stops
    /// all threads of the group in the middle of a batch; and loading and unpacking what is evaluated takes time as well.
    var processors: Int { max(1, Int(clamping: time / period)) }

    static func < (lhs: Quota, rhs: Quota) -> Bool {
      lhs.time.multipliedFullWidth(by: rhs.period) < rhs.time.multipliedFullWidth(by: lhs.period)
    }
  }

  /// What all paths are below: empty, or the folder of a made-up machine.
  private let root: String

  init(root: String = "") { self.root = root }

  /// The least quota of the group of this process and the groups around it, as far up as they can be seen; nil when none has one.
  /// What is missing or malformed limits nothing.
  func quota() -> Quota? {
    let groups = SystemFile.text(root + "/proc/self/cgroup") ?? ""
    let mounts = SystemFile.text(root + "/proc/self/mountinfo") ?? ""
    var least: Quota?
    for line in groups.split(separator: "\n") {
      guard let membership = Membership(line) else { continue }
      for mount in mounts.split(separator: "\n").compactMap(Mount.init) where mount.holds(membership) {
        for folder in mount.folders(of: membership) {
          guard let quota = quota(in: root + folder, membership.version) else { continue }
          least = least.map { quota < $0 ? quota : $0 } ?? quota
        }
      }
    }
    return least
  }

  private func quota(in folder: String, _ version: Membership.Version) -> Quota? {
    switch version {
    case .two: return SystemFile.text(folder + "/cpu.max").flatMap(Quota.init(line:))
    case .one:
      guard let time = SystemFile.text(folder + "/cpu.cfs_quota_us") else { return nil }
      guard let period = SystemFile.text(folder + "/cpu.cfs_period_us") else { return nil }
      return Quota(line: time + " " + period)
    }
  }
}

extension ControlGroups.Quota {
  /// `150000 100000`. Nil for no limit (`max`, -1) and for what is no quota.
  init?(line: String) {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let time = UInt64(words[0]), let period = UInt64(words[1]) else { return nil }
    guard time > 0, period > 0 else { return nil }
    self.init(time: time, period: period)
  }
}

/// A line of `/proc/self/cgroup`: `4:cpu,cpuacct:/service` in version 1, `0::/service` in version 2.
struct Membership {
  enum Version { case one, two }

  let version: Version
  /// The group, from the root of the hierarchy.
  let path: Substring

  /// Nil for a line without the processor controller.
  init?(_ line: Substring) {
    let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard fields.count == 3, fields[2].hasPrefix("/") else { return nil }
    if fields[1].isEmpty {
      version = .two
    } else if fields[1].split(separator: ",").contains("cpu") {
      version = .one
    } else {
      return nil
    }
    path = fields[2]
  }
}

/// A line of `/proc/self/mountinfo`: `36 35 98:0 /root /mount/point options [more] - type source options`.
struct Mount {
  /// The group that is seen at the mount point.
  let root: Substring
  let point: String
  let kind: Substring
  let options: [Substring]

  init?(_ line: Substring) {
    let fields = line.split(separator: " ")
    guard fields.count > 6, let dash = fields[6...].firstIndex(of: "-"), fields.count > dash + 3 else { return nil }
    root = fields[3]
    point = Self.unescaped(fields[4])
    kind = fields[dash + 1]
    options = fields[dash + 3].split(separator: ",")
  }

  func holds(_ membership: Membership) -> Bool {
    switch membership.version {
    case .one: kind == "cgroup" && options.contains("cpu")
    case .two: kind == "cgroup2"
    }
  }

  /// The folders of a group and of those around it, from the inside out.
  ///
  /// In a container, the mount may show a part of the hierarchy only. A group that does not lie in that part is the one at the mount
  /// point: the container has its own view of the names.
  func folders(of membership: Membership) -> [String] {
    let shown = root.split(separator: "/")
    var names = membership.path.split(separator: "/")
    names = names.starts(with: shown) && !names.contains("..") ? Array(names.dropFirst(shown.count)) : []
    return (0...names.count).reversed().map { ([point] + names.prefix($0).map(String.init)).joined(separator: "/") }
  }

  /// The kernel writes a space, a tab, a line end and a backslash as three octal digits.
  private static func unescaped(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      guard byte == UInt8(ascii: "\\"), digits.count == 3,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      else {
        bytes.append(byte)
        continue
      }
      bytes.append(code)
      rest = rest.dropFirst(3)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
