import TesseraGraph
import TesseraShapes

/// A reduction of long rows in two steps: parts of equal length, which workers share, and then what the parts gave.
///
/// The parts follow from the length of a row alone, so that a row has the same result whatever lies beside it and however many workers there are.
struct ReductionParts {
  /// Reduces the parts.
  let plan: ReductionPlan
  /// The extents of what the parts give: of each row all parts, below each other where the rows lie side by side.
  let extents: [Int]
  private let partAxis: Int
  private let whole: ReductionPlan

  /// Elements of a part: enough that it outweighs the step that follows, few enough that a quarter of a million elements occupy many workers.
  private static let length = 16384

  /// nil for rows that are shorter than two parts, and for those that are gathered.
  init?(_ whole: ReductionPlan) {
    guard whole.reduced.rank == 1, let length = whole.reduced.extents.first, length >= 2 * Self.length,
      !whole.kept.extents.contains(0)
    else { return nil }
    let partCount = length / Self.length
    let stride = whole.reduced.strides[0]
    switch whole.form {
    case .rows: partAxis = whole.kept.rank
    case .columns: partAxis = whole.kept.rank - 1
    case .gathered: return nil
    }
    var extents = whole.kept.extents
    var strides = whole.kept.strides
    extents.insert(partCount, at: partAxis)
    strides.insert(Self.length * stride, at: partAxis)
    self.whole = whole
    self.extents = extents
    let kind = if case .mean = whole.kind { Reduction.Kind.sum } else { whole.kind }
    plan = ReductionPlan(
      kind: kind, correction: 0, operand: whole.operand,
      kept: Layout(extents: extents, strides: strides, offset: whole.kept.offset),
      reduced: Layout(extents: [Self.length], strides: [stride]), form: whole.form, partCount: partCount,
      remainder: length % Self.length)
  }

  /// Reduces what the parts gave.
  func total(of partials: View) -> ReductionPlan {
    let axes = extents.indices.filter { $0 != partAxis }
    let reduced = Layout(extents: [plan.partCount], strides: [partials.layout.strides[partAxis]])
    let form: ReductionPlan.Form = if case .columns = whole.form { .columns(stride: reduced.strides[0]) } else { .rows }
    // A mean divides by the number of elements less the correction, and counts the parts as elements.
    let (correction, isTooSmall) = whole.correction.subtractingReportingOverflow(
      whole.reduced.elementCount - plan.partCount)
    return ReductionPlan(
      kind: whole.kind, correction: isTooSmall ? .min : correction, operand: partials,
      kept: partials.layout.transposed(axes).collapsed, reduced: reduced, form: form)
  }
}
