import COpenBLAS
import Glibc
import Tessera
import TesseraFormats

/// One call of `cblas_sgemm` with as many threads as the evaluation beside it has, and nothing else.
final class BareProduct: Side {
  let name = "cblas_sgemm"
  private let lhs: Tensor<Float>
  private let rhs: Tensor<Float>
  private let output: UnsafeMutableBufferPointer<Float>
  private let threads: Int
  private let (rows, columns, inner): (Int32, Int32, Int32)

  init(lhs: Tensor<Float>, rhs: Tensor<Float>, threads: Int) throws {
    (self.lhs, self.rhs, self.threads) = (lhs, rhs, threads)
    (rows, columns, inner) = (
      Int32(lhs.shape.extents?[0] ?? 0), Int32(rhs.shape.extents?[1] ?? 0), Int32(rhs.shape.extents?[0] ?? 0)
    )
    let count = Int(rows) * Int(columns)
    // 64-byte aligned, as the library's buffers are.
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 1) * 4, alignment: 64)
    output = memory.bindMemory(to: Float.self)
    output.initialize(repeating: 0)
  }

  deinit { UnsafeMutableRawBufferPointer(output).deallocate() }

  // The number of OpenBLAS's threads is the process's; Tessera's own calls want one.
  func begin() { openblas_set_num_threads(Int32(threads)) }

  func end() {
    openblas_set_num_threads(1)
    // Its threads spin for about 30 ms before they sleep, which would disturb what is measured next.
    if threads > 1 { usleep(50_000) }
  }

  func run(times: Int) {
    let (lhs, rhs) = (self.lhs, self.rhs)
    let (left, right) = (lhs.span, rhs.span)
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        for _ in 0..<times {
          cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, columns, inner, 1, left.baseAddress, inner,
            right.baseAddress, columns, 0, output.baseAddress, columns)
        }
      }
    }
  }

  func writeOutput(to path: String) throws {
    let value = try Tensor<Float>(shape: [.fixed(Int(rows)), .fixed(Int(columns))], elements: Array(output))
    try Npy.write(value, to: path)
  }
}
