public import TesseraShapes

/// An expression of a single element, of shape `[]`: what a reduction of everything gives. Beside any other it is repeated.
public struct StaticScalar<Element: TensorElement>: StaticTensor {
  /// A truth value.
  public typealias Mask = StaticScalar<Bool>

  /// The same as a dynamic expression.
  public let expression: Expression<Element>

  /// `[]`.
  public static var expectedShape: Shape { .scalar }

  /// What the library knows to have that shape.
  public init(checked: CheckedExpression<Element>) { expression = checked.expression }

  /// A value that arrives with each batch, bound by its name or with `bound(to:)`.
  public static func input(_ name: String, file: String = #fileID, line: Int = #line) -> Self {
    input(name, shape: .scalar, file, line)
  }

  /// A number that is part of the expression.
  public init(_ value: Element) { expression = .scalar(value) }

  /// The same value as an element of another type; see `Expression.cast(to:)`.
  public func cast<Target: TensorElement>(
    to target: Target.Type, file: String = #fileID, line: Int = #line
  ) -> StaticScalar<Target> {
    wrapped(expression.cast(to: target, file: file, line: line))
  }
}
