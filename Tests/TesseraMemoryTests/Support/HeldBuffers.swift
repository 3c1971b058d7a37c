import TesseraMemory

/// A list of buffers, which an array cannot be: they cannot be copied.
final class HeldBuffers {
  private final class Box {
    var buffer: Buffer?
    init(_ buffer: consuming Buffer) { self.buffer = consume buffer }
  }

  private var boxes: [Box] = []

  var count: Int { boxes.count }

  func append(_ buffer: consuming Buffer) { boxes.append(Box(buffer)) }

  /// Takes a buffer out; the last one moves to its place.
  func remove(at index: Int) -> Buffer? {
    boxes.swapAt(index, boxes.count - 1)
    return boxes.removeLast().buffer.take()
  }

  func removeAll() { boxes.removeAll() }
}
