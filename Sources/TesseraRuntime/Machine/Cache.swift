/// A cache of the first processor that holds data.
package struct Cache: Sendable, Equatable {
  /// 1 is the nearest.
  package let level: Int
  package let byteCount: Int

  /// The caches that hold data, the nearest first; empty when the system does not say, as in some virtual machines.
  ///
  /// - Parameter root: what the path is below: empty, or the folder of a made-up machine.
  static func all(root: String = "") -> [Cache] {
    var caches: [Cache] = []
    for index in 0..<16 {
      let folder = root + "/sys/devices/system/cpu/cpu0/cache/index\(index)"
      func word(_ file: String) -> Substring? {
        SystemFile.text("\(folder)/\(file)").flatMap { $0.split(whereSeparator: \.isWhitespace).first }
      }
      guard let type = word("type"), let level = word("level").flatMap({ Int($0) }), let size = word("size") else {
        break
      }
      guard type != "Instruction", let byteCount = byteCount(size) else { continue }
      caches.append(Cache(level: level, byteCount: byteCount))
    }
    return caches.sorted { $0.level < $1.level }
  }

  /// `512K` or `32M`.
  private static func byteCount(_ text: Substring) -> Int? {
    switch text.last {
    case "K": Int(text.dropLast()).flatMap { $0.multiplied(by: 1 << 10) }
    case "M": Int(text.dropLast()).flatMap { $0.multiplied(by: 1 << 20) }
    default: Int(text)
    }
  }
}

extension Int {
  /// The product, or nil when it is too large.
  fileprivate func multiplied(by factor: Int) -> Int? {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }
}
