import ArgumentParser
import Tessera

/// `tessera operations`: the functions of the tables, as the library itself counts them.
struct OperationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operations", abstract: "Lists the elementwise functions and the reductions.")

  func run() {
    print("elementwise, one operand:  " + UnaryFunction.allCases.map(\.name).joined(separator: " "))
    print("elementwise, two operands: " + BinaryFunction.allCases.map(\.name).joined(separator: " "))
    print("reductions:                " + Reduction.Kind.allCases.map(\.name).joined(separator: " "))
  }
}
