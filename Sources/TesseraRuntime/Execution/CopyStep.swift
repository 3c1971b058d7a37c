import CTesseraKernels
import TesseraPlanner
import TesseraShapes

/// A dense copy of a view. Transposed matrices move in blocks; everything else row by row.
struct CopyStep: BitwiseCopyable {
  private let source: Place
  private let output: Place
  private let elementCount: Int
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
    elementCount = view.layout.elementCount
    elementByteCount = view.elementType.byteCount
    gathering = Gathering(view.layout, elementByteCount: elementByteCount, in: builder.storage)
    let collapsed = view.collapsed
    let rank = collapsed.rank
    let isTransposed =
      rank >= 2 && collapsed.strides[rank - 2] == 1 && collapsed.strides[rank - 1] >= collapsed.extents[rank - 2]
    rows = isTransposed ? collapsed.extents[rank - 2] : 0
    columns = isTransposed ? collapsed.extents[rank - 1] : 0
    columnStride = isTransposed ? collapsed.strides[rank - 1] : 0
    matrices = Walk(
      Layout(extents: Array(collapsed.extents.dropLast(2)), strides: Array(collapsed.strides.dropLast(2))),
      in: builder.storage)
  }

  func run(_ bases: Bases) {
    let input = bases.read(source)
    let result = bases.write(output)
    guard rows > 0 else {
      gathering.copy(from: input, start: 0, count: elementCount, to: result)
      return
    }
    let matrixCount = elementCount / (rows * columns)
    for matrix in 0..<matrixCount {
      tessera_transpose(
        input + matrices.offset(at: matrix) * elementByteCount, columnStride,
        result + matrix * rows * columns * elementByteCount, columns, columns, rows, elementByteCount)
    }
  }
}
