import TesseraMemory
import Testing

/// `#expect` for conditions over values that cannot be copied, which the macro would have to.
func expect(_ condition: Bool, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(condition, comment, sourceLocation: sourceLocation)
}

/// Whether there is a buffer; it is dropped.
func exists(_ buffer: consuming Buffer?) -> Bool { buffer != nil }

/// `#require` for a buffer.
func require(_ buffer: consuming Buffer?, sourceLocation: SourceLocation = #_sourceLocation) throws -> Buffer {
  guard let buffer else {
    Issue.record("there must be a buffer", sourceLocation: sourceLocation)
    throw CancellationError()
  }
  return buffer
}
