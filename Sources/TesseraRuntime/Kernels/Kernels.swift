import CTesseraKernels
import TesseraGraph
import TesseraShapes

/// The C kernels for one element type at the processor's level.
enum Kernels {
  /// The table of an element type that is computed with.
  static func table(for elementType: ElementType) -> UnsafePointer<tessera_kernel_table> {
    let table: UnsafePointer<tessera_kernel_table>? =
      switch elementType {
      case .float32: tessera_kernels(tessera_current_level(), tessera_float32)
      case .float64: tessera_kernels(tessera_current_level(), tessera_float64)
      case .float16, .int64, .int32, .int8, .uint8, .bool: nil
      }
    guard let table else { preconditionFailure("Kernels: the element type is not computed with") }
    return table
  }

  static func unary(_ function: UnaryFunction, _ elementType: ElementType) -> tessera_unary_kernel? {
    entry(\.unary, function.rawValue, of: elementType)
  }

  static func binary(
    _ function: BinaryFunction, _ form: tessera_form, _ elementType: ElementType
  ) -> tessera_binary_kernel? {
    entry(\.binary, function.rawValue * Int(tessera_form_count.rawValue) + Int(form.rawValue), of: elementType)
  }

  static func row(_ reduction: tessera_reduction, _ elementType: ElementType) -> tessera_row_reduction? {
    entry(\.row, Int(reduction.rawValue), of: elementType)
  }

  static func columns(_ reduction: tessera_reduction, _ elementType: ElementType) -> tessera_column_reduction? {
    entry(\.columns, Int(reduction.rawValue), of: elementType)
  }

  /// One function pointer of an array in the table, which Swift sees as a tuple.
  private static func entry<Array, Entry>(
    _ array: KeyPath<tessera_kernel_table, Array>, _ index: Int, of elementType: ElementType
  ) -> Entry {
    withUnsafeBytes(of: table(for: elementType).pointee[keyPath: array]) { bytes in
      bytes.load(fromByteOffset: index * MemoryLayout<Entry>.stride, as: Entry.self)
    }
  }
}

extension Reduction.Kind {
  /// The kernel that reduces; a mean is a sum that is divided afterwards.
  var kernel: tessera_reduction {
    switch self {
    case .sum, .mean: tessera_reduction_sum
    case .maximum: tessera_reduction_maximum
    case .minimum: tessera_reduction_minimum
    }
  }
}
