public import TesseraShapes

extension Expression where Element: FloatingPointTensorElement {
  /// A sum of products by an equation, as NumPy's `einsum`: `einsum("ij,jk->ik", a, b)` is a matrix product.
  ///
  /// A letter is an axis. Letters that are not in the output are summed over; a letter that an operand has twice takes its diagonal; `...`
  /// stands for leading axes, which are broadcast. Without an arrow the output has the letters that appear once, in alphabetical order. The
  /// operands are multiplied from left to right; every step is a matrix product where two operands share an axis that is summed.
  /// - Throws: `ShapeError` when the equation does not fit the operands.
  public static func einsum(
    _ equation: String, _ operands: Expression..., file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try einsum(equation, operands, file: file, line: line)
  }

  /// A sum of products by an equation; see `einsum(_:_:)`.
  ///
  /// - Throws: `ShapeError` when the equation does not fit the operands.
  public static func einsum(
    _ equation: String, _ operands: [Expression], file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    let parsed: EinsumEquation
    do { parsed = try EinsumEquation(equation, ranks: operands.map(\.shape.rank)) } catch {
      throw ShapeError("einsum", .equation(equation, problem: error.text), at: location, of: named(operands, location))
    }
    do throws(ShapeError) {
      var terms: [Term] = []
      for (operand, labels) in zip(operands, parsed.operands) {
        terms.append(try Term(node: operand.node, labels: labels, location: location).withDiagonals(equation))
      }
      guard var product = terms.first else { throw ShapeError("einsum", .noOperands) }
      for number in terms.indices.dropFirst() {
        let later = Set(terms[(number + 1)...].flatMap(\.labels) + parsed.output)
        product = try product.multiplied(by: terms[number], keeping: later, equation)
      }
      return Expression(node: try product.summed(keeping: Set(parsed.output)).ordered(as: parsed.output).node)
    } catch {
      throw error.located(at: location).of(named(operands, location))
    }
  }

  /// The first operands as an error names them, counted as its sentence counts them.
  private static func named(_ operands: [Expression], _ location: CallSite) -> [ShapeError.Operand] {
    operands.prefix(2).enumerated().map { $1.node.named("operand \($0)", at: location.location) }
  }

  private typealias Term = EinsumTerm
}

/// An operand whose axes have labels.
private struct EinsumTerm {
  typealias Label = EinsumEquation.Label

  let node: Node
  let labels: [Label]
  let location: CallSite

  private func with(_ operation: Operation, _ operands: [Node], _ labels: [Label]) throws(ShapeError) -> EinsumTerm {
    EinsumTerm(node: try Node.applying(operation, operands, at: location), labels: labels, location: location)
  }

  private func extent(_ label: Label) -> Dimension {
    labels.firstIndex(of: label).map { node.shape.dimensions[$0] } ?? 1
  }

  /// Keeps the elements on the diagonal of each axis that is named twice, and drops the repetition.
  func withDiagonals(_ equation: String) throws(ShapeError) -> EinsumTerm {
    var term = self
    while let (first, second) = term.repetition {
      let dimensions = term.node.shape.dimensions
      let (rows, columns) = (dimensions[first], dimensions[second])
      guard rows == columns || rows.extent == nil || columns.extent == nil else {
        throw ShapeError(
          "einsum",
          .equation(
            equation, problem: "an axis that is named twice has extents \(rows.shortText) and \(columns.shortText)"))
      }
      let rank = dimensions.count
      func positions(_ axis: Int) throws(ShapeError) -> Node {
        let iota = try Node(inferring: .iota(Iota(count: dimensions[axis])), [], at: location)
        let shape = Shape((0..<rank).map { $0 == axis ? dimensions[axis] : 1 })
        return try Node(inferring: .reshape(Reshape(target: shape)), [iota], at: location)
      }
      let isDiagonal = try Node(
        inferring: .binary(.equal), [try positions(first), try positions(second)], at: location)
      let zero = Node(
        .scalar(Scalar(0, bitsOf: term.node.elementType)), [], shape: .scalar, elementType: term.node.elementType,
        site: location)
      let kept = try term.with(.select(Select()), [isDiagonal, term.node, zero], term.labels)
      term = try kept.reduced([second])
    }
    return term
  }

