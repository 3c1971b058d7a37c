import TesseraShapes

/// Of two operands the one that a truth value chooses, elementwise; all three are broadcast.
package struct Select: Hashable, Sendable {
  package init() {}

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    let values = try operands[1].broadcast(with: operands[2], operation: "select")
    return try operands[0].broadcast(with: values, operation: "select")
  }
}
