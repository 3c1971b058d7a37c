import CTesseraKernels

/// An instruction set, weakest first.
enum Level: String, CaseIterable, Sendable {
  case plain
  case avx2
  case avx512

  /// The levels that this processor runs.
  static var supported: [Level] {
    allCases.filter { $0.kernelLevel.rawValue <= tessera_supported_level().rawValue }
  }

  var kernelLevel: tessera_level {
    switch self {
    case .plain: tessera_level_plain
    case .avx2: tessera_level_avx2
    case .avx512: tessera_level_avx512
    }
  }
}

/// A row of one of the kernel tables' lists.
protocol TableRow: RawRepresentable, Equatable, Sendable where RawValue == UInt32 {
  static var rowCount: Self { get }
  var name: String { get }
}

extension TableRow {
  static var all: [Self] { (0..<rowCount.rawValue).compactMap { Self(rawValue: $0) } }
}

extension tessera_unary_function: TableRow {
  static var rowCount: Self { tessera_unary_count }
  var name: String { String(cString: tessera_unary_name(self)) }
}

extension tessera_binary_function: TableRow {
  static var rowCount: Self { tessera_binary_count }
  var name: String { String(cString: tessera_binary_name(self)) }
}

extension tessera_reduction: TableRow {
  static var rowCount: Self { tessera_reduction_count }
  var name: String { String(cString: tessera_reduction_name(self)) }
}

extension tessera_element {
  /// The types whose tables hold kernels.
  static let computed = [
    tessera_float32, tessera_float64, tessera_int64, tessera_int32, tessera_int8, tessera_uint8, tessera_bool,
  ]
  /// Those, and what is stored alone.
  static let all = computed + [tessera_float16]
}

/// The rows that the table of an element type must hold: the tests' own list, beside that of the header.
enum ElementClass {
  case floatingPoint, wideInteger, narrowInteger, boolean

  init(_ element: tessera_element) {
    switch element {
    case tessera_float32, tessera_float64: self = .floatingPoint
    case tessera_int64: self = .wideInteger
    case tessera_bool: self = .boolean
    default: self = .narrowInteger
    }
  }

  func holds(_ function: tessera_unary_function) -> Bool {
    switch self {
    case .floatingPoint: function != tessera_unary_logicalNot
    case .wideInteger, .narrowInteger:
      [tessera_unary_negate, tessera_unary_absolute, tessera_unary_sign, tessera_unary_square].contains(function)
    case .boolean: function == tessera_unary_logicalNot
    }
  }

  func holds(_ function: tessera_binary_function) -> Bool {
    if function.isComparison { return true }
    let isLogical = tessera_binary_function.logical.contains(function)
    let isFloating = [
      tessera_binary_divide, tessera_binary_arcTangent2, tessera_binary_hypotenuse, tessera_binary_leakyRelu,
      tessera_binary_elu,
    ].contains(function)
    return switch self {
    case .floatingPoint: !isLogical
    case .wideInteger, .narrowInteger: !isLogical && !isFloating
    case .boolean: isLogical
    }
  }

  func holds(_ reduction: tessera_reduction) -> Bool {
    switch reduction {
    case tessera_reduction_any, tessera_reduction_all: self == .boolean
    case tessera_reduction_sum, tessera_reduction_product: self == .floatingPoint || self == .wideInteger
    default: self != .boolean
    }
  }
}

extension tessera_unary_function {
  /// The rows that give a byte an element for floating-point numbers.
  static let predicates = [tessera_unary_isNaN, tessera_unary_isInfinite, tessera_unary_isFinite]
  /// The rows that give floating-point numbers for such.
  static var floating: [Self] { all.filter { ElementClass.floatingPoint.holds($0) && !predicates.contains($0) } }
}

extension tessera_binary_function {
  static let logical = [
    tessera_binary_logicalAnd, tessera_binary_logicalOr, tessera_binary_logicalExclusiveOr,
  ]
  static let comparisons = [
    tessera_binary_equal, tessera_binary_notEqual, tessera_binary_less, tessera_binary_lessOrEqual,
    tessera_binary_greater, tessera_binary_greaterOrEqual,
  ]
  var isComparison: Bool { Self.comparisons.contains(self) }
  /// The rows that give floating-point numbers for such.
  static var floating: [Self] { all.filter { ElementClass.floatingPoint.holds($0) && !$0.isComparison } }
}
