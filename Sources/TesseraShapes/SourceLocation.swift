import Runtime
import Synchronization

/// A line of the user's source.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  /// The file, as `#fileID` or a path.
  public let file: String
  /// The line, counted from 1.
  public let line: Int

  /// A place in a file.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// The file's name and the line: `Model.swift:12`.
  public var description: String {
    "\(file.split(separator: "/").last.map(String.init) ?? file):\(line)"
  }
}

extension SourceLocation {
  /// The line from which the package was entered, read from the stack and the debug information; nil where there is none.
  ///
  /// Operators cannot take `#line`, so this is how an error in `a + b` gets its line. Only a failing call pays for it.
  /// In an optimised build functions that differ in constants alone are merged and have no line; then it is the line of their caller.
  /// - Complexity: several milliseconds, in a large program with debug information seconds; once for each place that fails.
  package static func caller() -> SourceLocation? {
    guard let backtrace = try? Backtrace.capture(limit: 24, top: 0) else { return nil }
    let addresses = backtrace.frames.compactMap { frame in
      switch frame {
      case .programCounter(let address), .returnAddress(let address), .asyncResumePoint(let address): address
      case .omittedFrames, .truncated: nil
      @unknown default: nil
      }
    }
    if let location = known.withLock({ $0[addresses] }) { return location }
    let location = backtrace.symbolicated()?.callerLocation
    known.withLock { known in
      if known.count >= 1024 { known.removeAll() }
      known[addresses] = .some(location)
    }
    return location
  }

  /// The lines of the places that failed before, by the addresses on the stack. Who sends what does not fit again and again must not be paid
  /// with a look at the debug information each time.
  private static let known = Mutex<[[Backtrace.Address]: SourceLocation?]>([:])
}

extension SymbolicatedBacktrace {
  /// The innermost line that is not the package's own.
  fileprivate var callerLocation: TesseraShapes.SourceLocation? {
    for frame in frames {
      // Frames without a line belong to the Swift runtime.
      guard let location = frame.symbol?.sourceLocation, location.line > 0, location.path.hasPrefix("/") else {
        continue
      }
      if Self.modules.contains(where: { location.path.contains($0) }) { continue }
      return TesseraShapes.SourceLocation(file: location.path, line: location.line)
    }
    return nil
  }

  /// The folders of the package's own modules as they stand in the paths of its sources.
  private static let modules = ["Shapes", "Graph", "Planner", "Runtime", "Formats", ""].map { "/Sources/Tessera\($0)/" }
}
