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

  func iota(_ result: Result) -> ReferenceValue {
    result.value((0..<result.space.count).map { PossibleInteger(Int64($0)) })
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

  func slice(_ slice: Slice, _ operand: ReferenceValue, _ result: Result) -> ReferenceValue {
    let sources = zip(slice.ranges, operand.extents).map { $0.walked(along: $1) }
    return result.value(operand.moved(positions(result, operand) { axis, position in sources[axis][position] }))
  }

  func concatenate(_ concatenate: Concatenate, _ operands: [ReferenceValue], _ result: Result) -> ReferenceValue {
    var elements: [ReferenceValue.Elements] = []
    result.space.forEachIndex { index in
      var source = index
      var number = 0
      while source[concatenate.axis] >= operands[number].extents[concatenate.axis] {
        source[concatenate.axis] -= operands[number].extents[concatenate.axis]
        number += 1
      }
      elements.append(operands[number].moved([operands[number].space.position(of: source)]))
    }
    return result.value(ReferenceValue.Elements(joining: elements, elementType: result.elementType))
  }

  func rearrange(
    _ rearrangement: Rearrangement, _ operand: ReferenceValue, _ result: Result
  ) -> ReferenceValue {
    let fill = scalar(rearrangement.fill, Result(extents: [], elementType: result.elementType)).elements
    var elements: [ReferenceValue.Elements] = []
    result.space.forEachIndex { index in
      let source = index.indices.map { rearrangement.maps[$0].source(of: index[$0], extent: operand.extents[$0]) }
      let whole = source.compactMap { $0 }
      elements.append(whole.count == source.count ? operand.moved([operand.space.position(of: whole)]) : fill)
    }
    return result.value(ReferenceValue.Elements(joining: elements, elementType: result.elementType))
  }

  /// The position of the element that each index of the result reads, when every axis is moved for itself.
  private func positions(
    _ result: Result, _ operand: ReferenceValue, _ source: (_ axis: Int, _ position: Int) -> Int
  ) -> [Int] {
    var positions: [Int] = []
    result.space.forEachIndex { index in
      positions.append(operand.space.position(of: index.indices.map { source($0, index[$0]) }))
    }
    return positions
  }
}

extension AxisRange {
  /// Every position of the range, one step after the other.
  fileprivate func walked(along extent: Int) -> [Int] {
    // Forwards, a range begins at 0 at the earliest; backwards, at the last position at the latest.
    func counted(_ position: Int) -> Int { position < 0 ? position + extent : position }
    let isForward = step > 0
    var position = start.map(counted) ?? (isForward ? 0 : extent - 1)
    position = isForward ? max(position, 0) : min(position, extent - 1)
    let end = end.map(counted)
    var positions: [Int] = []
    while position >= 0, position < extent, end.map({ isForward ? position < $0 : position > $0 }) ?? true {
      positions.append(position)
      let (next, overflow) = position.addingReportingOverflow(step)
      if overflow { break }
      position = next
    }
    return positions
  }
}

extension Rearrangement.AxisMap {
  /// The position that an element of the result comes from; nil for the constant.
  fileprivate func source(of position: Int, extent: Int) -> Int? {
    switch self {
    case .identity: return position
    case .roll(let distance):
      let shift = distance % extent
      return (position - shift + extent) % extent
    case .repeat(let count): return position / count
    case .tile: return position % extent
    case .pad(let before, _, let padding):
      let inside = position - before
      if inside >= 0, inside < extent { return inside }
      switch padding {
      case .constant: return nil
      case .edge: return min(max(inside, 0), extent - 1)
      // The mirror stands on the outermost element.
      case .reflect: return inside < 0 ? -inside : extent - 1 - (inside - (extent - 1))
      }
    }
  }
}

extension ReferenceValue.Elements {
  /// Elements behind each other.
  fileprivate init(joining parts: [ReferenceValue.Elements], elementType: ElementType) {
    switch elementType {
    case .float32, .float64, .float16: self = .numbers(parts.flatMap(\.numbers))
    case .int64, .int32, .int8, .uint8, .bool: self = .integers(parts.flatMap(\.integers))
    }
  }

  /// The numbers; none for integers.
  var numbers: [BoundedNumber] { if case .numbers(let numbers) = self { numbers } else { [] } }

  /// The integers; none for numbers.
  var integers: [PossibleInteger] { if case .integers(let integers) = self { integers } else { [] } }
}
