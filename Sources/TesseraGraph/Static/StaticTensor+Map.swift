import TesseraShapes

extension StaticTensor {
  /// A closure applied to each element, at the speed of a built-in function; see `Expression.map(_:)`.
  @inlinable
  public func map(
    file: String = #fileID, line: Int = #line, _ transform: @escaping @Sendable (Element) -> Element
  ) -> Self {
    Self(checked: CheckedExpression(expression.map(file: file, line: line, transform)))
  }

  /// A closure applied to each pair of elements, at the speed of a built-in function; see `Expression.map(with:_:)`.
  @inlinable
  public func map(
    with other: Self, file: String = #fileID, line: Int = #line,
    _ transform: @escaping @Sendable (Element, Element) -> Element
  ) -> Self {
    mapped(with: other.expression, MapFunction(pairs: transform), file, line)
  }
}

extension StaticRows {
  /// A closure applied to each element and that of a row; see `Expression.map(with:_:)`.
  @inlinable @_disfavoredOverload
  public func map(
    with row: Row, file: String = #fileID, line: Int = #line,
    _ transform: @escaping @Sendable (Element, Element) -> Element
  ) -> Self {
    mapped(with: row.expression, MapFunction(pairs: transform), file, line)
  }

  /// A closure applied to each element and that of a column; see `Expression.map(with:_:)`.
  @inlinable @_disfavoredOverload
  public func map(
    with column: Column, file: String = #fileID, line: Int = #line,
    _ transform: @escaping @Sendable (Element, Element) -> Element
  ) -> Self {
    mapped(with: column.expression, MapFunction(pairs: transform), file, line)
  }
}

extension MapFunction {
  /// A closure of two elements with its loop.
  @inlinable
  convenience init<Element: TensorElement>(pairs transform: @escaping @Sendable (Element, Element) -> Element) {
    self.init { (lhs: UnsafeRawPointer, rhs: UnsafeRawPointer, output: UnsafeMutableRawPointer, count: Int) in
      let left = lhs.assumingMemoryBound(to: Element.self)
      let right = rhs.assumingMemoryBound(to: Element.self)
      let destination = output.assumingMemoryBound(to: Element.self)
      for index in 0..<count { destination[index] = transform(left[index], right[index]) }
    }
  }
}

extension StaticTensor {
  @usableFromInline
  func mapped(with other: Expression<Element>, _ function: MapFunction, _ file: String, _ line: Int) -> Self {
    Self.applying(.map(function), [expression.node, other.node], at: CallSite(file: file, line: line))
  }
}
