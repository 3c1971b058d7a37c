import Foundation
package import TesseraFormats
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
  package func built(_ entry: ConformanceCase, binding: CaseBinding) throws -> BuiltCase {
    // A case may hold an array that its expression does not use; a program has no input for it.
    let used = entry.expression.inputNames
    var values: [String: AnyTensor] = [:]
    for (name, input) in entry.inputs where used.contains(name) {
      let array = try arrays.tensor(named: input.array)
      let expected = (input.element ?? entry.element).elementType
      guard array.elementType == expected else {
        throw CaseError.elementType(input: name, expected: "\(expected)", found: "\(array.elementType)")
      }
      values[name] = array
    }
    let builder = try CaseBuilder(values, elementType: entry.element.elementType, binding: binding)
    return BuiltCase(output: try builder.node(entry.expression), inputs: binding == .constants ? [:] : values)
  }

  /// What a case must give.
  package func expectation(of entry: ConformanceCase) throws -> CaseExpectation {
    let elements = try arrays.tensor(named: entry.result)
    return CaseExpectation(
      extents: elements.shape.extents ?? [], elementType: (entry.resultElement ?? entry.element).elementType,
      elements: elements, tolerance: entry.tolerance)
  }
}

/// A case that can be computed: what to compute, and the values to compute it with.
package struct BuiltCase: Sendable {
  package let output: Node
  /// By name; empty when the arrays are constants of the expression.
  package let inputs: [String: AnyTensor]
}
