import CTesseraKernels
import Glibc

/// What evaluators find on this machine and decide from it, for people who wonder.
package struct Machine: Sendable {
  /// The library that computes products where the panel kernels do not.
  package struct Library: Sendable {
    /// The file that it was loaded from; nil when the system does not say.
    package let file: String?
    /// `0.3.21`, or nil when the library does not say.
    package let version: String?
    /// All that it says of how it was built.
    package let configuration: String
    /// The kernels that it chose for this processor.
    package let core: String
    /// How many threads it takes for a product: 1, since Tessera switches its own off.
    package let threads: Int
  }

  /// The instruction sets of the kernels.
  package struct Level: Sendable {
    /// What is used.
    package let current: String
    /// The best that the processor has.
    package let supported: String
    /// What TESSERA_CPU_LEVEL says, if anything.
    package let cap: String?
    /// Whether the cap is the name of a level; another one is ignored.
    package let capIsKnown: Bool
    /// All that there are, the least first.
    package let all: [String]
  }

  /// What the control groups leave to this process.
  package struct Quota: Sendable {
    /// Microseconds of processor time in each period of so many microseconds.
    package let time: UInt64
    package let period: UInt64
  }

  package let library: Library
  package let level: Level
  package let quota: Quota?
  /// The processors that the affinity mask allows; nil when the system does not say.
  package let affinity: Int?
  /// The processors that are switched on.
  package let processors: Int
  /// What the processor is called; nil when the system does not say.
  package let processorName: String?
  package let caches: [Cache]
  /// Whether this is a debug build, in which everything takes many times as long.
  package let isDebugBuild: Bool

  /// Looks at the machine, and at the settings in the environment.
  package init() {
    BLAS.prepare()
    let words = BLAS.configuration.split(separator: " ")
    library = Library(
      file: BLAS.file, version: words.count > 1 ? String(words[1]) : nil,
      configuration: BLAS.configuration, core: BLAS.coreName, threads: BLAS.threads)
    let names = (0..<tessera_level_count.rawValue).map { String(cString: tessera_level_name(tessera_level($0))) }
    let cap = getenv("TESSERA_CPU_LEVEL").map { String(cString: $0) }
    level = Level(
      current: names[Int(tessera_current_level().rawValue)],
      supported: names[Int(tessera_supported_level().rawValue)],
      cap: cap, capIsKnown: cap.map(names.contains) ?? true, all: names)
    quota = ControlGroups().quota().map { Quota(time: $0.time, period: $0.period) }
    affinity = WorkerCount.affinity()
    processors = WorkerCount.processors
    processorName = Self.processorName()
    caches = Cache.all()
    #if DEBUG
      isDebugBuild = true
    #else
      isDebugBuild = false
    #endif
  }

  /// The first `model name` of the list of processors.
  static func processorName(root: String = "") -> String? {
    let lines = SystemFile.text(root + "/proc/cpuinfo")?.split(separator: "\n") ?? []
    guard let line = lines.first(where: { $0.hasPrefix("model name") }), let colon = line.firstIndex(of: ":") else {
      return nil
    }
    return String(line[line.index(after: colon)...].drop(while: \.isWhitespace))
  }
}
