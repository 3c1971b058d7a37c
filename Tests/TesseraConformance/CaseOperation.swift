import TesseraGraph
import TesseraShapes

/// One operation of a case with its operands. Each family of operations is an enum of the names that the table has.
package struct CaseOperation {
  let name: String
  let operands: [Node]
  let options: CaseOptions
  /// What the elements of the operands are; of a selection those of its values.
  let elementType: ElementType
  /// What the elements of the case are.
  let caseElementType: ElementType

  /// Every name that the table can use.
  package static var allNames: Set<String> {
    var names: Set<String> = []
    func insert<Family: CaseIterable & RawRepresentable<String>>(_ family: Family.Type) {
      names.formUnion(family.allCases.map(\.rawValue))
    }
    insert(FloatingFunction.self)
    insert(Activation.self)
    insert(FloatingBinary.self)
    insert(Statistic.self)
    insert(Layer.self)
    insert(NumericFunction.self)
    insert(NumericReduction.self)
    insert(Order.self)
    insert(LogicalFunction.self)
    insert(Movement.self)
    insert(Copy.self)
    insert(Indexing.self)
    insert(General.self)
    return names
  }

  /// The operation as an expression.
  func node() throws -> Node {
    let node =
      switch elementType {
      case .float32: try floating(Float.self)
      case .float64: try floating(Double.self)
      case .float16: try floating(Float16.self)
      case .int64: try numeric(Int64.self)
      case .int32: try numeric(Int32.self)
      case .int8: try numeric(Int8.self)
      case .uint8: try numeric(UInt8.self)
      case .bool: try logical() ?? general(Bool.self)
      }
    guard let node else { throw CaseError.unknownOperation(name, element: "\(elementType)") }
    return node
  }

  private func floating<Element: FloatingPointTensorElement & CaseElement>(_ type: Element.Type) throws -> Node? {
    if let function = FloatingFunction(rawValue: name) { return try node(of: function, type) }
    if let activation = Activation(rawValue: name) { return try node(of: activation, type) }
    if let function = FloatingBinary(rawValue: name) { return try node(of: function, type) }
    if let statistic = Statistic(rawValue: name) { return try node(of: statistic, type) }
    if let layer = Layer(rawValue: name) { return try node(of: layer, type) }
    return try numeric(type)
  }

  private func numeric<Element: NumericTensorElement & CaseElement>(_ type: Element.Type) throws -> Node? {
    if let function = NumericFunction(rawValue: name) { return try node(of: function, type) }
    if let reduction = NumericReduction(rawValue: name) { return try node(of: reduction, type) }
    if let order = Order(rawValue: name) { return try node(of: order, type) }
    return try general(type)
  }

  private func logical() throws -> Node? { try LogicalFunction(rawValue: name).map(node(of:)) }

  private func general<Element: CaseElement>(_ type: Element.Type) throws -> Node? {
    if let movement = Movement(rawValue: name) { return try node(of: movement, type) }
    if let copy = Copy(rawValue: name) { return try node(of: copy, type) }
    if let indexing = Indexing(rawValue: name) { return try node(of: indexing, type) }
    if let general = General(rawValue: name) { return try node(of: general, type) }
    return nil
  }
}

extension CaseOperation {
  /// An operand.
  func operand<Element: TensorElement>(_ index: Int, _ type: Element.Type) throws -> Expression<Element> {
    guard index < operands.count, operands[index].elementType == Element.elementType else {
      throw CaseError.operandCount(operands.count, operation: name)
    }
    return Expression(node: operands[index])
  }

  /// An operand that may be left out.
  func optional<Element: TensorElement>(_ index: Int, _ type: Element.Type) throws -> Expression<Element>? {
    index < operands.count ? try operand(index, type) : nil
  }

  /// The only operand.
  func only<Element: TensorElement>(_ type: Element.Type) throws -> Expression<Element> {
    guard operands.count == 1 else { throw CaseError.operandCount(operands.count, operation: name) }
    return try operand(0, type)
  }

  /// The two operands.
  func pair<Element: TensorElement>(_ type: Element.Type) throws -> (Expression<Element>, Expression<Element>) {
    guard operands.count == 2 else { throw CaseError.operandCount(operands.count, operation: name) }
    return (try operand(0, type), try operand(1, type))
  }

  /// All operands.
  func all<Element: TensorElement>(_ type: Element.Type) throws -> [Expression<Element>] {
    try operands.indices.map { try operand($0, type) }
  }

  /// An option that the operation cannot do without.
  func required<Option>(_ option: KeyPath<CaseOptions, Option?>, _ label: String) throws -> Option {
    guard let option = options[keyPath: option] else { throw CaseError.missingOption(label, operation: name) }
    return option
  }

  var axis: Int { get throws { try required(\.axis, "axis") } }
  var isKeepingDimensions: Bool { options.keepingDimensions ?? false }
}
