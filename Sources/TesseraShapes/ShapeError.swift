/// Shapes that do not fit the operation they were given to.
///
/// Its description is one sentence: the user's operation, the rule, the shapes, the axis, and the source lines of the call and of what the
/// operands are.
public struct ShapeError: Error, Hashable, Sendable {
  private let storage: Storage

  /// What the user called: `matmul`, `+`, `softmax`.
  public var operation: String { storage.contents.operation }
  /// Which rule was broken, by what.
  public var reason: Reason { storage.contents.reason }
  /// The line of the call, where it is known.
  public var location: SourceLocation? { storage.contents.location }
  /// What the operation was given, with the lines that made it, where that is known.
  public var operands: [Operand] { storage.contents.operands }
  /// The first output of the program that needs the operation, when the error was found in a program.
  public var output: OutputReference? { storage.contents.output }

  package init(
    _ operation: String, _ reason: Reason, at location: SourceLocation? = nil, of operands: [Operand] = []
  ) {
    storage = Storage(
      Contents(operation: operation, reason: reason, location: location, operands: operands, output: nil))
  }

  private init(_ contents: Contents) { storage = Storage(contents) }

  private struct Contents: Hashable, Sendable {
    let operation: String
    let reason: Reason
    var location: SourceLocation?
    var operands: [Operand]
    var output: OutputReference?
  }

  /// One reference, so that a call that may throw costs no more than one that may not.
  private final class Storage: Sendable {
    let contents: Contents

    init(_ contents: Contents) { self.contents = contents }
  }

  /// Whether everything that is said is equal.
  public static func == (lhs: ShapeError, rhs: ShapeError) -> Bool { lhs.storage.contents == rhs.storage.contents }

  /// Hashes everything that is said.
  public func hash(into hasher: inout Hasher) { hasher.combine(storage.contents) }

  /// The same error with the line of the call, unless it has one.
  package func located(at location: @autoclosure () -> SourceLocation?) -> ShapeError {
    var contents = storage.contents
    if contents.location == nil { contents.location = location() }
    return ShapeError(contents)
  }

  /// The same error with what the operation was given, unless it has that.
  package func of(_ operands: @autoclosure () -> [Operand]) -> ShapeError {
    var contents = storage.contents
    if contents.operands.isEmpty { contents.operands = operands() }
    return ShapeError(contents)
  }

  /// The same error with the output that needs the operation, unless it has one.
  package func needed(by output: OutputReference?) -> ShapeError {
    var contents = storage.contents
    if contents.output == nil { contents.output = output }
    return ShapeError(contents)
  }

  /// What an operation was given: `input "x" at Model.swift:12`.
  public struct Operand: Hashable, Sendable {
    /// What the rule calls it, `lhs` or `operand 2`; nil where there is one alone.
    public let role: String?
    /// What it is: `input "x"`, `constant`, or the operation that made it.
    public let name: String
    /// The line that made it, where it is known and not that of the call.
    public let location: SourceLocation?
    /// Where it has no line: the nearest expressions with one that it is computed from, at most two.
    public let sources: [Operand]

    package init(role: String? = nil, name: String, location: SourceLocation?, sources: [Operand] = []) {
      self.role = role
      self.name = name
      self.location = location
      self.sources = sources
    }
  }

  /// The rules, each with what broke it. Axes given by the caller are repeated as they came; others count from the back.
  public enum Reason: Hashable, Sendable {
    /// Two shapes that do not broadcast: on this axis the extents differ and neither is 1.
    case notBroadcastable(lhs: Shape, rhs: Shape, axis: Int)
    /// A broadcast to fewer axes than there are.
    case fewerAxes(Shape, target: Shape)
    /// A broadcast that would have to repeat an axis whose extent is not 1.
    case notRepeatable(Shape, target: Shape, axis: Int)
    /// A matrix product whose inner extents differ.
    case innerDimensions(lhs: Shape, rhs: Shape)
    /// A matrix product whose leading axes do not broadcast.
    case batchDimensions(lhs: Shape, rhs: Shape, axis: Int)
    /// A matrix product with a scalar.
    case scalarOperand(side: Side, lhs: Shape, rhs: Shape)
    /// A matrix product with an extent that BLAS cannot count.
    case blasLimit(lhs: Shape, rhs: Shape, extent: Int)
    /// An axis that the shape does not have.
    case axisOutOfRange(Int, Shape)
    /// An axis that was given twice.
    case repeatedAxis(Int, Shape)
    /// A reduction without a neutral element over no elements.
    case emptyReduction(Shape, axes: [Int])
    /// A reshape that would change the number of elements.
    case reshapeCount(Shape, target: Shape)
    /// A reshape whose open dimension has no solution.
    case reshapeInference(Shape, target: Shape)
    /// A reshape with more than one open dimension.
    case severalOpenDimensions(target: Shape)
    /// A permutation that is not one of the shape's axes.
    case permutation([Int], Shape)
    /// A negative extent.
    case negativeDimension(Shape, axis: Int)
    /// More elements than can be counted.
    case tooManyElements(Shape)
    /// A dimension whose arithmetic on names has become too long to compute with.
    case longArithmetic(axis: Int, limit: Int)
    /// A value with a dimension that is not a number.
    case dimensionNotFixed(Shape, axis: Int)
    /// A value with another number of elements than its shape says.
    case elementCount(Shape, given: Int)
    /// A range of values that has no end or too many elements, or that contains NaN.
    case range(start: String, end: String, step: String)
    /// Rows outside of a value.
    case rows(Range<Int>, Shape)
    /// A name of the shape that no input gives a number to.
    case unboundName(Shape, axis: Int)
    /// A slice whose step is 0.
    case zeroStep(axis: Int, Shape)
    /// More ranges than axes.
    case tooManyRanges(Int, Shape)
    /// An operation on several expressions that was given none.
    case noOperands
    /// Operands with different numbers of axes.
    case operandRank(Shape, Shape, operand: Int)
    /// Operands whose extents differ on an axis where they must be equal.
    case operandExtent(Shape, Shape, operand: Int, axis: Int)
    /// A number of repetitions or of extra elements below 0.
    case negativeCount(Int, Shape, axis: Int)
    /// More mirrored or repeated elements than the axis can give.
    case padding(Int, Shape, axis: Int)
    /// Counts that are not one an axis.
    case axisCounts(Int, Shape)
    /// Sections that an axis cannot be cut into.
    case sections(Int, Shape, axis: Int)
    /// Indices whose last axis does not hold positions along the first axes of the operand.
    case indexDepth(Shape, indices: Shape)
    /// Indices that do not have the operand's axes.
    case indexShape(Shape, indices: Shape, axis: Int)
    /// Updates that do not have the shape of their indices.
    case updates(Shape, indices: Shape)
    /// An axis that must have extent 1 and has not.
    case notSqueezable(Int, Shape)
    /// An equation of a sum of products that does not fit its operands.
    case equation(String, problem: String)
    /// An axis with fewer elements than are to be chosen of it.
    case fewElements(Shape, axis: Int, needed: Int)
    /// An operation that needs at least so many axes.
    case fewAxes(Shape, needed: Int)
    /// An expression that has another shape than its static type says.
    case otherShape(Shape, expected: Shape)
    /// Memory that the system does not give.
    case outOfMemory(Shape, byteCount: Int)
  }

  /// An operand of a two-sided operation.
  public enum Side: String, Hashable, Sendable {
    /// The operand on the left.
    case lhs
    /// The operand on the right.
    case rhs
  }
}
