public import TesseraShapes

/// An expression of shape `[batch, Columns]`: rows whose number is known when a batch arrives, and columns that the compiler knows; see
/// `StaticTensor`.
public struct StaticBatch<let Columns: Int, Element: TensorElement>: StaticTensor {
  /// Truth values of the same shape.
  public typealias Mask = StaticBatch<Columns, Bool>

  /// The same as a dynamic expression.
  public let expression: Expression<Element>

  /// `[batch, Columns]`.
  public static var expectedShape: Shape { ["batch", .fixed(Columns)] }

  /// What the library knows to have that shape.
  public init(checked: CheckedExpression<Element>) { expression = checked.expression }

  /// A value that arrives with each batch, bound by its name or with `bound(to:)`.
  ///
  /// - Parameter batch: the name of the first dimension; inputs with the same name have as many rows.
  public static func input(
    _ name: String, batch: String = "batch", file: String = #fileID, line: Int = #line
  ) -> Self {
    input(name, shape: [.named(batch), .fixed(Columns)], file, line)
  }

  /// The same values as elements of another type; see `Expression.cast(to:)`.
  public func cast<Target: TensorElement>(
    to target: Target.Type, file: String = #fileID, line: Int = #line
  ) -> StaticBatch<Columns, Target> {
    wrapped(expression.cast(to: target, file: file, line: line))
  }
}

/// A batch of rows of Float: `Batch<784>`.
public typealias Batch<let Columns: Int> = StaticBatch<Columns, Float>

extension StaticBatch where Element: FloatingPointTensorElement {
  /// The matrix product: `[batch, Columns] x [Columns, N] -> [batch, N]`.
  ///
  /// - Complexity: 2 batch Columns N floating-point operations, through BLAS; a transposed operand costs no copy.
  public func matmul<let N: Int>(
    _ rhs: StaticMatrix<Columns, N, Element>, file: String = #fileID, line: Int = #line
  ) -> StaticBatch<N, Element> {
    Self.applying(
      .matrixProduct(MatrixProduct()), [expression.node, rhs.expression.node],
      at: CallSite(file: file, line: line))
  }
}
