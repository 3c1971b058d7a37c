public import TesseraGraph
public import TesseraPlanner
import TesseraShapes

extension StaticTensor {
  /// This input with its value for one evaluation; a value of another element type does not compile.
  ///
  /// Whether the expression is an input of the program, and whether the shape fits, is checked by `evaluate`.
  public func bound(to value: Tensor<Element>) -> Binding<Element> { expression.bound(to: value) }
}

extension Program {
  /// A program with one or several outputs of static shapes; see `init(_:)` for dynamic ones. For both in one program, give `y.expression`.
  ///
  /// - Parameters:
  ///   - outputs: what the program computes.
  ///   - rowInvariant: whether the bits of a row of a batch depend on that row alone; see `init(_:rowInvariant:)` for dynamic shapes.
  /// - Throws: `ProgramError` when two inputs with one name differ or an input's shape cannot be; `ShapeError` when what is the same in
  ///   every batch cannot be computed.
  public init<each Output: StaticTensor>(_ outputs: repeat each Output, rowInvariant: Bool = true) throws {
    var nodes: [Node] = []
    for output in repeat each outputs { nodes.append(output.expression.erasedNode) }
    try self.init(nodes: nodes, rowInvariant: rowInvariant)
  }
}

extension Results {
  /// The value of an output, by the expression that the program was made of.
  ///
  /// The expression must be an output of the program.
  public subscript<Output: StaticTensor>(_ output: Output) -> TensorView<Output.Element> {
    @_lifetime(copy self)
    get { self[output.expression] }
  }
}
