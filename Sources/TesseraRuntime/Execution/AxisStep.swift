import CTesseraKernels
import TesseraPlanner
import TesseraShapes

/// Softmax or argmax along one axis, row by row; rows that are not dense go through the scratch buffer.
struct AxisStep: BitwiseCopyable {
  private enum Kernel: BitwiseCopyable {
    /// A row to a row.
    case row(tessera_unary_kernel)
    /// A row to an index.
    case index(tessera_row_index)
  }

  private let kernel: Kernel
  private let operand: Place
  private let output: Place
  private let scratch: Place
  private let rows: Walk
  private let outputRows: Walk
  private let rowCount: Int
  private let count: Int
  private let stride: Int
  private let outputStride: Int
  private let elementByteCount: Int

  private init(
    _ plan: AxisPlan, _ kernel: Kernel, output: Place, scratch: Place, in builder: borrowing StepBuilder
  ) {
    self.kernel = kernel
    operand = builder.place(of: plan.operand)
    self.output = output
    self.scratch = scratch
    rows = Walk(plan.rows, in: builder.storage)
    outputRows = Walk(plan.outputRows, in: builder.storage)
    rowCount = plan.rows.elementCount
    count = plan.count
    stride = plan.count == 1 ? 1 : plan.stride
    outputStride = plan.count == 1 ? 1 : plan.outputStride
    elementByteCount = plan.operand.elementType.byteCount
  }

  /// Softmax or its logarithm.
  init(
    softmax plan: AxisPlan, isLogarithmic: Bool, output: Place, scratch: Place, in builder: borrowing StepBuilder
  ) {
    let table = Kernels.table(for: plan.operand.elementType).pointee
    let kernel = (isLogarithmic ? table.log_softmax_row : table.softmax_row).required
    self.init(plan, .row(kernel), output: output, scratch: scratch, in: builder)
  }

  /// The index of the first largest element.
  init(argumentMaximum plan: AxisPlan, output: Place, scratch: Place, in builder: borrowing StepBuilder) {
    let kernel = Kernels.table(for: plan.operand.elementType).pointee.largest_index.required
    self.init(plan, .index(kernel), output: output, scratch: scratch, in: builder)
  }

  func run(_ bases: Bases) {
    for row in 0..<rowCount {
      var input = bases.read(operand) + rows.offset(at: row) &* elementByteCount
      if stride != 1 {
        let elements = bases.write(scratch)
        tessera_gather(input, stride, elements, count, elementByteCount)
        input = UnsafeRawPointer(elements)
      }
      let position = outputRows.offset(at: row)
      switch kernel {
      case .index(let kernel):
        let result = bases.write(output) + position &* MemoryLayout<Int64>.stride
        result.storeBytes(of: kernel(input, count), as: Int64.self)
      case .row(let kernel):
        let result = bases.write(output) + position &* elementByteCount
        if outputStride == 1 {
          kernel(input, result, count)
        } else {
          let elements = bases.write(scratch)
          kernel(input, elements, count)
          scatter(elements, to: result)
        }
      }
    }
  }

  /// Writes a row whose elements have a distance in the output: the transpose of a matrix of one row.
  private func scatter(_ elements: UnsafeRawPointer, to output: UnsafeMutableRawPointer) {
    tessera_transpose(elements, count, output, outputStride, 1, count, elementByteCount)
  }
}
