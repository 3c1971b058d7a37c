import CTesseraKernels
import TesseraGraph
import Testing

/// The functions here and the rows of the kernels' tables are the same, in the same order.
@Suite struct KernelTableTests {
  @Test func unaryFunctionsAreTheRowsOfTheTable() {
    #expect(UnaryFunction.allCases.count == Int(tessera_unary_count.rawValue))
    for function in UnaryFunction.allCases {
      let row = tessera_unary_function(rawValue: UInt32(function.rawValue))
      #expect(String(cString: tessera_unary_name(row)) == "\(function)")
    }
  }

  @Test func binaryFunctionsAreTheRowsOfTheTable() {
    #expect(BinaryFunction.allCases.count == Int(tessera_binary_count.rawValue))
    for function in BinaryFunction.allCases {
      let row = tessera_binary_function(rawValue: UInt32(function.rawValue))
      #expect(String(cString: tessera_binary_name(row)) == "\(function)")
    }
  }

  /// A mean is a sum that is divided; every other reduction has its kernel.
  @Test func reductionsAreTheRowsOfTheTable() {
    let names = (0..<tessera_reduction_count.rawValue).map {
      String(cString: tessera_reduction_name(tessera_reduction($0)))
    }
    #expect(Set(names) == Set(Reduction.Kind.allCases.filter { $0 != .mean }.map { "\($0)" }))
  }
}
