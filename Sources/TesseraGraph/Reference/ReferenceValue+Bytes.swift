import TesseraShapes

extension ReferenceValue.Elements {
  /// The elements that lie in memory, exactly.
  init(at address: UnsafeRawPointer, count: Int, elementType: ElementType) {
    func numbers<Element: BinaryFloatingPoint & BitwiseCopyable>(_ type: Element.Type) -> Self {
      .numbers(
        (0..<count).map {
          BoundedNumber(Double(address.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Element>.size, as: type)))
        })
    }
    func integers<Element: FixedWidthInteger & BitwiseCopyable>(_ type: Element.Type) -> Self {
      .integers(
        (0..<count).map {
          PossibleInteger(Int64(address.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Element>.size, as: type)))
        })
    }
    switch elementType {
    case .float32: self = numbers(Float.self)
    case .float64: self = numbers(Double.self)
    case .float16: self = numbers(Float16.self)
    case .int64: self = integers(Int64.self)
    case .int32: self = integers(Int32.self)
    case .int8: self = integers(Int8.self)
    case .uint8, .bool: self = integers(UInt8.self)
    }
  }
}

extension ElementType {
  /// Memory with these numbers rounded to the element type, for as long as the body runs.
  func withElements<Result>(of numbers: [Double], _ body: (UnsafeMutableRawPointer) -> Result) -> Result {
    withMemory(count: numbers.count) { address in
      for (index, number) in numbers.enumerated() {
        switch self {
        case .float32: address.storeBytes(of: Float(number), toByteOffset: index * 4, as: Float.self)
        case .float16: address.storeBytes(of: Float16(number), toByteOffset: index * 2, as: Float16.self)
        case .float64, .int64, .int32, .int8, .uint8, .bool:
          address.storeBytes(of: number, toByteOffset: index * 8, as: Double.self)
        }
      }
      return body(address)
    }
  }

  /// Memory with these integers in the element type, for as long as the body runs.
  func withElements<Result>(of integers: [Int64], _ body: (UnsafeMutableRawPointer) -> Result) -> Result {
    withMemory(count: integers.count) { address in
      for (index, integer) in integers.enumerated() {
        switch self {
        case .int32: address.storeBytes(of: Int32(truncatingIfNeeded: integer), toByteOffset: index * 4, as: Int32.self)
        case .int8, .uint8, .bool:
          address.storeBytes(of: UInt8(truncatingIfNeeded: integer), toByteOffset: index, as: UInt8.self)
        case .int64, .float32, .float64, .float16:
          address.storeBytes(of: integer, toByteOffset: index * 8, as: Int64.self)
        }
      }
      return body(address)
    }
  }

  /// Zeroed memory for so many elements of any type, for as long as the body runs.
  func withMemory<Result>(count: Int, _ body: (UnsafeMutableRawPointer) -> Result) -> Result {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: count * 8 + 8, alignment: 64)
    defer { bytes.deallocate() }
    let address = UnsafeMutableRawPointer(bytes.baseAddress.unsafelyUnwrapped)
    address.initializeMemory(as: UInt8.self, repeating: 0, count: bytes.count)
    return body(address)
  }
}
