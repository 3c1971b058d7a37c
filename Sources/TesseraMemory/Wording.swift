// Every sentence that this module says to its user stands here.

extension MemoryError: CustomStringConvertible {
  /// One sentence with what was asked for and what stood against it.
  public var description: String {
    switch self {
    case .limitExceeded(let byteCount, let capacity, let inUse, let limit):
      "memory: \(byteCount) bytes need a block of \(capacity) bytes, which exceeds the limit of \(limit) bytes"
        + " while \(inUse) bytes are in use"
    case .batchExceedsLimit(let shortage): "memory: \(shortage.text)"
    case .impossibleSize(let count, let stride) where count < 0:
      "memory: the number of elements must not be negative; got \(count) of \(stride) \(stride == 1 ? "byte" : "bytes")"
    case .impossibleSize(let count, let stride):
      "memory: the size must fit a signed 64-bit integer; got \(count) elements of \(stride) "
        + "\(stride == 1 ? "byte" : "bytes")"
    case .invalidAlignment(let alignment):
      "memory: an alignment must be a positive power of two; got \(alignment)"
    case .systemAllocationFailed(let capacity, let alignment):
      "memory: the system has no block of \(capacity) bytes aligned to \(alignment)"
    }
  }
}

extension MemoryShortage {
  /// What is needed, what there is, and what takes the most of it.
  fileprivate var text: String {
    var text = "the batch needs \(byteCount) bytes (for a workspace of \(workspaceByteCount) and results of"
    text += " \(outputByteCount)), which exceeds the limit of \(limit) bytes"
    if inUse > 0 { text += " while results of earlier evaluations hold \(inUse)" }
    guard !largest.isEmpty else { return text }
    text += "; alive at the peak: " + largest.map(\.description).joined(separator: ", ")
    if otherCount > 0 { text += ", and \(otherCount) more with \(otherByteCount) bytes" }
    return text
  }
}

extension PlannedTensor: CustomStringConvertible {
  /// `matmul: Float [32, 128], 16384 bytes`
  public var description: String {
    "\(name): \(elementType) [\(extents.map(String.init).joined(separator: ", "))], \(byteCount) bytes"
  }
}

/// What a caller must not do with an owner, and the sentence that stops the process when it happens all the same.
package enum Misuse: String, CaseIterable {
  case foreignBuffer = "memory: a buffer must be given back to the pool that handed it out"
  case staleBuffer = "memory: a buffer must not be used or given back after clear() has returned it to its pool"

  /// Stops the process with the sentence, in release builds too.
  func refuse() -> Never { fatalError(rawValue) }
}

extension MemoryStatistics: CustomStringConvertible {
  /// One line, sizes in binary units.
  public var description: String {
    "reserved \(Self.readable(reserved)) (live \(Self.readable(live)), pooled \(Self.readable(pooled))), "
      + "peak \(Self.readable(peak)), wasted \(Self.readable(wasted)), hits \(hits), misses \(misses), resets \(resets)"
  }

  /// `1536` is "1.5 KiB": one decimal, cut off, not rounded; whole bytes below 1 KiB.
  package static func readable(_ byteCount: Int) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    let magnitude = byteCount.magnitude
    let unit = magnitude == 0 ? 0 : (UInt.bitWidth - 1 - magnitude.leadingZeroBitCount) / 10
    let sign = byteCount < 0 ? "-" : ""
    guard unit > 0 else { return "\(sign)\(magnitude) B" }
    let whole = magnitude >> UInt(10 * unit)
    let tenths = ((magnitude >> UInt(10 * (unit - 1))) & 1023) * 10 / 1024
    return "\(sign)\(whole).\(tenths) \(units[unit])"
  }
}
