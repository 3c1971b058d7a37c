import Tessera
import Testing

/// Inputs of made-up elements, both signs and zero among them.
enum Samples {
  /// A value for an input of a static shape.
  static func of<Input: StaticTensor>(
    _ input: Input, rows: Int = 2
  ) throws -> [String: any TensorValue] where Input.Element: FloatingPointTensorElement {
    let extents = Input.expectedShape.dimensions.map { $0.extent ?? rows }
    let count = extents.reduce(1, *)
    let elements = (0..<count).map { Input.Element(($0 * 7) % 11) / 4 - 1.25 }
    guard let name = try Program(input).inputs.first?.name else { return [:] }
    return [name: try Tensor(shape: Shape(extents: extents), elements: elements)]
  }

  /// The values of several inputs.
  static func all(_ samples: [String: any TensorValue]...) -> [String: any TensorValue] {
    samples.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
  }
}

/// Expects that a static expression is what the dynamic one is: shape and values, NaN in the same places.
func expectSame<Static: StaticTensor>(
  _ expression: Static, _ dynamic: Expression<Static.Element>, _ inputs: [String: any TensorValue],
  _ name: String = "", sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
  #expect(expression.shape == dynamic.shape, "\(name)", sourceLocation: sourceLocation)
  let evaluator = Evaluator()
  let results = try evaluator.evaluate(Program(expression.expression, dynamic), inputs)
  let (left, right) = (try results[expression].copy(), try results[dynamic].copy())
  let isSame =
    left.shape == right.shape && zip(left.elements, right.elements).allSatisfy { $0 == $1 || $0 != $0 && $1 != $1 }
  #expect(isSame, "\(name): \(left) is not \(right)", sourceLocation: sourceLocation)
}
