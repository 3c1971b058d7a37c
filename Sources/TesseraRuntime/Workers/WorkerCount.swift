import Glibc

/// How many threads of this process should work on evaluations, and why.
///
/// The least of three: the processors of the machine, those that this process may run on (its affinity mask), and those that the quota
/// of its control groups pays for, rounded down. The environment variable `TESSERA_WORKERS`, a number from 1 to 1024, takes their
/// place; anything else in it is ignored. It is decided once, when it is first needed.
///
/// ```swift
/// print(WorkerCount.current)   // 2 workers: the quota is 250000 of every 100000 us, 2.5 processors
/// ```
public struct WorkerCount: Sendable, Equatable, CustomStringConvertible {
  /// The threads that work, the caller's included; at least 1.
  public let count: Int

  /// What decided, as a part of a sentence: `the affinity mask allows 4 of 8 processors`.
  public let reason: String

  /// `2 workers: the machine has 2 processors`.
  public var description: String { "\(count) \(count == 1 ? "worker" : "workers"): \(reason)" }

  /// The workers of this process.
  public static let current = WorkerCount(
    environment: getenv("TESSERA_WORKERS").map { String(cString: $0) },
    quota: ControlGroups().quota(), affinity: affinity(), processors: processors)

  /// The processors of the machine that are switched on.
  static let processors = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// The processors that this process may run on.
  static let usableProcessors = min(processors, affinity() ?? processors)

  /// The decision, from what the system says; nil is what it does not say.
  init(environment: String?, quota: ControlGroups.Quota?, affinity: Int?, processors: Int) {
    var ignored = ""
    if let environment {
      if let number = Int(environment), (1...HelperSet.largestTeam).contains(number) {
        (count, reason) = (number, "TESSERA_WORKERS says so")
        return
      }
      ignored = " (TESSERA_WORKERS is ignored: it is no number from 1 to \(HelperSet.largestTeam))"
    }
    var least = (count: processors, reason: "the machine has \(Self.noun(processors))")
    if let affinity, affinity < least.count {
      least = (affinity, "the affinity mask allows \(affinity) of \(Self.noun(processors))")
    }
    if let quota, quota.processors < least.count {
      least = (quota.processors, "the quota is \(quota.time) of every \(quota.period) us, \(quota.tenths) processors")
    }
    count = max(1, min(least.count, HelperSet.largestTeam))
    reason = least.reason + ignored
  }

  private static func noun(_ count: Int) -> String { count == 1 ? "1 processor" : "\(count) processors" }

  /// How many processors this process may run on, from `Cpus_allowed: 3,ffffffff` (hexadecimal) in its status; nil when that is not
  /// there. Glibc's function for it is none that Swift knows.
  ///
  /// - Parameter root: what the path is below: empty, or the folder of a made-up machine.
  static func affinity(root: String = "") -> Int? {
    let prefix = "Cpus_allowed:"
    let lines = SystemFile.text(root + "/proc/self/status")?.split(separator: "\n") ?? []
    guard let line = lines.first(where: { $0.hasPrefix(prefix) }) else { return nil }
    var count = 0
    for character in line.dropFirst(prefix.count) where !character.isWhitespace && character != "," {
      guard let digit = character.hexDigitValue else { return nil }
      count += digit.nonzeroBitCount
    }
    return count > 0 ? count : nil
  }
}

extension ControlGroups.Quota {
  /// The processors with a digit after the point, rounded down: `1.5`.
  fileprivate var tenths: String {
    let (whole, rest) = time.quotientAndRemainder(dividingBy: period)
    return "\(whole).\(rest.multipliedFullWidth(by: 10).low / period)"
  }
}
