import TesseraShapes

// What operators do. An operator cannot take the line of its call and gives the address that it returns to.
//
// These are never inlined into the operators, so that an operator is nothing but a call of one of them. An optimised build still merges
// operators that differ in the function alone; a merged one returns into the package, and has no line.

extension Expression {
  @inline(never)
  static func binary<Result>(
    _ function: BinaryFunction, _ lhs: Expression, _ rhs: Expression, from address: UInt,
    as result: Result.Type = Element.self
  ) throws(ShapeError) -> Expression<Result> {
    try infer(.binary(function), [lhs.node, rhs.node], at: .returnAddress(address))
  }

  @inline(never)
  static func binary<Result>(
    _ function: BinaryFunction, _ lhs: Expression, _ rhs: Tensor<Element>, from address: UInt,
    as result: Result.Type = Element.self
  ) throws(ShapeError) -> Expression<Result> {
    try infer(.binary(function), [lhs.node, rhs.expression.node], at: .returnAddress(address))
  }

  @inline(never)
  static func binary<Result>(
    _ function: BinaryFunction, _ lhs: Tensor<Element>, _ rhs: Expression, from address: UInt,
    as result: Result.Type = Element.self
  ) throws(ShapeError) -> Expression<Result> {
    try infer(.binary(function), [lhs.expression.node, rhs.node], at: .returnAddress(address))
  }

  @inline(never)
  static func binary<Result>(
    _ function: BinaryFunction, _ lhs: Expression, _ rhs: Element, from address: UInt,
    as result: Result.Type = Element.self
  ) throws(ShapeError) -> Expression<Result> {
    try infer(.binary(function), [lhs.node, scalar(rhs).node], at: .returnAddress(address))
  }

  @inline(never)
  static func binary<Result>(
    _ function: BinaryFunction, _ lhs: Element, _ rhs: Expression, from address: UInt,
    as result: Result.Type = Element.self
  ) throws(ShapeError) -> Expression<Result> {
    try infer(.binary(function), [scalar(lhs).node, rhs.node], at: .returnAddress(address))
  }

  @inline(never)
  func unary(_ function: UnaryFunction, from address: UInt) -> Expression {
    Expression(node: node.applying(function, at: .returnAddress(address)))
  }
}

extension StaticTensor {
  @inline(never)
  static func binary<Result: StaticTensor>(
    _ function: BinaryFunction, _ lhs: some ExpressionConvertible, _ rhs: some ExpressionConvertible,
    from address: UInt
  ) -> Result {
    applying(.binary(function), [lhs.erasedNode, rhs.erasedNode], at: .returnAddress(address))
  }

  @inline(never)
  static func binary<Result: StaticTensor>(
    _ function: BinaryFunction, _ lhs: some ExpressionConvertible, _ rhs: Element, from address: UInt
  ) -> Result {
    applying(.binary(function), [lhs.erasedNode, Expression.scalar(rhs).node], at: .returnAddress(address))
  }

  @inline(never)
  static func binary<Result: StaticTensor>(
    _ function: BinaryFunction, _ lhs: Element, _ rhs: some ExpressionConvertible, from address: UInt
  ) -> Result {
    applying(.binary(function), [Expression.scalar(lhs).node, rhs.erasedNode], at: .returnAddress(address))
  }

  @inline(never)
  func unary(_ function: UnaryFunction, from address: UInt) -> Self {
    wrapped(Expression(node: erasedNode.applying(function, at: .returnAddress(address))))
  }
}
