import CTesseraKernels
import Glibc
package import TesseraPlanner
import TesseraShapes

extension MatrixEngine {
  /// What computes the products of programs that leave the choice open: the faster one of the panel kernels and a call of BLAS, measured once a
  /// process.
  package static var current: MatrixEngine { measurement.engine }

  /// The measurement behind `current`.
  package static let measurement = EngineMeasurement()
}

/// Panel kernels against BLAS on one product of a typical size; 5 ms once a process.
///
/// The panel kernels read the right operand in panels that were packed before, BLAS packs both operands anew in each call. They win wherever
/// they have fused multiply-adds (1.05 to 1.7 times with AVX2 and the Zen kernels of OpenBLAS 0.3.21); plain ones lose, since BLAS has wider
/// instructions then. And their bits do not depend on the number of rows, so BLAS must be clearly faster to be chosen, and a measurement that
/// was disturbed must not choose it.
package struct EngineMeasurement: Sendable {
  /// Nanoseconds of the product, best of several.
  package let panels: Double
  package let blas: Double
  /// The kernels that BLAS runs.
  package let core: String

  package var engine: MatrixEngine { blas * 1.5 < panels ? .blas : .panels }

  private static let (rows, extent) = (96, 256)
  private static let repetitions = 16

  fileprivate init() {
    BLAS.prepare()
    core = BLAS.coreName
    let kernels = Kernels.panels(.float32)
    let (rows, extent) = (Self.rows, Self.extent)
    let values = UnsafeMutableRawPointer.allocate(byteCount: 3 * extent * extent * 4, alignment: 64)
    defer { values.deallocate() }
    values.initializeMemory(as: Float.self, repeating: 0.5, count: 3 * extent * extent)
    let (left, right, result) = (values, values + extent * extent * 4, values + 2 * extent * extent * 4)

    var call = tessera_panel_product()
    let panelColumns = MatrixProductPlan.panelByteCount / 4
    (call.lhs, call.lhs_stride) = (UnsafeRawPointer(left), extent)
    (call.rhs, call.rhs_stride, call.rhs_panel_stride) = (UnsafeRawPointer(right), panelColumns, extent * panelColumns)
    call.is_packed = 1
    (call.output, call.output_stride) = (result, extent)
    (call.rows, call.columns, call.inner) = (rows, extent, extent)

    let matrix = BLAS.Matrix(isTransposed: false, leadingDimension: Int32(extent))
    let product = BLAS.Product(
      lhs: matrix, rhs: matrix, columns: Int32(extent), inner: Int32(extent), elementType: .float32)
    // In turn, so that what disturbs one disturbs the other.
    var (panels, blas) = (Double.infinity, Double.infinity)
    for _ in 0..<Self.repetitions {
      panels = min(panels, Self.time { kernels.multiply(&call) })
      blas = min(blas, Self.time { BLAS.multiply(product, left, right, result, rows: Int32(rows)) })
    }
    (self.panels, self.blas) = (panels, blas)
  }

  private static func time(_ body: () -> Void) -> Double {
    let start = now()
    body()
    return now() - start
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
