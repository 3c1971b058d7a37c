import TesseraShapes

/// A closure of the user, wrapped with its loop; compared by identity.
///
/// The loop is compiled in the user's module, where the closure is inlined into it and vectorised. Its output must not overlap its inputs.
public final class MapFunction: Sendable {
  /// Pointers to the inputs and the output, and the number of elements.
  package enum Loop: Sendable {
    case unary(@Sendable (UnsafeRawPointer, UnsafeMutableRawPointer, Int) -> Void)
    case binary(@Sendable (UnsafeRawPointer, UnsafeRawPointer, UnsafeMutableRawPointer, Int) -> Void)
  }

  package let loop: Loop

  /// A loop over one input.
  @usableFromInline init(_ loop: @escaping @Sendable (UnsafeRawPointer, UnsafeMutableRawPointer, Int) -> Void) {
    self.loop = .unary(loop)
  }

  /// A loop over two inputs.
  @usableFromInline init(
    _ loop: @escaping @Sendable (UnsafeRawPointer, UnsafeRawPointer, UnsafeMutableRawPointer, Int) -> Void
  ) {
    self.loop = .binary(loop)
  }
}

extension MapFunction: Hashable {
  /// Identity.
  public static func == (lhs: MapFunction, rhs: MapFunction) -> Bool { lhs === rhs }

  /// Identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension MapFunction {
  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    operands.count == 1 ? operands[0] : try operands[0].broadcast(with: operands[1], operation: "map")
  }
}
