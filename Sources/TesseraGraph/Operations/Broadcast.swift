package import TesseraShapes

/// Axes of extent 1, and missing leading axes, repeated to a target shape.
package struct Broadcast: Hashable, Sendable {
  package let target: Shape

  package init(target: Shape) { self.target = target }

  func shape(of operand: Shape, with extents: [String: Int]) throws(ShapeError) -> Shape {
    let target = extents.isEmpty ? self.target : target.resolved(with: extents) ?? self.target
    return try operand.broadcast(to: target, operation: "broadcast")
  }
}
