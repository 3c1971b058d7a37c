package import TesseraShapes

/// What the reference evaluator computes: elements in row-major order, each with what rounding may make of it.
package struct ReferenceValue: Sendable {
  /// Numbers, or exact integers.
  package enum Elements: Sendable {
    /// Elements of a floating-point type.
    case numbers([BoundedNumber])
    /// Elements of an integer type, or Bool as 0 and 1.
    case integers([PossibleInteger])

    var count: Int {
      switch self {
      case .numbers(let numbers): numbers.count
      case .integers(let integers): integers.count
      }
    }
  }

  /// The extents, outermost first.
  package let extents: [Int]
  package let elementType: ElementType
  package let elements: Elements

  init(extents: [Int], elementType: ElementType, elements: Elements) {
    self.extents = extents
    self.elementType = elementType
    self.elements = elements
  }

  /// The exact elements of a tensor.
  package init(_ tensor: some TensorValue) {
    let tensor = tensor.erased
    self.init(tensor.storage, tensor.shape, tensor.elementType)
  }

  init(_ storage: TensorStorage, _ shape: Shape, _ elementType: ElementType) {
    let extents = shape.extents ?? []
    self.init(
      extents: extents, elementType: elementType,
      elements: withExtendedLifetime(storage) {
        Elements(at: storage.baseAddress, count: Layout.elementCount(extents) ?? 0, elementType: elementType)
      })
  }

  /// The values without their bounds; integers as the nearest Double.
  package var values: [Double] {
    switch elements {
    case .numbers(let numbers): numbers.map(\.value)
    case .integers(let integers): integers.map { Double($0.value) }
    }
  }

  /// The exact integers; nil for a floating-point type.
  package var integers: [Int64]? {
    if case .integers(let integers) = elements { integers.map(\.value) } else { nil }
  }

  /// The numbers with their bounds; none for integers.
  package var numbers: [BoundedNumber] { elements.numbers }

  /// The integers with their alternatives; none for numbers.
  package var possibleIntegers: [PossibleInteger] { elements.integers }
}

extension PossibleInteger {
  /// What is accepted, in words.
  fileprivate var text: String {
    if let range { return "a number in \(range)" }
    return isCertain ? "\(value)" : "one of \([value] + alternatives)"
  }
}

extension ReferenceValue {
  /// The first difference between a computed tensor and this value that rounding does not explain, as a sentence; nil when there is none.
  package func difference(to computed: some TensorValue) -> String? {
    let other = ReferenceValue(computed)
    guard other.elementType == elementType else {
      return "expected elements of \(elementType), got \(other.elementType)"
    }
    guard other.extents == extents else { return "expected shape \(extents), got \(other.extents)" }
    switch (elements, other.elements) {
    case (.numbers(let expected), .numbers(let got)):
      guard let position = expected.indices.first(where: { !expected[$0].accepts(got[$0].value) }) else { return nil }
      let number = expected[position]
      return "element \(position): expected \(number.value) within \(number.error), got \(got[position].value)"
    case (.integers(let expected), .integers(let got)):
      guard let position = expected.indices.first(where: { !expected[$0].accepts(got[$0].value) }) else { return nil }
      return "element \(position): expected \(expected[position].text), got \(got[position].value)"
    case (.numbers, .integers), (.integers, .numbers):
      return "expected elements of \(elementType), got \(other.elementType)"
    }
  }
}
