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
