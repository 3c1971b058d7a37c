import CTesseraKernels
package import TesseraPlanner

extension MatrixEngine {
  /// What computes matrix products on this processor, at the level that its kernels run.
  ///
  /// With fused multiply-adds the panel kernels are faster than a call of BLAS, which packs both operands anew each time. Without them the
  /// kernels of BLAS use wider instructions than the plain ones here.
  package static var current: MatrixEngine { tessera_current_level() == tessera_level_plain ? .blas : .panels }
}
