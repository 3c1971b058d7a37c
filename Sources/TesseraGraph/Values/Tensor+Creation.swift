public import TesseraShapes

extension Tensor {
  /// A tensor of given elements in row-major order.
  ///
  /// - Throws: `ShapeError` when the shape is not made of numbers, is negative or too large, or needs another number of elements.
  /// - Complexity: one copy of the elements.
  public init(
    shape: Shape, elements: [Element], file: String = #fileID, line: Int = #line
  ) throws(ShapeError) {
    try self.init(shape: shape, elements: elements.span, file: file, line: line)
  }

  /// A tensor of given elements in row-major order.
  ///
  /// - Throws: `ShapeError` when the shape is not made of numbers, is negative or too large, or needs another number of elements.
  /// - Complexity: one copy of the elements.
  public init(
    shape: Shape, elements: Span<Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) {
    let location = SourceLocation(file: file, line: line)
    guard try Self.count(of: shape, at: location) == elements.count else {
      throw ShapeError("Tensor", .elementCount(shape, given: elements.count), at: location)
    }
    try self.init(shape: shape, at: location) { destination in
      elements.withUnsafeBufferPointer { source in _ = destination.initialize(from: source) }
    }
  }

  /// A tensor without axes.
  ///
  /// - Throws: `ShapeError` only when the system has no memory.
  public init(scalar element: Element, file: String = #fileID, line: Int = #line) throws(ShapeError) {
    try self.init(shape: .scalar, at: SourceLocation(file: file, line: line)) { $0.initialize(repeating: element) }
  }

  /// A tensor of one value.
  ///
  /// - Throws: `ShapeError` when the shape is not made of numbers, is negative or too large.
  public static func full(
    shape: Shape, _ element: Element, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Tensor {
    try Tensor(shape: shape, at: SourceLocation(file: file, line: line)) { $0.initialize(repeating: element) }
  }

  /// A tensor whose elements are written by a closure; they are zero bits before.
  ///
  /// - Parameter body: receives the elements in row-major order; what it throws is thrown on, and nothing is kept.
  /// - Throws: `ShapeError` when the shape is not made of numbers, is negative or too large, and what the closure throws.
  public init(
    shape: Shape, file: String = #fileID, line: Int = #line,
    initializingWith body: (inout MutableSpan<Element>) throws -> Void
  ) throws {
    let location = SourceLocation(file: file, line: line)
    let count = try Self.count(of: shape, at: location)
    let storage = try Self.storage(shape: shape, count: count, at: location)
    let bytes = storage.uninitializedBaseAddress
    bytes.initializeMemory(as: UInt8.self, repeating: 0, count: storage.byteCount)
    var span = MutableSpan(
      _unsafeElements: UnsafeMutableBufferPointer(start: bytes.assumingMemoryBound(to: Element.self), count: count))
    try body(&span)
    self.init(shape: shape, count: count, storage: storage)
  }

  /// A tensor over fresh memory that the closure fills whole.
  package init(
    shape: Shape, at location: SourceLocation?, fill: (UnsafeMutableBufferPointer<Element>) -> Void
  ) throws(ShapeError) {
    let count = try Self.count(of: shape, at: location)
    let storage = try Self.storage(shape: shape, count: count, at: location)
    fill(
      UnsafeMutableBufferPointer(
        start: storage.uninitializedBaseAddress.assumingMemoryBound(to: Element.self), count: count))
    self.init(shape: shape, count: count, storage: storage)
  }

  /// The number of elements of a concrete shape.
  private static func count(of shape: Shape, at location: SourceLocation?) throws(ShapeError) -> Int {
    if let axis = shape.dimensions.firstIndex(where: { $0.extent == nil }) {
      throw ShapeError("Tensor", .dimensionNotFixed(shape, axis: axis), at: location)
    }
    do { try shape.validate("Tensor") } catch { throw error.located(at: location) }
    return shape.elementCount ?? 0
  }

  private static func storage(
    shape: Shape, count: Int, at location: SourceLocation?
  ) throws(ShapeError) -> TensorStorage {
    let (byteCount, overflow) = count.multipliedReportingOverflow(by: Element.elementType.byteCount)
    if overflow { throw ShapeError("Tensor", .tooManyElements(shape), at: location) }
    guard let storage = TensorStorage(byteCount: byteCount, madeAt: location) else {
      throw ShapeError("Tensor", .outOfMemory(shape, byteCount: byteCount), at: location)
    }
    return storage
  }
}

extension Tensor where Element: NumericTensorElement {
  /// A tensor of zeros.
  ///
  /// - Throws: `ShapeError` when the shape is not made of numbers, is negative or too large.
  public static func zeros(shape: Shape, file: String = #fileID, line: Int = #line) throws(ShapeError) -> Tensor {
    try full(shape: shape, .zero, file: file, line: line)
  }

  /// A tensor of ones.
  ///
  /// - Throws: `ShapeError` when the shape is not made of numbers, is negative or too large.
  public static func ones(shape: Shape, file: String = #fileID, line: Int = #line) throws(ShapeError) -> Tensor {
    try full(shape: shape, 1, file: file, line: line)
  }
}
