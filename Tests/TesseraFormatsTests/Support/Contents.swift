import TesseraFormats
import TesseraGraph
import TesseraShapes

/// The deterministic contents that Python/interoperability.py knows too: element i comes from r(i) = (37 * i) mod 101.
func contents(_ type: ElementType, _ extents: [Int]) throws -> AnyTensor {
  switch type {
  case .float16: try AnyTensor(tensor(extents) { Float16($0 - 50) / 4 })
  case .float32: try AnyTensor(tensor(extents) { Float($0 - 50) / 4 })
  case .float64: try AnyTensor(tensor(extents) { Double($0 - 50) / 4 })
  case .int8: try AnyTensor(tensor(extents) { Int8($0 - 50) })
  case .int32: try AnyTensor(tensor(extents) { Int32($0 - 50) })
  case .int64: try AnyTensor(tensor(extents) { Int64($0 - 50) })
  case .uint8: try AnyTensor(tensor(extents) { UInt8($0) })
  case .bool: try AnyTensor(tensor(extents) { $0 % 2 == 1 })
  }
}

/// A tensor whose element i is made of r(i).
private func tensor<Element: TensorElement>(_ extents: [Int], _ element: (Int) -> Element) throws -> Tensor<Element> {
  let count = extents.reduce(1, *)
  return try Tensor(shape: Shape(extents: extents), elements: (0..<count).map { element(37 * $0 % 101) })
}

/// Shapes that are easily got wrong: no axes, no elements, one axis, many axes.
let specialShapes: [[Int]] = [
  [], [0], [0, 3], [3, 0, 2], [1], [7], [3, 4, 5], [1, 33, 2, 40], Array(repeating: 1, count: 64),
]
