public import TesseraShapes

/// An expression of shape `[Count]`, which the compiler knows; see `StaticTensor`. Beside a matrix or a batch it is a row.
public struct StaticVector<let Count: Int, Element: TensorElement>: StaticTensor {
  /// Truth values of the same shape.
  public typealias Mask = StaticVector<Count, Bool>

  /// The same as a dynamic expression.
  public let expression: Expression<Element>

  /// `[Count]`.
  public static var expectedShape: Shape { Shape(extents: [Count]) }

  /// What the library knows to have that shape.
  public init(checked: CheckedExpression<Element>) { expression = checked.expression }

  /// A value that arrives with each batch, bound by its name or with `bound(to:)`.
  public static func input(_ name: String, file: String = #fileID, line: Int = #line) -> Self {
    input(name, shape: expectedShape, file, line)
  }

  /// A value that is part of the expression, `try Vector<3>([1, 2, 3])`; another number of elements does not compile.
  ///
  /// - Throws: `ShapeError` only when the system has no memory.
  public init(
    _ elements: InlineArray<Count, Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) {
    try self.init(
      Tensor(shape: Self.expectedShape, elements: elements.indices.map { elements[$0] }, file: file, line: line),
      file: file, line: line)
  }

  /// The elements below each other: `[Count] -> [Count, 1]`, without a copy.
  public func column(file: String = #fileID, line: Int = #line) -> StaticMatrix<Count, 1, Element> {
    Self.applying(
      .reshape(Reshape(target: Shape(extents: [Count, 1]))), [expression.node],
      at: CallSite(file: file, line: line))
  }

  /// The elements beside each other: `[Count] -> [1, Count]`, without a copy.
  public func row(file: String = #fileID, line: Int = #line) -> StaticMatrix<1, Count, Element> {
    Self.applying(
      .reshape(Reshape(target: Shape(extents: [1, Count]))), [expression.node],
      at: CallSite(file: file, line: line))
  }

  /// The same values as elements of another type; see `Expression.cast(to:)`.
  public func cast<Target: TensorElement>(
    to target: Target.Type, file: String = #fileID, line: Int = #line
  ) -> StaticVector<Count, Target> {
    wrapped(expression.cast(to: target, file: file, line: line))
  }
}

/// A vector of Float: `Vector<10>`.
public typealias Vector<let Count: Int> = StaticVector<Count, Float>

extension StaticVector where Element: FloatingPointTensorElement {
  /// The product of a row with a matrix: `[Count] x [Count, N] -> [N]`.
  ///
  /// - Complexity: 2 Count N floating-point operations, through BLAS.
  public func matmul<let N: Int>(
    _ rhs: StaticMatrix<Count, N, Element>, file: String = #fileID, line: Int = #line
  ) -> StaticVector<N, Element> {
    Self.applying(
      .matrixProduct(MatrixProduct()), [expression.node, rhs.expression.node],
      at: CallSite(file: file, line: line))
  }

  /// The inner product: `[Count] x [Count] -> []`.
  ///
  /// - Complexity: 2 Count floating-point operations, through BLAS.
  public func matmul(_ rhs: Self, file: String = #fileID, line: Int = #line) -> StaticScalar<Element> {
    Self.applying(
      .matrixProduct(MatrixProduct()), [expression.node, rhs.expression.node],
      at: CallSite(file: file, line: line))
  }

  /// Positive numbers that add up to 1; see `Expression.softmax(axis:)`.
  public func softmax(file: String = #fileID, line: Int = #line) -> Self {
    Self.composing(file, line, expression.node) { () throws(ShapeError) in
      try expression.softmax(axis: -1, file: file, line: line)
    }
  }

  /// The logarithm of `softmax`, which does not underflow.
  public func logSoftmax(file: String = #fileID, line: Int = #line) -> Self {
    Self.composing(file, line, expression.node) { () throws(ShapeError) in
      try expression.logSoftmax(axis: -1, file: file, line: line)
    }
  }
}
