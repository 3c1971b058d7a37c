/// Memory that a pool has handed out. It cannot be copied: giving it back consumes it, so giving it back twice or using
/// it afterwards does not compile.
///
/// A buffer that is dropped goes back to its pool on its own. `clear()` takes the memory of every buffer: one that is still
/// in scope is stale then, dropping it does nothing, and using it or giving it back stops the process with a sentence.
/// A buffer that outlives its pool keeps its memory until it is dropped. It cannot be used from two tasks.
///
/// The contents are unspecified until they are written.
@safe public struct Buffer: ~Copyable {
  let core: PoolCore
  private let index: Int
  private let generation: UInt64
  private let base: UnsafeMutableRawPointer

  /// The size that was asked for, which is what the views cover.
  public let byteCount: Int
  /// The size of the whole block: at least `byteCount`.
  public let capacity: Int
  /// What the address is a multiple of: at least the alignment that was asked for, and at least 64.
  public let alignment: Int

  init(_ index: Int, of core: PoolCore) {
    let record = core.record(index)
    self.core = core
    self.index = index
    unsafe base = core.base(of: index)
    generation = record.generation
    byteCount = record.byteCount
    capacity = record.capacity
    alignment = record.alignment
  }

  deinit {
    if isValid { core.giveBack(index) }
  }

  /// False once `clear()` has taken the memory.
  public var isValid: Bool { core.generation(of: index) == generation }

  /// The address of the first byte, for `byteCount` bytes, while the buffer lives and is valid.
  @unsafe public var baseAddress: UnsafeMutableRawPointer {
    guard isValid else { Misuse.staleBuffer.refuse() }
    return unsafe base
  }

  /// The bytes, to read. The buffer must be valid.
  public var bytes: RawSpan {
    @_lifetime(borrow self) borrowing get {
      let span = unsafe RawSpan(_unsafeStart: baseAddress, byteCount: byteCount)
      return unsafe overrideLifetime(span, borrowing: self)
    }
  }

  /// The bytes, to write. The buffer must be valid.
  public var mutableBytes: MutableRawSpan {
    @_lifetime(&self) mutating get {
      let span = unsafe MutableRawSpan(_unsafeStart: baseAddress, byteCount: byteCount)
      return unsafe overrideLifetime(span, mutating: &self)
    }
  }
}
