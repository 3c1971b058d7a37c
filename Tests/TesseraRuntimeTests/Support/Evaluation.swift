import Tessera
import TesseraGraph
import TesseraTestSupport

/// The elements of one output, for inputs by name.
func values<Element>(
  of output: Expression<Element>, _ inputs: [String: any TensorValue] = [:]
) throws -> [Element] {
  let evaluator = Evaluator()
  return try values(of: output, in: try Program(output), inputs, by: evaluator)
}

/// The elements of one output of a program, for inputs by name.
func values<Element>(
  of output: Expression<Element>, in program: Program, _ inputs: [String: any TensorValue] = [:],
  by evaluator: borrowing Evaluator
) throws -> [Element] {
  let results = try evaluator.evaluate(program, inputs)
  return try results[output].copy().elements
}

/// The first difference between an evaluated output and the reference evaluator's, or nil.
func disagreement<Element>(
  of output: Expression<Element>, _ inputs: [String: any TensorValue] = [:]
) throws -> String? {
  let reference = inputs.mapValues { ReferenceValue($0.erased) }
  let expected = try ReferenceEvaluator().evaluate([output.node], inputs: reference)[0]
  let evaluator = Evaluator()
  let results = try evaluator.evaluate(try Program(output), inputs)
  return expected.difference(to: try results[output].copy())
}

/// What a body throws, as text; nil when it throws nothing.
func message(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return "\(error)"
  }
}

/// Elements between -1 and 1.
func randomTensor<Element: FloatingPointTensorElement>(
  _ extents: [Int], using generator: inout SeededGenerator
) throws -> Tensor<Element> {
  let count = extents.reduce(1, *)
  let elements = (0..<count).map { _ in Element(Float.random(in: -1...1, using: &generator)) }
  return try Tensor(shape: Shape(extents: extents), elements: elements)
}
