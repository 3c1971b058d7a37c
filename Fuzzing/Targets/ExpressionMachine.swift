import Tessera

/// Runs a byte string as a sequence of operations on expressions, through the public face only. Any operation may meet any operands; what
/// does not fit throws and the sequence goes on.
struct ExpressionMachine {
  struct Value {
    let expression: any ExpressionConvertible
    /// About how many elements are computed for it, with what it is computed from.
    let work: Double
  }

  /// The most values that are kept; more do not find more.
  private static let valueLimit = 256

  var reader: ByteReader
  /// What the names stand for.
  let extents: [String: Int]
  private(set) var values: [Value] = []
  /// The work of the operands that the current operation has picked.
  private var pickedWork = 0.0

  init(_ bytes: UnsafeRawBufferPointer) {
    reader = ByteReader(bytes)
    var extents: [String: Int] = [:]
    for name in ByteReader.names { extents[name] = reader.flag() ? reader.choice(6) : reader.integer() }
    self.extents = extents
  }

  /// Builds expressions until the bytes or the room for values end.
  mutating func build() {
    while !reader.isAtEnd, values.count < Self.valueLimit {
      pickedWork = 0
      do { try step(fuzzElements[reader.choice(fuzzElements.count)]) } catch { _ = "\(error)".utf8.count }
    }
  }

  private mutating func step<Element: FuzzElement>(_ type: Element.Type) throws {
    let family = reader.choice(8)
    switch (family, type) {
    case (0, _): try leaf(type)
    case (1, _), (2, _): try movement(type)
    case (3, _): try joining(type)
    case (4, _): try indexing(type)
    case (5, is Bool.Type): try logic()
    case (6, let floating as any (FuzzElement & FloatingPointTensorElement).Type): try function(floating)
    case (7, let floating as any (FuzzElement & FloatingPointTensorElement).Type): try layer(floating)
    case (_, let numeric as any (FuzzElement & NumericTensorElement).Type): try arithmetic(numeric)
    default: try comparison(type)
    }
  }

  /// One of the expressions of a type so far, or a new leaf when there is none.
  mutating func pick<Element: FuzzElement>(_ type: Element.Type = Element.self) throws -> Expression<Element> {
    var known = values.indices.filter { values[$0].expression is Expression<Element> }
    if known.isEmpty {
      try leaf(type)
      known = values.indices.filter { values[$0].expression is Expression<Element> }
    }
    guard !known.isEmpty else { return .scalar(.drawn(from: &reader)) }
    let value = values[known[known.count - 1 - reader.choice(known.count)]]
    pickedWork += value.work
    return value.expression as? Expression<Element> ?? .scalar(.drawn(from: &reader))
  }

  /// Keeps the result of an operation.
  /// - Parameter factor: how many steps an element of it takes.
  mutating func push<Element>(_ expression: Expression<Element>, factor: Double = 1) {
    values.append(Value(expression: expression, work: pickedWork + elementCount(expression) * factor))
  }

  /// The number of elements with the numbers of the names; infinite when they cannot be counted.
  func elementCount<Element>(_ expression: Expression<Element>) -> Double {
    guard let extents = expression.shape.resolved(with: extents)?.extents else { return .infinity }
    return extents.reduce(1) { $0 * Swift.max(Double($1), 1) }
  }

  private mutating func leaf<Element: FuzzElement>(_ type: Element.Type) throws {
    switch reader.choice(8) {
    case 0, 1, 2:
      // The name says the type: inputs of one name must agree.
      push(Expression<Element>.input("\(type)\(reader.choice(3))", shape: reader.shape()))
    case 3: push(Expression<Element>.scalar(.drawn(from: &reader)))
    case 4:
      let elements = reader.list(upTo: 8) { Element.drawn(from: &$0) }
      push(Expression.constant(try Tensor(shape: [.fixed(elements.count)], elements: elements)))
    case 5:
      let (rows, columns) = (reader.choice(5), reader.choice(5))
      let elements = (0..<rows * columns).map { _ in Element.drawn(from: &reader) }
      push(Expression.constant(try Tensor(shape: [.fixed(rows), .fixed(columns)], elements: elements)))
    case 6: try tensor(type)
    default:
      let dimension = reader.dimension()
      push(Expression<Int64>.indices(of: dimension))
      push(
        try Expression<Bool>.lowerTriangle(
          rows: dimension, columns: reader.dimension(), diagonal: reader.integer()))
    }
  }

  /// Tensors of any shape; one that is too large throws.
  private mutating func tensor<Element: FuzzElement>(_ type: Element.Type) throws {
    let shape = reader.shape()
    if let count = shape.elementCount, (1 << 16...1 << 32).contains(count) { return }
    let tensor = try Tensor.full(shape: shape, Element.drawn(from: &reader))
    _ = tensor.description.utf8.count
    push(Expression.constant(try tensor.rows(0..<Swift.min(Swift.max(reader.integer(), 0), 8))))
  }
}
