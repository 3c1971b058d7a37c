extension Diagnosis {
  /// A line or more for each thing: a title, and what was found.
  var text: String {
    var lines: [String] = []
    func add(_ title: String, _ found: String?...) {
      for (number, line) in found.compactMap({ $0 }).enumerated() {
        lines.append("\((number == 0 ? title : "").padded(to: 12))  \(line)")
      }
    }
    add("build", build)
    add("processor", processors.name ?? "unknown", processorsText)
    add("caches", caches.isEmpty ? "unknown" : caches.map(\.text).joined(separator: ", "))
    add("kernels", levelText)
    add("quota", quota?.text ?? "none")
    add("workers", "\(workers.count): \(workers.reason)")
    add(
      "OpenBLAS", "\(openBLAS.version ?? "of unknown version"), kernels \(openBLAS.core)",
      openBLAS.file ?? "the file is unknown", openBLAS.configuration)
    add("products", productsText, measurementText)
    add("row bits", "\(rowBits.hold ? "hold" : "DO NOT HOLD")", rowBits.established)
    lines.append("")
    lines += failures.map { "broken: \($0)" } + warnings.map { "warning: \($0)" }
    if failures.isEmpty, warnings.isEmpty { lines.append("all is well") }
    return lines.joined(separator: "\n")
  }

  private var processorsText: String {
    "\(processors.online) switched on"
      + (processors.allowedByAffinity.map { ", \($0) allowed by the affinity mask" } ?? "")
  }

  private var levelText: String {
    let cap = cpuLevel.cap.map { "TESSERA_CPU_LEVEL says \($0)" } ?? "TESSERA_CPU_LEVEL is not set"
    return "\(cpuLevel.current): the processor has \(cpuLevel.supported), \(cap)"
  }

  private var productsText: String {
    "\(products.rowInvariant) for programs whose rows keep their bits (the default), \(products.others) for others"
  }

  private var measurementText: String {
    "96 x 256 x 256 in Float: panel kernels \(products.panelMicroseconds.tenths) us, OpenBLAS "
      + "\(products.blasMicroseconds.tenths) us"
  }
}

extension Diagnosis.Quota {
  fileprivate var text: String { "\(microseconds) of every \(ofEvery) us, \(processors.tenths) processors" }
}

extension Diagnosis.DataCache {
  /// `L1 32 KiB`
  fileprivate var text: String {
    bytes < 1 << 20 ? "L\(level) \(bytes >> 10) KiB" : "L\(level) \((Double(bytes) / 0x1p20).tenths) MiB"
  }
}

extension Double {
  /// With a digit after the point, where it is not 0.
  fileprivate var tenths: String {
    let tenths = Int((self * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