  private var repetition: (Int, Int)? {
    for (index, label) in labels.enumerated() {
      if let first = labels[..<index].firstIndex(of: label) { return (first, index) }
    }
    return nil
  }

  private func reduced(_ axes: [Int]) throws(ShapeError) -> EinsumTerm {
    guard !axes.isEmpty else { return self }
    let reduction = Reduction(
      .sum, axes: try Axes(axes, of: node.shape, operation: "einsum"), keepingDimensions: false)
    return try with(
      .reduction(reduction), [node], labels.indices.filter { !axes.contains($0) }.map { labels[$0] })
  }

  /// Sums over the axes that nobody needs.
  func summed(keeping kept: Set<Label>) throws(ShapeError) -> EinsumTerm {
    try reduced(labels.indices.filter { !kept.contains(labels[$0]) })
  }

  /// The axes in a given order, all of which the term has.
  func ordered(as order: [Label]) throws(ShapeError) -> EinsumTerm {
    guard order != labels else { return self }
    let permutation = order.compactMap { labels.firstIndex(of: $0) }
    return try with(.transpose(try Transpose(permutation, of: node.shape)), [node], order)
  }

  /// The product of two terms with the sum over the axes that both have and nobody else needs.
  func multiplied(
    by other: EinsumTerm, keeping later: Set<Label>, _ equation: String
  ) throws(ShapeError) -> EinsumTerm {
    let lhs = try summed(keeping: later.union(other.labels))
    let rhs = try other.summed(keeping: later.union(labels))
    let shared = lhs.labels.filter { rhs.labels.contains($0) }
    for label in shared {
      let (left, right) = (lhs.extent(label), rhs.extent(label))
      guard let leftExtent = left.extent, let rightExtent = right.extent, leftExtent != rightExtent else { continue }
      if case .ellipsis = label, leftExtent == 1 || rightExtent == 1 { continue }
      throw ShapeError(
        "einsum", .equation(equation, problem: "an axis has extent \(left) in one operand and \(right) in another"))
    }
    let batch = shared.filter { later.contains($0) }
    let inner = shared.filter { !later.contains($0) }
    let left = lhs.labels.filter { !shared.contains($0) }
    let right = rhs.labels.filter { !shared.contains($0) }
    let matrix = try Self.matrix(lhs, batch, left, inner)
    let otherMatrix = try Self.matrix(rhs, batch, inner, right)
    let product = try with(.matrixProduct(MatrixProduct()), [matrix.node, otherMatrix.node], [])
    let dimensions =
      Array(product.node.shape.dimensions.prefix(batch.count)) + left.map { lhs.extent($0) }
      + right.map { rhs.extent($0) }
    return try with(.reshape(Reshape(target: Shape(dimensions))), [product.node], batch + left + right)
  }

  /// The term as matrices: `[batch..., rows, columns]`, with several axes as one.
  private static func matrix(
    _ term: EinsumTerm, _ batch: [Label], _ rows: [Label], _ columns: [Label]
  ) throws(ShapeError) -> EinsumTerm {
    let ordered = try term.ordered(as: batch + rows + columns)
    func count(_ labels: [Label]) throws(ShapeError) -> Dimension {
      guard let product = Shape(labels.map { term.extent($0) }).dimensionProduct else {
        throw ShapeError("einsum", .tooManyElements(term.node.shape))
      }
      return product
    }
    let target = Shape(batch.map { term.extent($0) } + [try count(rows), try count(columns)])
    return try ordered.with(.reshape(Reshape(target: target)), [ordered.node], [])
  }
}
