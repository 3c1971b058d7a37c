import CTesseraKernels
import TesseraPlanner
import TesseraShapes

/// A dense copy of a view. Transposed matrices move in blocks; everything else row by row.
struct CopyStep: BitwiseCopyable {
  private let source: Place
  private let output: Place
  /// Of one slice: elements, or rows of the output where matrices are transposed.
  private let sliceCount: Int
  private let elementByteCount: Int
  private let gathering: Gathering
  /// The matrices of a view whose last but one axis is dense; no rows for other views.
  private let matrices: Walk
  private let rows: Int
  private let columns: Int
  private let columnStride: Int

  init(_ view: View, output: Place, in builder: borrowing StepBuilder) {
    source = builder.place(of: view)
    self.output = output
    sliceCount = (view.transposedRowCount ?? view.layout.elementCount) / builder.sliceCount
    elementByteCount = view.elementType.byteCount
    gathering = Gathering(view.layout, elementByteCount: elementByteCount, in: builder.storage)
    let collapsed = view.collapsed
    let rank = collapsed.rank
    let isTransposed = view.transposedRowCount != nil
    rows = isTransposed ? collapsed.extents[rank - 2] : 0
    columns = isTransposed ? collapsed.extents[rank - 1] : 0
    columnStride = isTransposed ? collapsed.strides[rank - 1] : 0
    matrices = Walk(
      Layout(extents: Array(collapsed.extents.dropLast(2)), strides: Array(collapsed.strides.dropLast(2))),
      in: builder.storage)
  }

  func run(_ bases: Bases, _ slices: Range<Int>) {
    let input = bases.read(source)
    let result = bases.write(output)
    let first = slices.lowerBound &* sliceCount
    let end = slices.upperBound &* sliceCount
    guard rows > 0 else {
      gathering.copy(from: input, start: first, count: end &- first, to: result + first &* elementByteCount)
      return
    }
    // Rows of the output are columns of a matrix of the input.
    var row = first
    while row < end {
      let (matrix, column) = row.quotientAndRemainder(dividingBy: rows)
      let count = min(rows &- column, end &- row)
      tessera_transpose(
        input + (matrices.offset(at: matrix) &+ column) &* elementByteCount, columnStride,
        result + row &* columns &* elementByteCount, columns, columns, count, elementByteCount)
      row &+= count
    }
  }
}
