import CFuzzer
import FuzzTargets
import Glibc

/// `fuzz target [libFuzzer's arguments]`: the first argument says which function is fuzzed, the rest is libFuzzer's.
@main struct Fuzz {
  static func main() {
    guard CommandLine.argc > 1, let target = FuzzTarget(rawValue: CommandLine.arguments[1]) else {
      print("usage: fuzz \(FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")) [libFuzzer's arguments]")
      return
    }
    chosen = target
    // libFuzzer sees its own name and what follows the target.
    var count = CommandLine.argc - 1
    CommandLine.unsafeArgv[1] = CommandLine.unsafeArgv[0]
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
    exit(
      LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
        chosen.run(UnsafeRawBufferPointer(start: bytes, count: count))
        return 0
      })
  }
}

nonisolated(unsafe) private var chosen = FuzzTarget.npy
