import TesseraGraph

extension CaseOperation {
  /// Elementwise functions of numbers, whole ones too.
  enum NumericFunction: String, CaseIterable {
    case negate, absolute, sign, square, clamp
    case add, subtract, multiply, power, minimum, maximum, floorDivide, remainder, truncatedRemainder
    case less, lessOrEqual, greater, greaterOrEqual
  }

  func node<Element: NumericTensorElement & CaseElement>(
    of function: NumericFunction, _ type: Element.Type
  ) throws -> Node {
    switch function {
    case .negate: return (-(try only(type))).node
    case .absolute: return try only(type).abs().node
    case .sign: return try only(type).sign().node
    case .square: return try only(type).square().node
    case .clamp:
      let lower = Element(caseNumber: try required(\.lower, "lower"))
      return try only(type).clamp(lower, Element(caseNumber: try required(\.upper, "upper"))).node
    case .add, .subtract, .multiply, .power, .minimum, .maximum, .floorDivide, .remainder, .truncatedRemainder, .less,
      .lessOrEqual, .greater, .greaterOrEqual:
      let (x, y) = try pair(type)
      return try node(of: function, x, y)
    }
  }

  private func node<Element: NumericTensorElement>(
    of function: NumericFunction, _ x: Expression<Element>, _ y: Expression<Element>
  ) throws -> Node {
    switch function {
    case .add: try (x + y).node
    case .subtract: try (x - y).node
    case .multiply: try (x * y).node
    case .power: try x.pow(y).node
    case .minimum: try x.minimum(y).node
    case .maximum: try x.maximum(y).node
    case .floorDivide: try x.floorDivide(y).node
    case .remainder: try x.remainder(y).node
    case .truncatedRemainder: try x.truncatedRemainder(y).node
    case .less: try (x .< y).node
    case .lessOrEqual: try (x .<= y).node
    case .greater: try (x .> y).node
    case .greaterOrEqual: try (x .>= y).node
    case .negate, .absolute, .sign, .square, .clamp: throw CaseError.operandCount(2, operation: name)
    }
  }

  /// Functions of truth values.
  enum LogicalFunction: String, CaseIterable {
    case logicalNot, logicalAnd, logicalOr, logicalExclusiveOr, any, all
  }

  func node(of function: LogicalFunction) throws -> Node {
    switch function {
    case .logicalNot: return (.!(try only(Bool.self))).node
    case .logicalAnd:
      let (x, y) = try pair(Bool.self)
      return try (x .& y).node
    case .logicalOr:
      let (x, y) = try pair(Bool.self)
      return try (x .| y).node
    case .logicalExclusiveOr:
      let (x, y) = try pair(Bool.self)
      return try (x .^ y).node
    case .any: return try only(Bool.self).any(axes: options.axes, keepingDimensions: isKeepingDimensions).node
    case .all: return try only(Bool.self).all(axes: options.axes, keepingDimensions: isKeepingDimensions).node
    }
  }

  /// Elementwise functions of elements of any type.
  enum General: String, CaseIterable {
    case equal, notEqual, select, cast
  }

  func node<Element: CaseElement>(of function: General, _ type: Element.Type) throws -> Node {
    switch function {
    case .equal:
      let (x, y) = try pair(type)
      return try (x .== y).node
    case .notEqual:
      let (x, y) = try pair(type)
      return try (x .!= y).node
    case .select:
      return try Expression.select(operand(0, Bool.self), operand(1, type), operand(2, type)).node
    case .cast:
      let (x, target) = (try only(type), try required(\.to, "to").elementType.caseElement)
      return cast(x, to: target)
    }
  }

  private func cast<Element: CaseElement, Target: CaseElement>(
    _ x: Expression<Element>, to target: Target.Type
  ) -> Node {
    x.cast(to: target).node
  }
}
