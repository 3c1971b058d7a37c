import Foundation
import Tessera
import TesseraConformance
import TesseraGraph

/// Where the committed cases are.
func casesDirectory() throws -> String {
  guard let directory = Bundle.module.resourceURL?.appendingPathComponent("Cases").path else {
    throw CocoaError(.fileNoSuchFile)
  }
  return directory
}

/// A line for each case whose program gives something else than NumPy.
func casesThatDiffer(for binding: CaseBinding) throws -> [String] {
  let table = try CaseTable(directory: casesDirectory())
  var failures: [String] = []
  // One evaluator for all: what one case leaves behind must not reach the next.
  var evaluator = Evaluator()
  for entry in table.cases {
    evaluator.reset()
    do {
      let expectation = try table.expectation(of: entry)
      let difference =
        switch entry.element {
        case .float:
          try programDifference(of: table.built(entry, as: Float.self, binding: binding), from: expectation, evaluator)
        case .double:
          try programDifference(of: table.built(entry, as: Double.self, binding: binding), from: expectation, evaluator)
        }
      if let difference { failures.append("\(entry.name) (\(binding)): \(difference)") }
    } catch {
      failures.append("\(entry.name) (\(binding)): \(error)")
    }
  }
  return failures
}

private func programDifference<Element: FloatingPointTensorElement>(
  of built: BuiltCase<Element>, from expectation: CaseExpectation, _ evaluator: borrowing Evaluator
) throws -> String? {
  switch built.output {
  case .numbers(let output):
    let results = try evaluator.evaluate(try Program(output), built.inputs)
    let view = results[output]
    return difference(try view.copy().elements, view.shape.extents ?? [], from: expectation)
  case .indices(let output):
    let results = try evaluator.evaluate(try Program(output), built.inputs)
    let view = results[output]
    return expectation.difference(to: try view.copy().elements, extents: view.shape.extents ?? [])
  }
}

/// What the reference evaluator gives for a case.
struct ReferenceOutcome {
  /// A sentence, or nil when nothing differs.
  var difference: String?
  /// Elements about which the evaluator says that rounding in the element type decides, such as those beside the largest number.
  var uncertainCount = 0
  var elementCount = 0
}

/// The reference evaluator's numbers, rounded once to the case's element type. Elements that it is not certain of are left out.
func referenceOutcome<Element: FloatingPointTensorElement>(
  of built: BuiltCase<Element>, from expectation: CaseExpectation
) throws -> ReferenceOutcome {
  let inputs = built.inputs.mapValues { ReferenceValue($0) }
  let value = try ReferenceEvaluator().evaluate([built.output.node], inputs: inputs)[0]
  if let integers = value.integers {
    return ReferenceOutcome(
      difference: expectation.difference(to: integers, extents: value.extents), elementCount: integers.count)
  }
  guard case .numbers(let expected) = expectation.elements else {
    return ReferenceOutcome(difference: "expected indices, got numbers")
  }
  var outcome = ReferenceOutcome(elementCount: value.numbers.count)
  var elements: [Element] = []
  for (index, number) in value.numbers.enumerated() {
    if number.isUnknown { outcome.uncertainCount += 1 }
    let isLeftOut = number.isUnknown && index < expected.count
    elements.append(Element(isLeftOut ? expected[index] : number.value))
  }
  outcome.difference = difference(elements, value.extents, from: expectation)
  return outcome
}

private func difference<Element: FloatingPointTensorElement>(
  _ elements: [Element], _ extents: [Int], from expectation: CaseExpectation
) -> String? {
  if let elements = elements as? [Float] { return expectation.difference(to: elements, extents: extents) }
  if let elements = elements as? [Double] { return expectation.difference(to: elements, extents: extents) }
  return "elements of \(Element.self) have no case"
}
