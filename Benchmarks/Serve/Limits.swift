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
  /// For each size of the working set, which decides what cache or memory it comes from.
  let bandwidths: [Bandwidth]

  /// - Parameter seconds: how long each figure is measured.
  init(threads: Int, seconds: Double, workingSets: [Int]) {
    operations = benchmark_peak_operations(Int32(threads), seconds)
    bandwidths = workingSets.map { bytes in
      Bandwidth(
        bytes: bytes, read: benchmark_read_bandwidth(Int32(threads), bytes, seconds),
        copy: benchmark_copy_bandwidth(Int32(threads), bytes, seconds))
    }
  }
}
