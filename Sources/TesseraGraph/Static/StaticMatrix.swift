public import TesseraShapes

/// An expression of shape `[Rows, Columns]`, which the compiler knows; see `StaticTensor`.
public struct StaticMatrix<let Rows: Int, let Columns: Int, Element: TensorElement>: StaticTensor {
  /// Truth values of the same shape.
  public typealias Mask = StaticMatrix<Rows, Columns, Bool>

  /// The same as a dynamic expression.
  public let expression: Expression<Element>

  /// `[Rows, Columns]`.
  public static var expectedShape: Shape { Shape(extents: [Rows, Columns]) }

  /// What the library knows to have that shape.
  public init(checked: CheckedExpression<Element>) { expression = checked.expression }

  /// A value that arrives with each batch, bound by its name or with `bound(to:)`.
  public static func input(_ name: String, file: String = #fileID, line: Int = #line) -> Self {
    input(name, shape: expectedShape, file, line)
  }

  /// A value that is part of the expression; another number of rows or columns does not compile.
  ///
  /// - Throws: `ShapeError` only when the system has no memory.
  public init(
    rows: InlineArray<Rows, InlineArray<Columns, Element>>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) {
    var elements: [Element] = []
    for row in rows.indices { for column in 0..<Columns { elements.append(rows[row][column]) } }
    try self.init(Tensor(shape: Self.expectedShape, elements: elements, file: file, line: line), file: file, line: line)
  }

  /// Rows become columns: `[Rows, Columns] -> [Columns, Rows]`, without a copy where the reader allows it.
  public func transpose(file: String = #fileID, line: Int = #line) -> StaticMatrix<Columns, Rows, Element> {
    .composing(file, line, expression.node) { () throws(ShapeError) in
      try expression.transpose([1, 0], file: file, line: line)
    }
  }

  /// The same values as elements of another type; see `Expression.cast(to:)`.
  public func cast<Target: TensorElement>(
    to target: Target.Type, file: String = #fileID, line: Int = #line
  ) -> StaticMatrix<Rows, Columns, Target> {
    wrapped(expression.cast(to: target, file: file, line: line))
  }
}

/// A matrix of Float: `Matrix<784, 10>`.
public typealias Matrix<let Rows: Int, let Columns: Int> = StaticMatrix<Rows, Columns, Float>

extension StaticMatrix where Element: FloatingPointTensorElement {
  /// The matrix product: `[Rows, Columns] x [Columns, N] -> [Rows, N]`.
  ///
  /// - Complexity: 2 Rows Columns N floating-point operations, through BLAS; a transposed operand costs no copy.
  public func matmul<let N: Int>(
    _ rhs: StaticMatrix<Columns, N, Element>, file: String = #fileID, line: Int = #line
  ) -> StaticMatrix<Rows, N, Element> {
    Self.applying(
      .matrixProduct(MatrixProduct()), [expression.node, rhs.expression.node],
      at: CallSite(file: file, line: line))
  }

  /// The product with a column: `[Rows, Columns] x [Columns] -> [Rows]`.
  ///
  /// - Complexity: 2 Rows Columns floating-point operations, through BLAS.
  public func matmul(
    _ rhs: StaticVector<Columns, Element>, file: String = #fileID, line: Int = #line
  ) -> StaticVector<Rows, Element> {
    Self.applying(
      .matrixProduct(MatrixProduct()), [expression.node, rhs.expression.node],
      at: CallSite(file: file, line: line))
  }
}
