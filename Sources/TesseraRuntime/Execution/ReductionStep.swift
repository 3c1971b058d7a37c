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
  /// How often the kernel runs: rows of the walk.
  private let walkCount: Int
  private let resultCount: Int
  /// Elements that become one.
  private let reducedCount: Int
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
    resultCount = plan.kept.elementCount
    let row = Kernels.row(plan.kind.kernel, elementType).required
    switch plan.form {
    case .rows:
      form = .rows(row)
      walk = Walk(plan.kept, in: builder.storage)
      walkCount = resultCount
    case .columns(let stride):
      let kernel = Kernels.columns(plan.kind.kernel, elementType).required
      let width = plan.kept.extents[plan.kept.rank - 1]
      form = .columns(kernel, stride: stride, width: width)
      walk = Walk(
        Layout(extents: Array(plan.kept.extents.dropLast()), strides: Array(plan.kept.strides.dropLast())),
        in: builder.storage)
      walkCount = resultCount / width
    case .gathered:
      form = .gathered(row, Gathering(plan.reduced, elementByteCount: elementByteCount, in: builder.storage))
      walk = Walk(plan.kept, in: builder.storage)
      walkCount = resultCount
    }
    switch plan.kind {
    case .mean:
      division = Kernels.binary(.divide, tessera_form_vector_scalar, elementType)
      let divisor = max(reducedCount - plan.correction, 0)
      let count = elementType == .float32 ? Scalar(Float(divisor)) : Scalar(Double(divisor))
      self.divisor = builder.storage.store([count.bits])
    case .sum, .product, .maximum, .minimum, .any, .all:
      division = nil
      divisor = builder.storage.store([0])
    }
  }

  func run(_ bases: Bases) {
    let input = bases.read(operand)
    let results = bases.write(output)
    for row in 0..<walkCount {
      let first = input + walk.offset(at: row) &* elementByteCount
      switch form {
      case .rows(let kernel):
        kernel(first, results + row &* elementByteCount, reducedCount)
      case .columns(let kernel, let stride, let width):
        kernel(first, stride, results + row &* width &* elementByteCount, reducedCount, width)
      case .gathered(let kernel, let gathering):
        let elements = bases.write(scratch)
        gathering.copy(from: first, start: 0, count: reducedCount, to: elements)
        kernel(elements, results + row &* elementByteCount, reducedCount)
      }
    }
    division?(results, divisor, results, resultCount)
  }
}
