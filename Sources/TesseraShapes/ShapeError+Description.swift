// All wording of shape errors.

extension ShapeError: CustomStringConvertible {
  /// One sentence: operation, rule, what came, and where.
  public var description: String {
    var places: [String] = []
    if let location { places.append("at \(location)") }
    if !operands.isEmpty { places.append(operands.map(\.description).joined(separator: ", ")) }
    if let output { places.append("for \(output)") }
    return "\(operation): \(reason)" + (places.isEmpty ? "" : " (\(places.joined(separator: "; ")))")
  }
}

extension ShapeError.Operand: CustomStringConvertible {
  /// `lhs: input "x" at Model.swift:12`, or `lhs: + of input "x" at Model.swift:12 and constant at Model.swift:13`.
  public var description: String {
    var text = role.map { "\($0): \(name)" } ?? name
    if let location { text += " at \(location)" }
    if !sources.isEmpty { text += " of " + sources.map(\.description).joined(separator: " and ") }
    return text
  }
}

extension ShapeError.Reason: CustomStringConvertible {
  /// The rule and what broke it.
  public var description: String {
    switch self {
    case .notBroadcastable(let lhs, let rhs, let axis):
      """
      shapes must broadcast (equal extents, or 1); lhs \(lhs) and rhs \(rhs) have \(lhs.fromBack(axis)) and \
      \(rhs.fromBack(axis)) on axis \(axis)
      """
    case .fewerAxes(let shape, let target):
      "the target must have at least as many axes; \(shape) has \(shape.rank), target \(target) has \(target.rank)"
    case .notRepeatable(let shape, let target, let axis):
      """
      only an extent of 1 is repeated; \(shape) has \(shape.fromBack(axis)) on axis \(axis), target \(target) has \
      \(target.fromBack(axis))
      """
    case .innerDimensions(let lhs, let rhs):
      """
      \(lhs.rank == 1 ? "elements" : "columns") of lhs must equal \(rhs.rank == 1 ? "elements" : "rows") of rhs; \
      lhs \(lhs) has \(lhs.fromBack(-1)), rhs \(rhs) has \(rhs.fromBack(rhs.rank == 1 ? -1 : -2))
      """
    case .batchDimensions(let lhs, let rhs, let axis):
      """
      leading axes must broadcast (equal extents, or 1); lhs \(lhs) and rhs \(rhs) have \(lhs.fromBack(axis)) and \
      \(rhs.fromBack(axis)) on axis \(axis)
      """
    case .scalarOperand(let side, let lhs, let rhs):
      "both operands must have at least one axis, and \(side.rawValue) is a scalar; lhs \(lhs), rhs \(rhs); use * to scale"
    case .blasLimit(let lhs, let rhs, let extent):
      "an extent must not exceed \(Int32.max), which is what BLAS counts to; lhs \(lhs), rhs \(rhs) need \(extent)"
    case .axisOutOfRange(let axis, let shape):
      shape.rank == 0
        ? "there is no axis \(axis); \(shape) is a scalar and has none"
        : "axis must be in \(-shape.rank)...\(shape.rank - 1) for shape \(shape); got \(axis)"
    case .repeatedAxis(let axis, let shape):
      "each axis may be given once; axis \(axis) of shape \(shape) was given again"
    case .emptyReduction(let shape, let axes):
      "there must be at least one element to choose from; shape \(shape) has none along \(axes.axesText)"
    case .reshapeCount(let shape, let target):
      """
      the number of elements must stay the same; \(shape) has \(shape.countText), target \(target) has \
      \(target.countText)
      """
    case .reshapeInference(let shape, let target):
      "the open dimension (-1) of \(target) has no whole solution for the \(shape.countText) elements of \(shape)"
    case .severalOpenDimensions(let target):
      "at most one dimension may be open (-1); target \(target) has \(target.dimensions.count { $0 == .fixed(-1) })"
    case .permutation(let permutation, let shape):
      shape.rank == 0
        ? "the permutation of a scalar is []; got \(permutation.shortText)"
        : "the permutation must hold each axis from 0 to \(shape.rank - 1) of shape \(shape) once; got \(permutation.shortText)"
    case .negativeDimension(let shape, let axis):
      "extents must not be negative; \(shape) has \(shape.extentText(axis)) on axis \(axis)"
    case .tooManyElements(let shape):
      "the number of elements must fit 63 bits; shape \(shape) has more"
    case .longArithmetic(let axis, let limit):
      "the arithmetic of a dimension must have at most \(limit) names, numbers and operations; that of axis \(axis) has more"
    case .dimensionNotFixed(let shape, let axis):
      "every dimension of a value must be a number; shape \(shape) has \(shape.extentText(axis)) on axis \(axis)"
    case .elementCount(let shape, let given):
      "shape \(shape) needs \(shape.countText) elements; got \(given)"
    case .range(let start, let end, let step):
      "a range must have finite ends, a step that is not 0, and fewer than 2^63 elements; got \(start) ..< \(end) by \(step)"
    case .rows(let range, let shape):
      shape.rank == 0
        ? "a scalar has no rows; got rows \(range.lowerBound) ..< \(range.upperBound)"
        : "rows must lie in 0 ..< \(shape.extentText(0)) of shape \(shape); got \(range.lowerBound) ..< \(range.upperBound)"
    case .unboundName(let shape, let axis):
      "every name must be bound by an input; shape \(shape) has \(shape.extentText(axis)) on axis \(axis), which no input gives"
    case .zeroStep(let axis, let shape): "the step of a range must not be 0; it is on axis \(axis) of shape \(shape)"
    case .tooManyRanges(let count, let shape):
      "there may be one range for each axis; got \(count) for shape \(shape) of \(shape.rank) axes"
    case .noOperands: "at least one expression is needed; got none"
    case .operandRank(let first, let other, let operand):
      "all operands must have the same number of axes; the first \(first) has \(first.rank), operand \(operand) \(other) has \(other.rank)"
    case .operandExtent(let first, let other, let operand, let axis):
      """
      extents must be equal on axis \(axis); the first operand \(first) has \(first.extentText(axis)), operand \(operand) \
      \(other) has \(other.extentText(axis))
      """
    case .negativeCount(let count, let shape, let axis):
      "a count must not be negative; got \(count) for axis \(axis) of shape \(shape)"
    case .padding(let count, let shape, let axis):
      "axis \(axis) of shape \(shape) has too few elements to take \(count) more from"
    case .axisCounts(let count, let shape):
      "there must be one entry for each axis; got \(count) for shape \(shape) of \(shape.rank) axes"
    case .sections(let count, let shape, let axis):
      "axis \(axis) of shape \(shape) cannot be cut into \(count) equal sections"
    case .indexDepth(let shape, let indices):
      """
      the last axis of the indices must hold at most \(shape.rank) positions, one for each of the first axes of \(shape); \
      indices \(indices)
      """
    case .indexShape(let shape, let indices, let axis):
      "indices must have the axes of \(shape), equal everywhere but on axis \(axis); got \(indices)"
    case .updates(let updates, let indices):
      "updates must have the shape of their indices \(indices); got \(updates)"
    case .notSqueezable(let axis, let shape):
      "only an axis of extent 1 can be dropped; axis \(axis) of shape \(shape) has \(shape.extentText(axis))"
    case .equation(let equation, let problem): "the equation \(equation.quotedShort) does not fit; \(problem)"
    case .fewElements(let shape, let axis, let needed):
      "at least \(needed) elements are needed; axis \(axis) of shape \(shape) has \(shape.extentText(axis))"
    case .fewAxes(let shape, let needed):
      "at least \(needed) axes are needed; shape \(shape) has \(shape.rank)"
    case .otherShape(let shape, let expected): "the shape must be \(expected); got \(shape)"
    case .outOfMemory(let shape, let byteCount):
      "the system did not give the \(byteCount) bytes of shape \(shape)"
    }
  }
}

extension Shape {
  /// The dimension on an axis that counts from the back; an axis that is missing is repeated as 1.
  fileprivate func fromBack(_ axis: Int) -> String {
    dimensions.indices.contains(rank + axis) ? extentText(rank + axis) : "1"
  }

  /// The dimension on an axis.
  fileprivate func extentText(_ axis: Int) -> String { dimensions[axis].shortText }

  /// The number of elements as text: a number, a product of names, or the fact that it does not fit.
  fileprivate var countText: String { dimensionProduct?.shortText ?? "more than 2^63" }
}

extension [Int] {
  fileprivate var axesText: String {
    count == 1 ? "axis \(self[0])" : "axes \(shortText)"
  }
}
