/// What an element of a tensor is.
public enum ElementType: String, CaseIterable, BitwiseCopyable, Hashable, Sendable {
  /// IEEE 754 binary32.
  case float32
  /// IEEE 754 binary64.
  case float64
  /// IEEE 754 binary16: stored as 16 bits, computed in Float.
  case float16
  /// Signed integers in two's complement.
  case int64, int32, int8
  /// Bytes.
  case uint8
  /// One byte, 0 or 1.
  case bool

  /// Bytes an element takes.
  public var byteCount: Int {
    switch self {
    case .float64, .int64: 8
    case .float32, .int32: 4
    case .float16: 2
    case .int8, .uint8, .bool: 1
    }
  }

  /// The alignment an element needs, in bytes: its size. Buffers of whole tensors are always aligned to 64.
  public var alignment: Int { byteCount }

  /// Whether arithmetic is done on it: Float and Double.
  package var isFloatingPoint: Bool { self == .float32 || self == .float64 }
}

extension ElementType: CustomStringConvertible {
  /// The name of the Swift type.
  public var description: String {
    switch self {
    case .float32: "Float"
    case .float64: "Double"
    case .float16: "Float16"
    case .int64: "Int64"
    case .int32: "Int32"
    case .int8: "Int8"
    case .uint8: "UInt8"
    case .bool: "Bool"
    }
  }
}
