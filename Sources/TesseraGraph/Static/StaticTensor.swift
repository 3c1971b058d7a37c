public import TesseraShapes

/// An expression whose shape is a part of its type, so that the compiler checks it and nothing has to be tried:
/// `StaticMatrix`, `StaticVector`, `StaticBatch` and `StaticScalar`, and their short names for Float, `Matrix`, `Vector` and `Batch`.
///
/// ```swift
/// let pixels = Batch<784>.input("pixels")
/// let weights = try Matrix<784, 10>(trained)          // the one check, when a value or an expression comes in
/// let bias = try Vector<10>(trainedBias)
/// let probabilities = (pixels.matmul(weights) + bias).softmax()
/// ```
/// It is the same expression as the dynamic one, and `expression` gives that: to compute with what has no static form, and to get
/// back, `try Matrix<4, 5>(expression)`. The types of the library are the only ones that conform.
///
/// What the compiler cannot see is refused when a program is made or a batch arrives: a negative extent (`Matrix<-1, 2>`), the largest of no
/// elements, more elements than can be counted, and batches of different sizes in one operation.
public protocol StaticTensor<Element>: ExpressionConvertible {
  /// Truth values of the same shape, which comparisons give.
  associatedtype Mask: StaticTensor where Mask.Element == Bool

  /// What the shape of the expression is; a name stands for an extent that is open.
  static var expectedShape: Shape { get }

  /// What the library knows to have that shape.
  init(checked: CheckedExpression<Element>)
}

/// An expression that is known to have the shape of its static type. Only the library makes one.
public struct CheckedExpression<Element: TensorElement>: Sendable {
  let expression: Expression<Element>

  @usableFromInline
  init(_ expression: Expression<Element>) { self.expression = expression }
}

extension StaticTensor {
  /// An expression whose shape is checked here, once.
  ///
  /// - Throws: `ShapeError` when it has another shape; a dimension that is known only when a batch arrives fits no number.
  public init(
    _ expression: Expression<Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) {
    let (dimensions, expected) = (expression.shape.dimensions, Self.expectedShape.dimensions)
    let fits =
      dimensions.count == expected.count && zip(dimensions, expected).allSatisfy { $1.extent == nil || $0 == $1 }
    guard fits else {
      throw expression.refusal(
        "\(Self.self)", .otherShape(expression.shape, expected: Self.expectedShape),
        at: CallSite(file: file, line: line))
    }
    self.init(checked: CheckedExpression(expression))
  }

  /// A value that is part of the expression, whose shape is checked here, once.
  ///
  /// - Throws: `ShapeError` when it has another shape.
  public init(_ tensor: Tensor<Element>, file: String = #fileID, line: Int = #line) throws(ShapeError) {
    try self.init(.constant(tensor, file: file, line: line), file: file, line: line)
  }

  /// A value that arrives with each batch.
  static func input(_ name: String, shape: Shape, _ file: String, _ line: Int) -> Self {
    Self(checked: CheckedExpression(.input(name, shape: shape, file: file, line: line)))
  }

  /// The shape of the value.
  public var shape: Shape { expression.shape }
}

extension StaticTensor {
  /// An operation whose operands fit, by their types.
  ///
  /// What does not fit all the same (see `StaticTensor`) is refused when it is planned: the node's shape stays open, so that the rule is
  /// run again, and fails again, with the message and the place that it has here.
  static func applying<Result: StaticTensor>(
    _ operation: Operation, _ operands: [Node], at site: CallSite, as result: Result.Type = Result.self
  ) -> Result {
    let node: Node
    do {
      node = try Node.applying(operation, operands, at: site)
    } catch {
      let own = operands[0].elementType
      let wide = operation.computationType(for: own)
      let widened = operands.map { $0.elementType == own ? $0.casting(to: wide, at: site) : $0 }
      let refused = Node(
        operation, widened, shape: openShape, elementType: operation.elementType(of: widened.map(\.elementType)),
        site: site)
      node = refused.elementType == wide ? refused.casting(to: own, at: site) : refused
    }
    return Result(checked: CheckedExpression(Expression(node: node)))
  }

  /// An operation that is made of several, and fails only when one of its operands did.
  static func composing(
    _ file: String, _ line: Int, _ operand: Node, _ body: () throws(ShapeError) -> Expression<Element>
  ) -> Self {
    let expression: Expression<Element>
    do {
      expression = try body()
    } catch {
      // No value has this shape, and the operand's own failure comes first.
      expression = Expression(
        node: Node(
          .reshape(Reshape(target: [-1, -1])), [operand], shape: openShape, elementType: Element.elementType,
          site: CallSite(file: file, line: line)))
    }
    return Self(checked: CheckedExpression(expression))
  }

  /// A shape that no numbers are known for, with as many axes, and at least one.
  private static var openShape: Shape {
    Shape(Array(repeating: .named("refused"), count: Swift.max(1, expectedShape.rank)))
  }

  /// A function of two operands that are broadcast.
  static func binary<Result: StaticTensor>(
    _ function: BinaryFunction, _ lhs: some ExpressionConvertible, _ rhs: some ExpressionConvertible,
    at site: CallSite
  ) -> Result {
    applying(.binary(function), [lhs.erasedNode, rhs.erasedNode], at: site)
  }

  /// Elements of another type, or truth values about them, of the same shape.
  func wrapped<Result: StaticTensor>(_ expression: Expression<Result.Element>) -> Result {
    Result(checked: CheckedExpression(expression))
  }
}
