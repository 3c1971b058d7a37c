/// What is fuzzed: each case is a function of any bytes that must neither trap nor hang nor ask for more memory than its limit.
public enum FuzzTarget: String, CaseIterable, Sendable {
  case npy
  case npz
  case safetensors
  case expressions

  /// Runs the target on the bytes.
  public func run(_ bytes: UnsafeRawBufferPointer) {
    switch self {
    case .npy: FileTargets.npy(Array(bytes))
    case .npz: FileTargets.npz(Array(bytes))
    case .safetensors: FileTargets.safetensors(Array(bytes))
    case .expressions: ExpressionTarget.run(bytes)
    }
  }
}
