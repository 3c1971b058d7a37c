import CBenchmarkLimits

/// What this machine can do at most, for one number of threads.
struct Limits: Encodable {
  struct Bandwidth: Encodable {
    let bytes: Int
    /// Bytes a second, read, or read and written together.
    let read: Double
    let copy: Double
  }

  /// Floating-point operations a second.
  let operations: Double
  /// By the size of the working set, which decides what cache or memory it comes from.
  let bandwidths: [Bandwidth]

  init(threads: Int, seconds: Double) {
    operations = benchmark_peak_operations(Int32(threads), seconds)
    bandwidths = (14...28).map { exponent in
      Bandwidth(
        bytes: 1 << exponent, read: benchmark_read_bandwidth(Int32(threads), 1 << exponent, seconds / 4),
        copy: benchmark_copy_bandwidth(Int32(threads), 1 << exponent, seconds / 2))
    }
  }
}
