public import TesseraShapes

/// A lazy expression of tensors: immutable, checked when it is built, evaluated by a program.
///
/// Copying an expression copies a reference; an expression that is used twice is computed once.
public struct Expression<Element: TensorElement>: Sendable {
  @usableFromInline package let node: Node

  package init(node: Node) { self.node = node }

  /// The shape of the value; named dimensions get their numbers when a batch arrives.
  public var shape: Shape { node.shape }

  /// A value that arrives with each batch.
  ///
  /// Two inputs with the same name in one program are the same input, and must agree on shape and element type.
  /// - Parameters:
  ///   - name: what the input is called in bindings by name and in messages.
  ///   - shape: a string is a dimension that is known only when a batch arrives: `["batch", 784]`. A negative extent is reported when a
  ///     program is made.
  public static func input(
    _ name: String, shape: Shape, file: String = #fileID, line: Int = #line
  ) -> Expression {
    let input = Input(name: name, declaredShape: shape, elementType: Element.elementType)
    return Expression(
      node: Node(
        .input(input), [], shape: shape, elementType: Element.elementType,
        site: CallSite(file: file, line: line)))
  }

  /// A value that is part of the expression.
  public static func constant(_ tensor: Tensor<Element>, file: String = #fileID, line: Int = #line) -> Expression {
    let constant = Constant(tensor)
    return Expression(
      node: Node(
        .constant(constant), [], shape: tensor.shape, elementType: Element.elementType,
        site: CallSite(file: file, line: line)))
  }

  /// A single number that is part of the expression, of shape [].
  public static func scalar(_ value: Element) -> Expression {
    Expression(
      node: Node(.scalar(Scalar(value)), [], shape: .scalar, elementType: Element.elementType, site: nil))
  }
}

extension Tensor {
  /// This value as a constant of an expression.
  ///
  /// Errors name it by the line that made the value.
  public var expression: Expression<Element> {
    Expression(
      node: Node(
        .constant(Constant(self)), [], shape: shape, elementType: Element.elementType,
        site: storage.location.map(CallSite.line)))
  }
}

extension Expression: ExpressibleByFloatLiteral where Element: FloatingPointTensorElement {
  /// A single number.
  public init(floatLiteral value: Double) { self = .scalar(Element(value)) }
}

extension Expression: ExpressibleByIntegerLiteral where Element: NumericTensorElement {
  /// A single number, rounded to the nearest that the element type has; integers beyond it wrap.
  public init(integerLiteral value: Int) { self = .scalar(Element.converting(value)) }
}

extension Expression {
  /// A function that keeps the shape and so cannot fail.
  func unary<Result>(
    _ function: UnaryFunction, _ file: String, _ line: Int, as result: Result.Type = Element.self
  ) -> Expression<Result> {
    Expression<Result>(node: node.applying(function, at: CallSite(file: file, line: line)))
  }

  /// A function of two operands, which are broadcast.
  static func binary<Result>(
    _ function: BinaryFunction, _ lhs: Expression, _ rhs: Expression, at site: CallSite,
    as result: Result.Type = Element.self
  ) throws(ShapeError) -> Expression<Result> {
    try infer(.binary(function), [lhs.node, rhs.node], at: site)
  }

  /// A node whose rule may fail.
  static func infer<Result>(
    _ operation: Operation, _ operands: [Node], at site: CallSite, as result: Result.Type = Element.self
  ) throws(ShapeError) -> Expression<Result> {
    Expression<Result>(node: try Node.applying(operation, operands, at: site))
  }

  /// Runs a payload's checks and adds the line of the call and this operand to what they throw.
  func located<Payload>(
    at location: CallSite, _ body: () throws(ShapeError) -> Payload
  ) throws(ShapeError) -> Payload {
    do { return try body() } catch {
      throw error.located(at: location).of([node.named("operand", at: location.location)])
    }
  }

  /// A rule that this operand breaks, whatever the call is composed of.
  func refusal(
    _ operation: String, _ reason: ShapeError.Reason, as role: String = "operand", at location: CallSite
  ) -> ShapeError {
    ShapeError(operation, reason, at: location, of: [node.named(role, at: location.location)])
  }
}
