import TesseraShapes

/// An element type of the safetensors format: its name, its size, and what it is here.
struct SafetensorsType {
  let name: String
  /// The size of an element; some types are smaller than a byte.
  let bitCount: Int
  /// How it becomes elements of a tensor; nil for types that no tensor holds. Their place in a file is checked all the same.
  let stored: StoredType?

  private init(_ name: String, _ bitCount: Int) {
    self.name = name
    self.bitCount = bitCount
    stored = nil
  }

  private init(_ elementType: ElementType) {
    name = elementType.safetensorsName
    bitCount = 8 * elementType.byteCount
    stored = .element(elementType)
  }

  private init(bfloat16 name: String) {
    self.name = name
    bitCount = 16
    stored = .bfloat16
  }

  /// The bits of a tensor; nil when they do not fit an Int, in the file or in memory.
  func bitCount(of extents: [Int]) -> Int? {
    guard let count = StoredElements.elementCount(of: extents) else { return nil }
    let largest = max(bitCount, 8 * (stored?.elementType.byteCount ?? 1))
    return count.multipliedReportingOverflow(by: largest).overflow ? nil : count * bitCount
  }

  /// Source: `Dtype` of the reference implementation, version 0.8.
  static let all: [String: SafetensorsType] = {
    let types =
      ElementType.allCases.map { SafetensorsType($0) } + [
        SafetensorsType(bfloat16: "BF16"),
        SafetensorsType("U16", 16), SafetensorsType("I16", 16), SafetensorsType("U32", 32), SafetensorsType("U64", 64),
        SafetensorsType("C64", 64), SafetensorsType("F4", 4), SafetensorsType("F6_E2M3", 6),
        SafetensorsType("F6_E3M2", 6), SafetensorsType("F8_E4M3", 8), SafetensorsType("F8_E5M2", 8),
        SafetensorsType("F8_E8M0", 8), SafetensorsType("F8_E4M3FNUZ", 8), SafetensorsType("F8_E5M2FNUZ", 8),
      ]
    return Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })
  }()
}

extension ElementType {
  /// The name in safetensors files.
  var safetensorsName: String {
    switch self {
    case .float16: "F16"
    case .float32: "F32"
    case .float64: "F64"
    case .int8: "I8"
    case .int32: "I32"
    case .int64: "I64"
    case .uint8: "U8"
    case .bool: "BOOL"
    }
  }
}
