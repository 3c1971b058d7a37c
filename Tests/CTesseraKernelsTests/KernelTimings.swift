import CTesseraKernels
import Glibc
import TesseraTestSupport
import Testing

/// Nanoseconds an element of every kernel at every level, over rows that stay in L1: the tables that the tests check.
///
/// Runs on request alone: `TESSERA_KERNEL_TIMINGS=1 swift test -c release --filter KernelTimings`.
@Suite(.enabled(if: getenv("TESSERA_KERNEL_TIMINGS") != nil), .serialized)
struct KernelTimings {
  static let count = 1024

  @Test(arguments: Level.supported) func timings(level: Level) throws {
    try time(Kernels<Float>(level), level, in: 0.05...0.95)
    try time(Kernels<Double>(level), level, in: 0.05...0.95)
  }

  private func time<Element: KernelElement>(
    _ kernels: Kernels<Element>, _ level: Level, in range: ClosedRange<Double>
  ) throws {
    var lines: [String] = []
    try withSeed { generator in
      let lhs: [Element] = (0..<Self.count).map { _ in Element(Double.random(in: range, using: &generator)) }
      let rhs: [Element] = (0..<Self.count).map { _ in Element(Double.random(in: 0.1...4, using: &generator)) }
      func add(_ name: String, _ call: (UnsafeRawPointer, UnsafeRawPointer, UnsafeMutableRawPointer, Int) -> Void) {
        var best = Double.infinity
        _ = Place.aligned.run(lhs, rhs, Self.count) { lhs, rhs, output, count in
          for _ in 0..<9 {
            let start = ContinuousClock.now
            for _ in 0..<200 { call(lhs, rhs, output, count) }
            let elapsed = (ContinuousClock.now - start).components
            best = min(best, (Double(elapsed.seconds) * 1e9 + Double(elapsed.attoseconds) / 1e9) / 200 / Double(count))
          }
        }
        lines.append("\(level) \(Element.self) \(name): \(Double(Int(best * 1000)) / 1000) ns an element")
      }
      for function in tessera_unary_function.floating {
        let kernel = try kernels.unary(function)
        add(function.name) { input, _, output, count in kernel(input, output, count) }
      }
      for function in tessera_binary_function.all where ElementClass.floatingPoint.holds(function) {
        let kernel = try kernels.binary(function, tessera_form_vector_vector)
        add(function.name) { lhs, rhs, output, count in kernel(lhs, rhs, output, count) }
      }
      for reduction in tessera_reduction.all where ElementClass.floatingPoint.holds(reduction) {
        let row = try kernels.row(reduction), columns = try kernels.columns(reduction)
        add("\(reduction.name) of a row") { input, _, output, count in row(input, output, count) }
        add("\(reduction.name) of 64 columns") { input, _, output, count in columns(input, 64, output, count / 64, 64) }
      }
      let softmax = try #require(kernels.table.pointee.softmax_row)
      let logSoftmax = try #require(kernels.table.pointee.log_softmax_row)
      let largest = try #require(kernels.table.pointee.largest_index)
      add("softmax") { input, _, output, count in softmax(input, output, count) }
      add("log softmax") { input, _, output, count in logSoftmax(input, output, count) }
      let normalize = try #require(kernels.table.pointee.normalize_row)
      let scan = try #require(kernels.table.pointee.cumulative_sum_row)
      let sort = try #require(kernels.table.pointee.argument_sort)
      var indices = [Int64](repeating: 0, count: Self.count), scratch = indices
      add("normalised row") { input, _, output, count in normalize(input, output, count, 1e-5) }
      add("cumulative sum") { input, _, output, count in scan(input, output, count) }
      add("argument sort") { input, _, _, count in sort(input, count, 0, &indices, &scratch) }
      add("largest index") { input, _, _, count in _ = largest(input, count) }
    }
    print(lines.joined(separator: "\n"))
  }
}
