import TesseraGraph
import TesseraShapes

extension Program: CustomStringConvertible {
  /// What goes in, what comes out, and how large it is: operations, and the tensors and bytes of the constants.
  ///
  /// ```
  /// program of 7 operations, 6 constants with 17226 elements in 68904 bytes
  ///   input  pixels: Float [batch, 64]
  ///   output probabilities: Float [batch, 10]
  /// ```
  public var description: String {
    var lines = [
      """
      program of \(operationCount) operations, \(constants.count) constants with \(constantElementCount) elements in \
      \(constantByteCount) bytes
      """
    ]
    if !graph.folded.isEmpty { lines[0] += ", \(graph.folded.count) values computed once" }
    lines += inputs.map { "  input  \($0)" }
    lines += outputs.map { "  output \($0)" }
    return lines.joined(separator: "\n")
  }

  /// Every value of the program, a line each: `%3 = matmul(%1, %2) : Float [batch, 512]`. Equal parts appear once.
  ///
  /// - Complexity: linear in the number of values.
  public var textDump: String { TextDump.text(of: graph.outputs.map(\.node)) }

  /// The number of operations after equal ones became one; inputs, constants and scalars are none.
  public var operationCount: Int {
    graph.values.count { value in
      switch value.role {
      case .input, .constant: false
      case .elementwise, .view, .whole: true
      }
    }
  }

  /// The number of elements of all constants: the parameters of a model.
  public var constantElementCount: Int { constants.reduce(0) { $0 + ($1.shape.elementCount ?? 0) } }

  /// The bytes of all constants.
  public var constantByteCount: Int {
    constants.reduce(0) { $0 + ($1.shape.elementCount ?? 0) * $1.elementType.byteCount }
  }

  private var constants: [Constant] {
    graph.values.compactMap { value in
      if case .constant(let constant) = value.operation { constant } else { nil }
    }
  }
}
