import TesseraShapes

/// Operands behind each other along an axis; all other extents are equal.
package struct Concatenate: Hashable, Sendable {
  package let axis: Int

  package init(axis: Int) { self.axis = axis }

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    guard let first = operands.first else { throw ShapeError("concatenate", .noOperands) }
    var dimensions = first.dimensions
    for (number, operand) in operands.enumerated().dropFirst() {
      guard operand.rank == first.rank else {
        throw ShapeError("concatenate", .operandRank(first, operand, operand: number))
      }
      for index in dimensions.indices {
        if index == axis {
          guard let sum = dimensions[index].adding(operand.dimensions[index]) else {
            throw ShapeError("concatenate", .tooManyElements(operand))
          }
          dimensions[index] = sum
        } else if dimensions[index] != operand.dimensions[index] {
          // Two numbers that differ never agree; a name may turn out to.
          if dimensions[index].extent != nil, operand.dimensions[index].extent != nil {
            throw ShapeError("concatenate", .operandExtent(first, operand, operand: number, axis: index))
          }
          if dimensions[index].extent == nil { dimensions[index] = operand.dimensions[index] }
        }
      }
    }
    let shape = Shape(dimensions)
    try shape.validate("concatenate")
    return shape
  }
}
