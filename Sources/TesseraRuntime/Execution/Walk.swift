import CTesseraKernels
import TesseraShapes

/// The positions of a strided layout in row-major order, found without state, so that any thread can take any part.
struct Walk: BitwiseCopyable {
  let rank: Int
  let extents: UnsafePointer<Int>
  let strides: UnsafePointer<Int>

  /// The walk of a layout; its offset is part of the operand's place.
  init(_ layout: Layout, in storage: StepStorage) {
    rank = layout.rank
    extents = storage.store(layout.extents)
    strides = storage.store(layout.strides)
  }

  /// Elements from the first one to the one at a position.
  func offset(at position: Int) -> Int {
    if rank == 1 { return position &* strides[0] }
    var rest = position
    var offset = 0
    var axis = rank
    while axis > 0 {
      axis &-= 1
      let (quotient, index) = rest.quotientAndRemainder(dividingBy: extents[axis])
      offset &+= index &* strides[axis]
      rest = quotient
    }
    return offset
  }
}

/// Copies a part of a strided tensor to dense memory.
struct Gathering: BitwiseCopyable {
  private let outer: Walk
  private let innerExtent: Int
  private let innerStride: Int
  private let byteCount: Int

  /// The elements of a layout in row-major order.
  init(_ layout: Layout, elementByteCount: Int, in storage: StepStorage) {
    let collapsed = layout.collapsed
    outer = Walk(
      Layout(extents: Array(collapsed.extents.dropLast()), strides: Array(collapsed.strides.dropLast())), in: storage)
    innerExtent = collapsed.extents.last ?? 1
    innerStride = collapsed.strides.last ?? 0
    byteCount = elementByteCount
  }

  /// Elements start ..< start + count to the output. The source is the layout's first element.
  func copy(from source: UnsafeRawPointer, start: Int, count: Int, to output: UnsafeMutableRawPointer) {
    // An empty part, of a concatenation or before an empty axis, has no rows to count.
    guard count > 0 else { return }
    var (row, column) = start.quotientAndRemainder(dividingBy: innerExtent)
    var remaining = count
    var destination = output
    if innerStride == 1, column == 0, outer.rank > 0 {
      // Whole rows, those along the last outer axis at once.
      let axis = outer.rank &- 1
      let (extent, stride) = (outer.extents[axis], outer.strides[axis] &* byteCount)
      let rowByteCount = innerExtent &* byteCount
      while remaining >= innerExtent {
        let rows = min(extent &- row % extent, remaining / innerExtent)
        tessera_copy_rows(source + outer.offset(at: row) &* byteCount, stride, destination, rows, rowByteCount)
        destination += rows &* rowByteCount
        remaining &-= rows &* innerExtent
        row &+= rows
      }
    }
    while remaining > 0 {
      let length = min(innerExtent &- column, remaining)
      let first = outer.offset(at: row) &+ column &* innerStride
      tessera_gather(source + first &* byteCount, innerStride, destination, length, byteCount)
      destination += length &* byteCount
      remaining &-= length
      row &+= 1
      column = 0
    }
  }
}
