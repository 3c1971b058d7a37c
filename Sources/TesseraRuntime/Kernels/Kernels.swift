import CTesseraKernels
import TesseraGraph
import TesseraShapes

/// The C kernels for one element type at the processor's level.
enum Kernels {
  /// The table of an element type; entries without a meaning for it are null.
  static func table(for elementType: ElementType) -> UnsafePointer<tessera_kernel_table> {
    tessera_kernels(tessera_current_level(), elementType.kernelElement).required
  }

  /// The matrix products of an element type that has them.
  static func panels(_ elementType: ElementType) -> tessera_panel_kernels {
    tessera_panels(tessera_current_level(), elementType.kernelElement).required.pointee
  }

  static func select(_ elementType: ElementType) -> tessera_select_kernel {
    tessera_select(tessera_current_level(), elementType.byteCount).required
  }

  static func cast(_ source: ElementType, to target: ElementType) -> tessera_unary_kernel {
    tessera_cast(tessera_current_level(), source.kernelElement, target.kernelElement).required
  }

  static func unary(_ function: UnaryFunction, _ elementType: ElementType) -> tessera_unary_kernel? {
    entry(\.unary, function.rawValue, of: elementType)
  }

  static func binary(
    _ function: BinaryFunction, _ form: tessera_form, _ elementType: ElementType
  ) -> tessera_binary_kernel? {
    entry(\.binary, function.rawValue * Int(tessera_form_count.rawValue) + Int(form.rawValue), of: elementType)
  }

  /// A product and a sum in one pass.
  static func multiplyAdd(
    hasSingleFactor: Bool, hasSingleTerm: Bool, _ elementType: ElementType
  ) -> tessera_ternary_kernel? {
    entry(\.multiply_add, (hasSingleFactor ? 2 : 0) + (hasSingleTerm ? 1 : 0), of: elementType)
  }

  static func exponentialOfNegated(_ elementType: ElementType) -> tessera_unary_kernel {
    table(for: elementType).pointee.exponential_of_negated.required
  }

  static func sigmoidProduct(_ elementType: ElementType) -> tessera_binary_kernel {
    table(for: elementType).pointee.sigmoid_product.required
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

extension ElementType {
  /// What the kernels call it.
  fileprivate var kernelElement: tessera_element {
    switch self {
    case .float32: tessera_float32
    case .float64: tessera_float64
    case .float16: tessera_float16
    case .int64: tessera_int64
    case .int32: tessera_int32
    case .int8: tessera_int8
    case .uint8: tessera_uint8
    case .bool: tessera_bool
    }
  }
}

extension Reduction.Kind {
  /// The kernel that reduces; a mean is a sum that is divided afterwards.
  var kernel: tessera_reduction {
    switch self {
    case .sum, .mean: tessera_reduction_sum
    case .product: tessera_reduction_product
    case .maximum: tessera_reduction_maximum
    case .minimum: tessera_reduction_minimum
    case .any: tessera_reduction_any
    case .all: tessera_reduction_all
    }
  }
}
