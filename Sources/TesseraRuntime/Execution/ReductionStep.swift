import CTesseraKernels
import TesseraGraph
import TesseraPlanner
import TesseraShapes

/// A sum, mean, largest or smallest element over some axes.
struct ReductionStep: BitwiseCopyable {
  private enum Form: BitwiseCopyable {
    case rows(tessera_row_reduction)
    case columns(tessera_column_reduction, stride: Int, width: Int)
    case gathered(tessera_row_reduction, Gathering)
  }

  private let form: Form
  private let operand: Place
  private let output: Place
  private let scratch: Place
  private let walk: Walk
  /// How often the kernel runs for one slice: rows of the walk, and where rows are reduced by columns, chunks of them.
  private let sliceCount: Int
  /// Chunks of columns in one row of results.
  private let chunkCount: Int
  /// Elements that become one; `remainder` more in the last of the `partCount` parts of a row.
  private let reducedCount: Int
  private let partCount: Int
  private let remainder: Int
  private let elementByteCount: Int
  /// For a mean, the kernel that divides and the number of elements, as the element type.
  private let division: tessera_binary_kernel?
  private let divisor: UnsafePointer<UInt64>

  init(
    _ plan: ReductionPlan, output: Place, scratch: Place, in builder: borrowing StepBuilder
  ) {
    let elementType = plan.operand.elementType
    operand = builder.place(of: plan.operand)
    self.output = output
    self.scratch = scratch
    elementByteCount = elementType.byteCount
    reducedCount = plan.reduced.elementCount
    partCount = plan.partCount
    remainder = plan.remainder
    chunkCount = plan.chunkCount
    let row = Kernels.row(plan.kind.kernel, elementType).required
    switch plan.form {
    case .rows:
      form = .rows(row)
      walk = Walk(plan.kept, in: builder.storage)
      sliceCount = plan.kept.elementCount / builder.sliceCount
    case .columns(let stride):
      let kernel = Kernels.columns(plan.kind.kernel, elementType).required
      let width = plan.kept.extents[plan.kept.rank - 1]
      form = .columns(kernel, stride: stride, width: width)
      walk = Walk(
        Layout(extents: Array(plan.kept.extents.dropLast()), strides: Array(plan.kept.strides.dropLast())),
        in: builder.storage)
      sliceCount = plan.kept.elementCount / width * plan.chunkCount / builder.sliceCount
    case .gathered:
      form = .gathered(row, Gathering(plan.reduced, elementByteCount: elementByteCount, in: builder.storage))
      walk = Walk(plan.kept, in: builder.storage)
      sliceCount = plan.kept.elementCount / builder.sliceCount
    }
    switch plan.kind {
    case .mean:
      division = Kernels.binary(.divide, tessera_form_vector_scalar, elementType)
      // A correction may be any number; one that is far below 0 makes the largest divisor.
      let (difference, isTooLarge) = reducedCount.subtractingReportingOverflow(plan.correction)
      let divisor = isTooLarge ? Int.max : max(difference, 0)
      let count = elementType == .float32 ? Scalar(Float(divisor)) : Scalar(Double(divisor))
      self.divisor = builder.storage.store([count.bits])
    case .sum, .product, .maximum, .minimum, .any, .all:
      division = nil
      divisor = builder.storage.store([0])
    }
  }

  func run(_ bases: Bases, _ slices: Range<Int>) {
    let input = bases.read(operand)
    let results = bases.write(output)
    for part in slices.lowerBound &* sliceCount..<slices.upperBound &* sliceCount {
      switch form {
      case .rows(let kernel):
        let result = results + part &* elementByteCount
        kernel(input + walk.offset(at: part) &* elementByteCount, result, count(ofPart: part))
        division?(result, divisor, result, 1)
      case .columns(let kernel, let stride, let width):
        let (row, chunk) = part.quotientAndRemainder(dividingBy: chunkCount)
        let column = chunk &* ReductionPlan.columnChunk
        let count = min(ReductionPlan.columnChunk, width &- column)
        let result = results + (row &* width &+ column) &* elementByteCount
        kernel(
          input + (walk.offset(at: row) &+ column) &* elementByteCount, stride, result, self.count(ofPart: row), count)
        division?(result, divisor, result, count)
      case .gathered(let kernel, let gathering):
        let result = results + part &* elementByteCount
        let elements = bases.write(scratch)
        gathering.copy(
          from: input + walk.offset(at: part) &* elementByteCount, start: 0, count: reducedCount, to: elements)
        kernel(elements, result, reducedCount)
        division?(result, divisor, result, 1)
      }
    }
  }

  /// The elements that a row of the walk reduces.
  private func count(ofPart part: Int) -> Int {
    remainder > 0 && (part &+ 1) % partCount == 0 ? reducedCount &+ remainder : reducedCount
  }
}
