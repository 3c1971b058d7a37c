import Foundation
import TesseraConformance
import TesseraGraph
import TesseraTestSupport
import Testing

/// Every case of the table, computed by NumPy, against the runtime and against the reference evaluator.
@Suite struct ConformanceTests {
  @Test func theTableHoldsAtLeast200Cases() throws {
    #expect(try CaseTable(directory: casesDirectory()).cases.count >= 200)
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
      let outcome =
        switch entry.element {
        case .float:
          try referenceOutcome(of: table.built(entry, as: Float.self, binding: .fixedInputs), from: expectation)
        case .double:
          try referenceOutcome(of: table.built(entry, as: Double.self, binding: .fixedInputs), from: expectation)
        }
      if let difference = outcome.difference { failures.append("\(entry.name): \(difference)") }
      uncertain += outcome.uncertainCount
      elements += outcome.elementCount
    }
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
    // An oracle that is never certain would agree with everything.
    #expect(uncertain * 100 < elements, "\(uncertain) of \(elements) elements are uncertain")
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
