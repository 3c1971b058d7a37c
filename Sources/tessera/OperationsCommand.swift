import ArgumentParser
import Tessera

/// `tessera operations`: what expressions are made of, as the library itself counts it.
struct OperationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operations", abstract: "Lists the operations that have kernels, and what they take and give.")

  func run() {
    print("elementwise, one operand")
    for function in UnaryFunction.allCases { print(Self.row(function.name, function.domain, function.resultType)) }
    print("elementwise, two operands, broadcast")
    for function in BinaryFunction.allCases { print(Self.row(function.name, function.domain, function.resultType)) }
    print("elementwise, of any elements\n  map  select  cast")
    print("reductions over any axes\n  " + Reduction.Kind.allCases.map(\.name).joined(separator: "  "))
    print(
      "indices along an axis\n  " + (ArgumentReduction.Kind.allCases.map(\.name) + ["argsort"]).joined(separator: "  "))
    print("rows along an axis\n  " + AxisFunction.Kind.allKinds.map(\.name).joined(separator: "  "))
    print("products\n  matmul")
    print("views\n  reshape  transpose  broadcast  slice")
    print("copies\n  concatenate  pad  roll  repeat  tile  indices")
    print("by indices\n  " + (Gather.Kind.allKinds.map(\.name) + ["scatter"]).joined(separator: "  "))
  }

  /// The name, the element types that have kernels, and what is given when it is another type.
  private static func row(_ name: String, _ domain: ElementDomain, _ result: (ElementType) -> ElementType) -> String {
    let types = ElementType.allCases.filter(domain.contains)
    let isPredicate = types.contains { result($0) != $0 }
    let padding = String(repeating: " ", count: max(20 - name.count, 1))
    return "  \(name)\(padding)\(types.map(\.description).joined(separator: " "))\(isPredicate ? " -> Bool" : "")"
  }
}
