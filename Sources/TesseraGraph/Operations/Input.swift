package import TesseraShapes

/// A value that arrives with a batch, under a name.
package struct Input: Hashable, Sendable {
  package let name: String
  package let declaredShape: Shape
  package let elementType: ElementType

  package init(name: String, declaredShape: Shape, elementType: ElementType) {
    self.name = name
    self.declaredShape = declaredShape
    self.elementType = elementType
  }

  func shape(with extents: [String: Int]) throws(ShapeError) -> Shape {
    let shape = extents.isEmpty ? declaredShape : declaredShape.resolved(with: extents) ?? declaredShape
    try shape.validate("input")
    return shape
  }
}
