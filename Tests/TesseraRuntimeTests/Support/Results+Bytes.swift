import TesseraGraph
import TesseraPlanner
import TesseraRuntime
import TesseraShapes

extension Results {
  /// A copy of an output whose element type is known when the test runs.
  borrowing func copy(of name: String, _ elementType: ElementType) throws -> ErasedTensor {
    let computed: any TensorValue =
      switch elementType {
      case .float32: try self[name, as: Float.self].copy()
      case .float64: try self[name, as: Double.self].copy()
      case .float16: try self[name, as: Float16.self].copy()
      case .int64: try self[name, as: Int64.self].copy()
      case .int32: try self[name, as: Int32.self].copy()
      case .int8: try self[name, as: Int8.self].copy()
      case .uint8: try self[name, as: UInt8.self].copy()
      case .bool: try self[name, as: Bool.self].copy()
      }
    return computed.erased
  }

  /// The bytes of every output.
  borrowing func bytes(of program: Program) throws -> [[UInt8]] {
    try program.outputs.map { output in try copy(of: output.name, output.elementType).bytes }
  }
}

extension ErasedTensor {
  /// All bytes, in the order of the elements.
  var bytes: [UInt8] {
    Array(UnsafeRawBufferPointer(start: storage.baseAddress, count: storage.byteCount))
  }
}
