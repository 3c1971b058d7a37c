import CFuzzer
import FuzzTargets
import Glibc

/// `fuzz target [libFuzzer's arguments]`: the first argument says which function is fuzzed, the rest is libFuzzer's.
@main struct Fuzz {
  /// libFuzzer starts itself again to merge a corpus, with its own arguments alone; then the target comes from here.
  private static let variable = "TESSERA_FUZZ_TARGET"

  static func main() {
    var skipped = 0
    if CommandLine.argc > 1, let target = FuzzTarget(rawValue: CommandLine.arguments[1]) {
      setenv(variable, target.rawValue, 1)
      chosen = target
      skipped = 1
    } else if let name = getenv(variable), let target = FuzzTarget(rawValue: String(cString: name)) {
      chosen = target
    } else {
      print("usage: fuzz \(FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")) [libFuzzer's arguments]")
      return
    }
    var count = CommandLine.argc - Int32(skipped)
    CommandLine.unsafeArgv[skipped] = CommandLine.unsafeArgv[0]
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + skipped
    exit(
      LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
        chosen.run(UnsafeRawBufferPointer(start: bytes, count: count))
        return 0
      })
  }
}

/// Written once, before anything is fuzzed.
nonisolated(unsafe) private var chosen = FuzzTarget.npy
