/// A buffer of `count` elements, 64-byte aligned. It is owned, given back and dropped as a `Buffer` is.
///
/// Swift 6.3 does not consume a `let` that a span has been taken from in the same scope: take spans from a `var`, or in a
/// function that borrows the buffer, or read single elements by their index.
@safe public struct TypedBuffer<Element: BitwiseCopyable>: ~Copyable {
  /// The memory itself.
  public private(set) var buffer: Buffer
  /// The number of elements that was asked for.
  public let count: Int

  /// Views a buffer as elements. The buffer holds them, and is aligned for them.
  init(_ buffer: consuming Buffer, count: Int) {
    self.buffer = buffer
    self.count = count
  }

  /// Gives the untyped buffer, which is what a pool takes back.
  consuming func untyped() -> Buffer { buffer }

  /// The address of the first element, for `count` elements, while the buffer lives and is valid.
  @unsafe public var baseAddress: UnsafeMutablePointer<Element> {
    unsafe buffer.baseAddress.assumingMemoryBound(to: Element.self)
  }

  /// The elements, to read. The buffer must be valid.
  public var span: Span<Element> {
    @_lifetime(borrow self) borrowing get {
      let span = unsafe Span(_unsafeStart: baseAddress, count: count)
      return unsafe overrideLifetime(span, borrowing: self)
    }
  }

  /// The elements, to write. The buffer must be valid.
  public var mutableSpan: MutableSpan<Element> {
    @_lifetime(&self) mutating get {
      let span = unsafe MutableSpan(_unsafeStart: baseAddress, count: count)
      return unsafe overrideLifetime(span, mutating: &self)
    }
  }

  /// One element; the index must be below `count`, and the buffer valid.
  public subscript(index: Int) -> Element {
    get { span[index] }
    set {
      var elements = mutableSpan
      elements[index] = newValue
    }
  }
}
