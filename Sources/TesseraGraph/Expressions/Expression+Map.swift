public import TesseraShapes

extension Expression {
  /// A closure applied to each element: `[...] -> [...]`.
  ///
  /// The loop around the closure is compiled in the caller's module, so that the closure is inlined and vectorised; in an optimised build
  /// it runs as fast as a built-in function. The closure must be a pure function of its argument: elements are computed in any order, on
  /// any thread. Two `map`s are the same computation only when they come from the same call.
  @inlinable
  public func map(
    file: String = #fileID, line: Int = #line, _ transform: @escaping @Sendable (Element) -> Element
  ) -> Expression {
    let function = MapFunction { (input: UnsafeRawPointer, output: UnsafeMutableRawPointer, count: Int) in
      let source = input.assumingMemoryBound(to: Element.self)
      let destination = output.assumingMemoryBound(to: Element.self)
      for index in 0..<count { destination[index] = transform(source[index]) }
    }
    return mapped(function, file, line)
  }

  /// A closure applied to each pair of elements, with broadcasting.
  ///
  /// As fast as a built-in function, and as pure: see `map(_:)`.
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  @inlinable
  public func map(
    with other: Expression, file: String = #fileID, line: Int = #line,
    _ transform: @escaping @Sendable (Element, Element) -> Element
  ) throws(ShapeError) -> Expression {
    let function = MapFunction {
      (lhs: UnsafeRawPointer, rhs: UnsafeRawPointer, output: UnsafeMutableRawPointer, count: Int) in
      let left = lhs.assumingMemoryBound(to: Element.self)
      let right = rhs.assumingMemoryBound(to: Element.self)
      let destination = output.assumingMemoryBound(to: Element.self)
      for index in 0..<count { destination[index] = transform(left[index], right[index]) }
    }
    return try mapped(with: other, function, file, line)
  }

  /// A closure applied to each pair of elements, with broadcasting.
  ///
  /// - Throws: `ShapeError` when the shapes do not broadcast.
  @inlinable
  public func map(
    with other: Tensor<Element>, file: String = #fileID, line: Int = #line,
    _ transform: @escaping @Sendable (Element, Element) -> Element
  ) throws(ShapeError) -> Expression {
    try map(with: other.expression, file: file, line: line, transform)
  }

  @usableFromInline
  func mapped(_ function: MapFunction, _ file: String, _ line: Int) -> Expression {
    Expression(
      node: Node(
        .map(function), [node], shape: shape, elementType: Element.elementType,
        site: CallSite(file: file, line: line)))
  }

  @usableFromInline
  func mapped(
    with other: Expression, _ function: MapFunction, _ file: String, _ line: Int
  ) throws(ShapeError) -> Expression {
    try Self.infer(.map(function), [node, other.node], at: CallSite(file: file, line: line))
  }
}
