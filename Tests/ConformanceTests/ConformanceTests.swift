import Foundation
import TesseraConformance
import TesseraGraph
import TesseraTestSupport
import Testing

/// Every case of the table, computed by NumPy, against the runtime and against the reference evaluator.
@Suite struct ConformanceTests {
  @Test func theTableHoldsAtLeast1500Cases() throws {
    #expect(try CaseTable(directory: casesDirectory()).cases.count >= 1500)
  }

  @Test func everyOperationHasACase() throws {
    let names = try CaseTable(directory: casesDirectory()).cases.reduce(into: Set<String>()) {
      $0.formUnion($1.expression.operationNames)
    }
    #expect(CaseOperation.allNames.subtracting(names).isEmpty)
    #expect(names.subtracting(CaseOperation.allNames).isEmpty)
  }

  @Test func everyKindOfNodeHasACase() throws {
    let table = try CaseTable(directory: casesDirectory())
    var names: Set<String> = []
    for entry in table.cases {
      let built = try table.built(entry, binding: .fixedInputs)
      names.formUnion(Node.topologicalOrder(of: [built.output]).map(\.operation.name))
    }
    // What people write is the same in programs: a name that no case leads to was forgotten.
    let unary = UnaryFunction.allCases.map(\.name)
    let binary = BinaryFunction.allCases.map(\.name)
    let reductions = Reduction.Kind.allCases.map(\.name) + ArgumentReduction.Kind.allCases.map(\.name)
    let rows = AxisFunction.Kind.allKinds.map(\.name) + ["argsort"]
    let indexing = Gather.Kind.allKinds.map(\.name) + ["scatter"]
    #expect(Set(unary + binary + reductions + rows + indexing).subtracting(names).isEmpty)
  }

  @Test(arguments: CaseBinding.allCases)
  func programsAgreeWithNumPy(_ binding: CaseBinding) throws {
    let failures = try casesThatDiffer(for: binding)
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  @Test func theReferenceEvaluatorAgreesWithNumPy() throws {
    let table = try CaseTable(directory: casesDirectory())
    var failures: [String] = []
    var (uncertain, elements) = (0, 0)
    for entry in table.cases {
      let expectation = try table.expectation(of: entry)
      let outcome = try referenceOutcome(of: table.built(entry, binding: .fixedInputs), from: expectation)
      if let difference = outcome.difference { failures.append("\(entry.name): \(difference)") }
      uncertain += outcome.uncertainCount
      elements += outcome.elementCount
    }
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
    // An oracle that is never certain would agree with everything.
    #expect(uncertain * 200 < elements, "\(uncertain) of \(elements) elements are uncertain")
  }

  // The level is found once a process, so each has its own. A level above the processor's is the processor's.

  @Test func programsAgreeWithNumPyAtThePlainLevel() async {
    await #expect(processExitsWith: .success) {
      setenv("TESSERA_CPU_LEVEL", "plain", 1)
      let failures = try casesThatDiffer(for: .fixedInputs)
      #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
    }
  }

  @Test func programsAgreeWithNumPyAtTheAVX2Level() async {
    await #expect(processExitsWith: .success) {
      setenv("TESSERA_CPU_LEVEL", "avx2", 1)
      let failures = try casesThatDiffer(for: .fixedInputs)
      #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
    }
  }
}
