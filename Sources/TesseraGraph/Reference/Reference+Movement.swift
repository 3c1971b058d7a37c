import TesseraShapes

// Leaves and operations that only move elements, of any element type.

extension ReferenceValue {
  var space: IndexSpace { IndexSpace(extents: extents) }

  /// The elements at these positions.
  func moved(_ positions: [Int]) -> Elements {
    switch elements {
    case .numbers(let numbers): .numbers(positions.map { numbers[$0] })
    case .integers(let integers): .integers(positions.map { integers[$0] })
    }
  }
}

extension ReferenceEvaluator {
  func scalar(_ scalar: Scalar, _ result: Result) -> ReferenceValue {
    withUnsafeBytes(of: scalar.bits) { bytes in
      guard let address = bytes.baseAddress else { preconditionFailure("Scalar: eight bytes have an address") }
      return result.value(ReferenceValue.Elements(at: address, count: 1, elementType: scalar.elementType))
    }
  }

  func reshape(_ operand: ReferenceValue, _ result: Result) -> ReferenceValue { result.value(operand.elements) }

  func transpose(_ transpose: Transpose, _ operand: ReferenceValue, _ result: Result) -> ReferenceValue {
    var positions: [Int] = []
    result.space.forEachIndex { index in
      var source = index
      for (axis, operandAxis) in transpose.permutation.enumerated() { source[operandAxis] = index[axis] }
      positions.append(operand.space.position(of: source))
    }
    return result.value(operand.moved(positions))
  }

  func broadcast(_ operand: ReferenceValue, _ result: Result) -> ReferenceValue {
    result.value(operand.moved(result.space.positions(broadcasting: operand.space)))
  }
}
