package import TesseraShapes

/// The whole numbers from 0, one for each position of an axis whose extent may be known only when a batch arrives.
package struct Iota: Hashable, Sendable {
  package let count: Dimension

  package init(count: Dimension) { self.count = count }

  func shape(with extents: [String: Int]) throws(ShapeError) -> Shape {
    let shape = Shape([count.extent(with: extents).map { .fixed($0) } ?? count])
    try shape.validate("indices")
    return shape
  }
}
