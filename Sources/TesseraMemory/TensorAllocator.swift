/// What everything that needs memory takes: it hands out buffers and takes them back.
public protocol TensorAllocator: ~Copyable {
  /// A buffer of at least `byteCount` bytes at a multiple of `alignment` (a power of two; less than 64 means 64).
  ///
  /// - Throws: `MemoryError` if it is impossible, or there is no memory for it.
  func allocate(byteCount: Int, alignment: Int) throws(MemoryError) -> Buffer

  /// Takes back a buffer that this allocator handed out.
  func free(_ buffer: consuming Buffer)

  /// What is held, and what was done so far.
  var statistics: MemoryStatistics { get }
}

extension TensorAllocator where Self: ~Copyable {
  /// A buffer of `count` elements, 64-byte aligned. Its contents are unspecified.
  ///
  /// - Throws: `MemoryError` if `count` is negative or too large, or there is no memory for it.
  public func allocate<Element: BitwiseCopyable>(
    _ type: Element.Type, count: Int
  ) throws(MemoryError) -> TypedBuffer<Element> {
    let byteCount = try SizeClass.byteCount(of: count, stride: MemoryLayout<Element>.stride)
    let alignment = max(SizeClass.defaultAlignment, MemoryLayout<Element>.alignment)
    return TypedBuffer(try allocate(byteCount: byteCount, alignment: alignment), count: count)
  }

  /// Takes back a typed buffer that this allocator handed out.
  public func free<Element>(_ buffer: consuming TypedBuffer<Element>) { free(buffer.untyped()) }
}
