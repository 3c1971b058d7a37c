import CTesseraKernels
import TesseraGraph
import TesseraPlanner
import TesseraShapes

/// Work along one axis, row by row; rows that are not dense go through the scratch buffer.
struct AxisStep: BitwiseCopyable {
  private enum Kernel: BitwiseCopyable {
    /// A row to a row.
    case row(tessera_unary_kernel)
    /// A row to a row, with a number.
    case normalization(tessera_normalization_row, epsilon: Double)
    /// A row to an index.
    case index(tessera_row_index)
    /// A row to a row of indices.
    case sort(tessera_argument_sort, isDescending: Bool)
  }

  private let kernel: Kernel
  private let operand: Place
  private let output: Place
  private let scratch: Place
  private let rows: Walk
  private let outputRows: Walk
  /// Rows of one slice.
  private let sliceCount: Int
  private let count: Int
  private let stride: Int
  private let outputStride: Int
  private let elementByteCount: Int
  private let resultByteCount: Int
  /// Bytes of scratch before the spread row, and before the sort's own.
  private let spreadOffset: Int
  private let mergeOffset: Int

  init(_ plan: AxisPlan, output: Place, scratch: Place, in builder: borrowing StepBuilder) {
    let elementType = plan.operand.elementType
    kernel = Self.kernel(plan.function, elementType)
    operand = builder.place(of: plan.operand)
    self.output = output
    self.scratch = scratch
    rows = Walk(plan.rows, in: builder.storage)
    outputRows = Walk(plan.outputRows, in: builder.storage)
    sliceCount = plan.rows.elementCount / builder.sliceCount
    count = plan.count
    stride = plan.stride
    outputStride = plan.outputStride
    elementByteCount = elementType.byteCount
    resultByteCount = if case .row = plan.function { elementType.byteCount } else { ElementType.int64.byteCount }
    spreadOffset = plan.gatheredByteCount
    mergeOffset = plan.gatheredByteCount + plan.spreadByteCount
  }

  private static func kernel(_ function: AxisPlan.Function, _ elementType: ElementType) -> Kernel {
    let table = Kernels.table(for: elementType).pointee
    return switch function {
    case .row(.softmax): .row(table.softmax_row.required)
    case .row(.logSoftmax): .row(table.log_softmax_row.required)
    case .row(.cumulativeSum): .row(table.cumulative_sum_row.required)
    case .row(.cumulativeProduct): .row(table.cumulative_product_row.required)
    case .row(.normalize(let epsilon)): .normalization(table.normalize_row.required, epsilon: epsilon)
    case .row(.rootMeanSquareNormalize(let epsilon)):
      .normalization(table.rms_normalize_row.required, epsilon: epsilon)
    case .argument(.maximum): .index(table.largest_index.required)
    case .argument(.minimum): .index(table.smallest_index.required)
    case .sort(let isDescending): .sort(table.argument_sort.required, isDescending: isDescending)
    }
  }

  func run(_ bases: Bases, _ slices: Range<Int>) {
    let own = bases.write(scratch)
    for row in slices.lowerBound &* sliceCount..<slices.upperBound &* sliceCount {
      var input = bases.read(operand) + rows.offset(at: row) &* elementByteCount
      if stride != 1 {
        tessera_gather(input, stride, own, count, elementByteCount)
        input = UnsafeRawPointer(own)
      }
      let result = bases.write(output) + outputRows.offset(at: row) &* resultByteCount
      let dense = outputStride == 1 ? result : own + spreadOffset
      switch kernel {
      case .row(let kernel): kernel(input, dense, count)
      case .normalization(let kernel, let epsilon): kernel(input, dense, count, epsilon)
      case .index(let kernel): dense.storeBytes(of: kernel(input, count), as: Int64.self)
      case .sort(let kernel, let isDescending):
        kernel(
          input, count, isDescending ? 1 : 0, dense.assumingMemoryBound(to: Int64.self),
          (own + mergeOffset).assumingMemoryBound(to: Int64.self))
      }
      // Spreading a row is the transpose of a matrix of one row.
      if outputStride != 1 { tessera_transpose(dense, count, result, outputStride, 1, count, resultByteCount) }
    }
  }
}
