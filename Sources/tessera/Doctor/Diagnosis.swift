import Tessera
import TesseraPlanner
import TesseraRuntime

/// What the doctor found, ready to be shown as text or written as JSON.
struct Diagnosis: Encodable {
  struct OpenBLAS: Encodable {
    let file: String?
    let version: String?
    let core: String
    let threads: Int
    let configuration: String
  }

  struct CPULevel: Encodable {
    let current: String
    let supported: String
    /// What TESSERA_CPU_LEVEL says.
    let cap: String?
  }

  struct Workers: Encodable {
    let count: Int
    let reason: String
  }

  struct Quota: Encodable {
    let microseconds: UInt64
    let ofEvery: UInt64
    let processors: Double
  }

  struct Processors: Encodable {
    let name: String?
    let online: Int
    let allowedByAffinity: Int?
  }

  struct DataCache: Encodable {
    let level: Int
    let bytes: Int
  }

  /// The measurement that chooses what computes products of programs whose rows need not keep their bits.
  struct Products: Encodable {
    let rowInvariant: String
    let others: String
    let panelMicroseconds: Double
    let blasMicroseconds: Double
  }

  struct RowBits: Encodable {
    /// What plans of such programs promise.
    let promised: Bool
    /// What the comparison found.
    let hold: Bool
    let established: String
  }

  let build: String
  let processors: Processors
  let caches: [DataCache]
  let cpuLevel: CPULevel
  let quota: Quota?
  let workers: Workers
  let openBLAS: OpenBLAS
  let products: Products
  let rowBits: RowBits
  /// What works, but not as well as it could.
  private(set) var warnings: [String] = []
  /// What is broken.
  private(set) var failures: [String] = []

  /// Looks at the machine and tries a product and a network.
  init() throws {
    let machine = Machine()
    build = machine.isDebugBuild ? "debug" : "release"
    processors = Processors(
      name: machine.processorName, online: machine.processors, allowedByAffinity: machine.affinity)
    caches = machine.caches.map { DataCache(level: $0.level, bytes: $0.byteCount) }
    cpuLevel = CPULevel(current: machine.level.current, supported: machine.level.supported, cap: machine.level.cap)
    quota = machine.quota.map {
      Quota(microseconds: $0.time, ofEvery: $0.period, processors: Double($0.time) / Double($0.period))
    }
    workers = Workers(count: WorkerCount.current.count, reason: WorkerCount.current.reason)
    openBLAS = OpenBLAS(
      file: machine.library.file, version: machine.library.version, core: machine.library.core,
      threads: machine.library.threads, configuration: machine.library.configuration)
    let measurement = MatrixEngine.measurement
    products = Products(
      rowInvariant: MatrixEngine.panels.title, others: measurement.engine.title,
      panelMicroseconds: measurement.panels / 1000, blasMicroseconds: measurement.blas / 1000)
    rowBits = try Self.rowBits(failures: &failures)
    warn(machine)
  }

  /// Runs two networks and compares the bits of their rows.
  private static func rowBits(failures: inout [String]) throws -> RowBits {
    var (promised, hold, names) = (true, true, [String]())
    for network in [try VerifiedNetwork.product(), try VerifiedNetwork.perceptron()] {
      names.append(network.name)
      promised = try promised && network.rowBits.isPromised
      guard let difference = try network.rowBits.firstDifference() else { continue }
      hold = false
      failures.append("rows do not keep their bits: \(network.name), \(difference)")
    }
    let batches = tessera.RowBits.batches.map(String.init).joined(separator: ", ")
    return RowBits(
      promised: promised, hold: hold,
      established: "\(names.joined(separator: " and ")): all rows in batches of \(batches) by 1 and 2 workers compared")
  }

  private mutating func warn(_ machine: Machine) {
    if machine.isDebugBuild {
      warnings.append("this is a debug build, which is many times slower: build with `swift build -c release`")
    }
    if let cap = machine.level.cap {
      if !machine.level.capIsKnown {
        let levels = machine.level.all.joined(separator: ", ")
        warnings.append("TESSERA_CPU_LEVEL is ignored: \(cap) is none of \(levels)")
      } else if machine.level.current != machine.level.supported {
        warnings.append("TESSERA_CPU_LEVEL keeps the kernels at \(cap); the processor has \(machine.level.supported)")
      }
    }
    if machine.library.threads != 1 {
      failures.append("OpenBLAS takes \(machine.library.threads) threads for a product, which was switched off")
    }
    if !rowBits.promised {
      failures.append("plans do not promise that rows keep their bits, as they should by default")
    }
  }
}

extension MatrixEngine {
  fileprivate var title: String {
    switch self {
    case .panels: "panel kernels"
    case .blas: "OpenBLAS"
    }
  }
}
