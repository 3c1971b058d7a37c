import CTesseraCallSite
import TesseraShapes

// Comparisons and logic, which give truth values of the same shape, and the choice by these. Comparisons with NaN are false, except `.!=`.

extension StaticTensor {
  /// Whether each pair of elements is equal.
  public static func .== (lhs: Self, rhs: Self) -> Mask { binary(.equal, lhs, rhs, from: returnAddress()) }

  /// Whether each element and a number are equal.
  public static func .== (lhs: Self, rhs: Element) -> Mask {
    binary(.equal, lhs, rhs, from: returnAddress())
  }

  /// Whether each pair of elements differs; true for NaN.
  public static func .!= (lhs: Self, rhs: Self) -> Mask { binary(.notEqual, lhs, rhs, from: returnAddress()) }

  /// Whether each element and a number differ; true for NaN.
  public static func .!= (lhs: Self, rhs: Element) -> Mask {
    binary(.notEqual, lhs, rhs, from: returnAddress())
  }
}

extension StaticTensor where Element: NumericTensorElement {
  /// Whether each pair of elements is in ascending order.
  public static func .< (lhs: Self, rhs: Self) -> Mask { binary(.less, lhs, rhs, from: returnAddress()) }

  /// Whether each element and a number are in ascending order.
  public static func .< (lhs: Self, rhs: Element) -> Mask {
    binary(.less, lhs, rhs, from: returnAddress())
  }

  /// Whether each pair of elements is in ascending order or equal.
  public static func .<= (lhs: Self, rhs: Self) -> Mask { binary(.lessOrEqual, lhs, rhs, from: returnAddress()) }

  /// Whether each element and a number are in ascending order or equal.
  public static func .<= (lhs: Self, rhs: Element) -> Mask {
    binary(.lessOrEqual, lhs, rhs, from: returnAddress())
  }

  /// Whether each pair of elements is in descending order.
  public static func .> (lhs: Self, rhs: Self) -> Mask { binary(.greater, lhs, rhs, from: returnAddress()) }

  /// Whether each element and a number are in descending order.
  public static func .> (lhs: Self, rhs: Element) -> Mask {
    binary(.greater, lhs, rhs, from: returnAddress())
  }

  /// Whether each pair of elements is in descending order or equal.
  public static func .>= (lhs: Self, rhs: Self) -> Mask { binary(.greaterOrEqual, lhs, rhs, from: returnAddress()) }

  /// Whether each element and a number are in descending order or equal.
  public static func .>= (lhs: Self, rhs: Element) -> Mask {
    binary(.greaterOrEqual, lhs, rhs, from: returnAddress())
  }
}

extension StaticTensor where Element == Bool {
  /// Whether both elements of each pair are true.
  public static func .& (lhs: Self, rhs: Self) -> Self { binary(.logicalAnd, lhs, rhs, from: returnAddress()) }

  /// Whether at least one element of each pair is true.
  public static func .| (lhs: Self, rhs: Self) -> Self { binary(.logicalOr, lhs, rhs, from: returnAddress()) }

  /// Whether one element of each pair is true and the other is not.
  public static func .^ (lhs: Self, rhs: Self) -> Self { binary(.logicalExclusiveOr, lhs, rhs, from: returnAddress()) }

  /// The opposite of each truth value.
  public static prefix func .! (operand: Self) -> Self {
    operand.unary(.logicalNot, from: returnAddress())
  }
}

extension StaticTensor {
  /// Elementwise `then` where the condition is true and `otherwise` elsewhere; see `Expression.select`.
  public static func select(
    _ condition: Mask, _ then: Self, _ otherwise: Self, file: String = #fileID, line: Int = #line
  ) -> Self {
    applying(
      .select(Select()), [condition.erasedNode, then.erasedNode, otherwise.erasedNode],
      at: CallSite(file: file, line: line))
  }
}

extension StaticRows {
  /// Whether each element and that of the row are equal.
  @_disfavoredOverload
  public static func .== (lhs: Self, rhs: Row) -> Mask { binary(.equal, lhs, rhs, from: returnAddress()) }

  /// Whether each element and that of the column are equal.
  @_disfavoredOverload
  public static func .== (lhs: Self, rhs: Column) -> Mask { binary(.equal, lhs, rhs, from: returnAddress()) }

  /// Whether each element and that of the row differ; true for NaN.
  @_disfavoredOverload
  public static func .!= (lhs: Self, rhs: Row) -> Mask { binary(.notEqual, lhs, rhs, from: returnAddress()) }

  /// Whether each element and that of the column differ; true for NaN.
  @_disfavoredOverload
  public static func .!= (lhs: Self, rhs: Column) -> Mask { binary(.notEqual, lhs, rhs, from: returnAddress()) }
}

extension StaticRows where Element: NumericTensorElement {
  /// Whether each element and that of the row are in ascending order.
  @_disfavoredOverload
  public static func .< (lhs: Self, rhs: Row) -> Mask { binary(.less, lhs, rhs, from: returnAddress()) }

  /// Whether each element and that of the column are in ascending order.
  @_disfavoredOverload
  public static func .< (lhs: Self, rhs: Column) -> Mask { binary(.less, lhs, rhs, from: returnAddress()) }

  /// Whether each element and that of the row are in ascending order or equal.
  @_disfavoredOverload
  public static func .<= (lhs: Self, rhs: Row) -> Mask { binary(.lessOrEqual, lhs, rhs, from: returnAddress()) }

  /// Whether each element and that of the column are in ascending order or equal.
  @_disfavoredOverload
  public static func .<= (lhs: Self, rhs: Column) -> Mask { binary(.lessOrEqual, lhs, rhs, from: returnAddress()) }

  /// Whether each element and that of the row are in descending order.
  @_disfavoredOverload
  public static func .> (lhs: Self, rhs: Row) -> Mask { binary(.greater, lhs, rhs, from: returnAddress()) }

  /// Whether each element and that of the column are in descending order.
  @_disfavoredOverload
  public static func .> (lhs: Self, rhs: Column) -> Mask { binary(.greater, lhs, rhs, from: returnAddress()) }

  /// Whether each element and that of the row are in descending order or equal.
  @_disfavoredOverload
  public static func .>= (lhs: Self, rhs: Row) -> Mask { binary(.greaterOrEqual, lhs, rhs, from: returnAddress()) }

  /// Whether each element and that of the column are in descending order or equal.
  @_disfavoredOverload
  public static func .>= (lhs: Self, rhs: Column) -> Mask { binary(.greaterOrEqual, lhs, rhs, from: returnAddress()) }
}
