import Foundation
import TesseraFormats
package import TesseraGraph

/// The committed cases and their arrays.
package struct CaseTable: Sendable {
  /// The cases in the order of the file.
  package let cases: [ConformanceCase]
  /// What computed the results, with its version.
  package let oracle: String
  private let arrays: Safetensors

  private struct File: Decodable {
    let version: Int
    let oracle: String
    let cases: [ConformanceCase]
  }

  /// Reads `cases.json` and opens `cases.safetensors` in a directory.
  package init(directory: String) throws {
    let json = try Data(contentsOf: URL(fileURLWithPath: directory + "/cases.json"))
    let file = try JSONDecoder().decode(File.self, from: json)
    cases = file.cases
    oracle = file.oracle
    arrays = try Safetensors(contentsOf: directory + "/cases.safetensors")
  }

  /// A case with its arrays and its expression.
  package func built<Element: FloatingPointTensorElement>(
    _ entry: ConformanceCase, as element: Element.Type, binding: CaseBinding
  ) throws -> BuiltCase<Element> {
    // A case may hold an array that its expression does not use; a program has no input for it.
    let used = entry.expression.inputNames
    let values = try entry.inputs.filter { used.contains($0.key) }.mapValues {
      try arrays.tensor(named: $0.array, as: Element.self)
    }
    let builder = CaseBuilder(values, binding: binding)
    return BuiltCase(output: try builder.output(entry.expression), inputs: binding == .constants ? [:] : values)
  }

  /// What a case must give.
  package func expectation(of entry: ConformanceCase) throws -> CaseExpectation {
    let elements: CaseExpectation.Elements
    let array = try arrays.tensor(named: entry.result)
    switch array {
    case .float64(let numbers): elements = .numbers(numbers.elements)
    case .int64(let indices): elements = .indices(indices.elements)
    case .float32, .float16, .int32, .int8, .uint8, .bool: throw CaseError.unusableResult(entry.name)
    }
    return CaseExpectation(extents: array.shape.extents ?? [], elements: elements, tolerance: entry.tolerance)
  }
}

/// A case in one element type: what to compute, and the values to compute it with.
package struct BuiltCase<Element: FloatingPointTensorElement>: Sendable {
  package let output: CaseOutput<Element>
  /// By name; empty when the arrays are constants of the expression.
  package let inputs: [String: Tensor<Element>]
}
