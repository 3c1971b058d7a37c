import Foundation
import Tessera
import TesseraConformance
import TesseraGraph
import TesseraShapes

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
    // What needs numbers to be built is built with numbers.
    let needsNumbers = binding == .namedInputs && entry.expression.needsNumbers
    evaluator.reset()
    do {
      let built = try table.built(entry, binding: needsNumbers ? .fixedInputs : binding)
      let computed = try computed(built, evaluator)
      if let difference = try table.expectation(of: entry).difference(to: computed) {
        failures.append("\(entry.name) (\(binding)): \(difference)")
      }
    } catch {
      failures.append("\(entry.name) (\(binding)): \(error)")
    }
  }
  return failures
}

extension CaseExpression {
  /// Whether the expression cannot be built from named dimensions alone.
  var needsNumbers: Bool {
    switch self {
    case .input, .number: false
    case .operation(let name, let operands, let options):
      switch name {
      // Which axes are dropped, how many axes are indexed, how long a section is, and the root of the width.
      case "squeeze", "gatherND": true
      case "split": options.into != nil
      case "attention": options.scale == nil
      default: operands.contains(where: \.needsNumbers)
      }
    }
  }
}

/// What the program of a case gives.
private func computed(_ built: BuiltCase, _ evaluator: borrowing Evaluator) throws -> AnyTensor {
  func copied<Element: CaseElement>(
    _ name: String, of results: borrowing Results, _ type: Element.Type
  ) throws -> AnyTensor {
    AnyTensor(try results[name, as: type].copy())
  }
  let program = try Program(nodes: [built.output])
  let results = try evaluator.evaluate(program, built.inputs)
  return try copied(program.outputs[0].name, of: results, built.output.elementType.caseElement)
}

/// What the reference evaluator gives for a case.
struct ReferenceOutcome {
  /// A sentence, or nil when nothing differs.
  var difference: String?
  /// Elements about which the evaluator says that rounding in the element type decides, such as those beside the largest number.
  var uncertainCount = 0
  var elementCount = 0
}

/// The reference evaluator's elements, rounded once to the type of the result. Those that it is not certain of are left out.
func referenceOutcome(of built: BuiltCase, from expectation: CaseExpectation) throws -> ReferenceOutcome {
  let inputs = built.inputs.mapValues { ReferenceValue($0) }
  let value = try ReferenceEvaluator().evaluate([built.output], inputs: inputs)[0]
  let expected = ReferenceValue(expectation.elements)
  guard value.extents == expectation.extents, value.elementType == expectation.elementType else {
    return ReferenceOutcome(
      difference: """
        expected \(expectation.elementType) \(expectation.extents), got \(value.elementType) \(value.extents)
        """)
  }
  var outcome = ReferenceOutcome(elementCount: value.values.count)
  let uncertain: [Bool]
  let shape = Shape(extents: value.extents)
  let computed: AnyTensor
  if let integers = value.integers {
    uncertain = value.possibleIntegers.map { !$0.isCertain }
    let chosen = zip(zip(integers, expected.integers ?? []), uncertain).map { $1 ? $0.1 : $0.0 }
    computed = try tensor(of: chosen, shape, value.elementType)
  } else {
    uncertain = value.numbers.map(\.isUnknown)
    let chosen = zip(zip(value.values, expected.values), uncertain).map { $1 ? $0.1 : $0.0 }
    computed = try tensor(of: chosen, shape, value.elementType)
  }
  outcome.uncertainCount = uncertain.count { $0 }
  outcome.difference = expectation.difference(to: computed)
  return outcome
}

/// Numbers, each rounded once.
private func tensor(of numbers: [Double], _ shape: Shape, _ elementType: ElementType) throws -> AnyTensor {
  func rounded<Element: CaseElement>(_ type: Element.Type) throws -> AnyTensor {
    AnyTensor(try Tensor<Element>(shape: shape, elements: numbers.map { Element(caseNumber: $0) }))
  }
  return try rounded(elementType.caseElement)
}

/// Integers in their type, or truth values.
private func tensor(of integers: [Int64], _ shape: Shape, _ elementType: ElementType) throws -> AnyTensor {
  func truncated<Element: IntegerTensorElement>(_ type: Element.Type) throws -> AnyTensor {
    AnyTensor(try Tensor<Element>(shape: shape, elements: integers.map { Element(truncatingIfNeeded: $0) }))
  }
  guard let type = elementType.caseElement as? any IntegerTensorElement.Type else {
    return AnyTensor(try Tensor<Bool>(shape: shape, elements: integers.map { $0 != 0 }))
  }
  return try truncated(type)
}
