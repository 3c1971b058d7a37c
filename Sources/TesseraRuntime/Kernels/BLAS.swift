import COpenBLAS
import TesseraShapes

/// The only file that knows OpenBLAS. Every call is single-threaded: the library's own threads are switched off before the first one.
enum BLAS {
  /// A matrix in memory.
  struct Matrix: BitwiseCopyable {
    var isTransposed: Bool
    var leadingDimension: Int32
  }

  /// `cblas_sgemm` and `cblas_dgemm` take the same arguments.
  struct Product: BitwiseCopyable {
    var lhs: Matrix
    var rhs: Matrix
    var columns: Int32
    var inner: Int32
    var elementType: ElementType
  }

  private static let singleThreaded: Void = openblas_set_num_threads(1)

  /// The kernels that the library chose for this processor, or that OPENBLAS_CORETYPE made it choose.
  static var coreName: String { String(cString: openblas_get_corename()) }

  /// Its version and what it was built with: `OpenBLAS 0.3.21 NO_AFFINITY ... MAX_THREADS=64`.
  static var configuration: String { String(cString: openblas_get_config()) }

  /// How many threads it would take for a product.
  static var threads: Int { Int(openblas_get_num_threads()) }

  /// The file that its code was loaded from: the library, or the program where it is a part of it; nil when the system does not say.
  static var file: String? {
    let function: @convention(c) () -> UnsafeMutablePointer<CChar>? = openblas_get_config
    return SystemFile.mappedFile(at: UInt(bitPattern: unsafeBitCast(function, to: UnsafeRawPointer.self)))
  }

  /// Makes sure that products run on the caller's thread alone; the setting is the process's.
  static func prepare() { _ = singleThreaded }

  /// output = lhs x rhs, dense row-major. The output may hold anything before; an inner extent of 0 gives zeros.
  static func multiply(
    _ product: Product, _ lhs: UnsafeRawPointer, _ rhs: UnsafeRawPointer, _ output: UnsafeMutableRawPointer,
    rows: Int32
  ) {
    let left = product.lhs.isTransposed ? CblasTrans : CblasNoTrans
    let right = product.rhs.isTransposed ? CblasTrans : CblasNoTrans
    let leadingDimension = max(product.columns, 1)
    if product.elementType == .float32 {
      cblas_sgemm(
        CblasRowMajor, left, right, rows, product.columns, product.inner, 1,
        lhs.assumingMemoryBound(to: Float.self), product.lhs.leadingDimension,
        rhs.assumingMemoryBound(to: Float.self), product.rhs.leadingDimension, 0,
        output.assumingMemoryBound(to: Float.self), leadingDimension)
    } else {
      cblas_dgemm(
        CblasRowMajor, left, right, rows, product.columns, product.inner, 1,
        lhs.assumingMemoryBound(to: Double.self), product.lhs.leadingDimension,
        rhs.assumingMemoryBound(to: Double.self), product.rhs.leadingDimension, 0,
        output.assumingMemoryBound(to: Double.self), leadingDimension)
    }
  }
}
