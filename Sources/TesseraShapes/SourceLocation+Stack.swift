import Runtime
import Synchronization

// Lines from the debug information, for operators, which cannot take `#line`. Only an error pays for it.

extension SourceLocation {
  /// The line from which the package was entered, read from the stack and the debug information; nil where there is none.
  ///
  /// In an optimised build functions that differ in constants alone are merged and have no line; then it is the line of their caller.
  /// - Complexity: several milliseconds.
  package static func caller() -> SourceLocation? {
    (try? Backtrace.capture(limit: 24, top: 0))?.firstLineOutside
  }

  /// The line of the call that returns to an address; nil where there is none, and for a line of the package itself.
  ///
  /// - Complexity: several milliseconds the first time, and half a millisecond then.
  static func of(returnAddress address: UInt) -> SourceLocation? {
    // The runtime makes backtraces of the current stack and of what it wrote itself: a compact form, whose first byte says that addresses
    // are of 64 bits; then an instruction, the return address of a frame in so many bytes, and the bytes, high ones first.
    var bytes: [UInt8] = [0x02, 0x20 | UInt8(MemoryLayout<UInt>.size - 1)]
    for shift in stride(from: UInt.bitWidth - 8, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: address >> UInt(shift)))
    }
    let fields = ["architecture": architecture, "backtrace": bytes.base64]
    return (try? Backtrace(from: TextDecoder(fields: fields)))?.firstLineOutside
  }

  private static var architecture: String {
    #if arch(arm64)
      "arm64"
    #else
      "x86_64"
    #endif
  }
}

extension Backtrace {
  /// The first line that is none of the package's. It is kept: who sends again and again what does not fit must not be paid with a look at the
  /// debug information each time, which takes seconds in a large program.
  fileprivate var firstLineOutside: SourceLocation? {
    let addresses = frames.compactMap { frame in
      switch frame {
      case .programCounter(let address), .returnAddress(let address), .asyncResumePoint(let address): address
      case .omittedFrames, .truncated: nil
      @unknown default: nil
      }
    }
    if let location = Self.known.withLock({ $0[addresses] }) { return location }
    let location = foundLine
    Self.known.withLock { known in
      if known.count >= Self.knownLimit { known.removeAll() }
      known[addresses] = .some(location)
    }
    return location
  }

  private static let known = Mutex<[[Address]: SourceLocation?]>([:])
  private static let knownLimit = 1024

  private var foundLine: SourceLocation? {
    for frame in symbolicated()?.frames ?? [] {
      // Frames without a line belong to the Swift runtime.
      guard let location = frame.symbol?.sourceLocation, location.line > 0, location.path.hasPrefix("/") else {
        continue
      }
      // What a macro wrote has a file and lines of its own, which nobody can open.
      if location.path.contains("/@__swiftmacro") { continue }
      if Self.folders.contains(where: { location.path.contains($0) }) { continue }
      return SourceLocation(file: location.path, line: location.line)
    }
    return nil
  }

  /// The folders of the package's own modules as they stand in the paths of its sources.
  private static let folders = ["Shapes", "Graph", "Planner", "Runtime", "Formats", ""].map { "/Sources/Tessera\($0)/" }
}

extension [UInt8] {
  /// The bytes as text, six bits a character, without padding (RFC 4648).
  fileprivate var base64: String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var (text, bits, count) = ("", UInt32(0), 0)
    func character() -> Character {
      Character(UnicodeScalar(alphabet[Int(count >= 6 ? bits >> (count - 6) & 63 : bits << (6 - count) & 63)]))
    }
    for byte in self {
      bits = bits << 8 & 0xFFFF | UInt32(byte)
      count += 8
      while count >= 6 {
        text.append(character())
        count -= 6
      }
    }
    if count > 0 { text.append(character()) }
    return text
  }
}
