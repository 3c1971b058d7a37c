import TesseraShapes

// A closure of the user runs on the element type through its own loop, as in a program. Where its operands are not certain it also runs at the
// ends of what they may be: it is taken to be monotone, convex or concave between them, and to round like a few operations.

/// The rounding that a closure is given credit for where its operands are not certain, in units in the last place of its result.
private let closureULPs = 4.0

extension ReferenceEvaluator {
  func map(_ function: MapFunction, _ operands: [ReferenceValue], _ result: Result) -> ReferenceValue {
    let elements = operands.map { operand in operand.moved(result.space.positions(broadcasting: operand.space)) }
    switch elements[0] {
    case .numbers: return mapNumbers(function, elements.map(\.numbers), result)
    case .integers: return mapIntegers(function, elements.map(\.integers), result)
    }
  }

  private func mapNumbers(_ function: MapFunction, _ operands: [[BoundedNumber]], _ result: Result) -> ReferenceValue {
    let precision = Precision(result.elementType)
    let centers = run(function, operands.map { $0.map(\.value) }, result.elementType).numbers
    var corners: [[BoundedNumber]] = []
    for corner in 0..<(1 << operands.count) {
      let ends = operands.indices.map { operand in
        operands[operand].map { corner >> operand & 1 == 0 ? $0.ends.lower : $0.ends.upper }
      }
      corners.append(run(function, ends, result.elementType).numbers)
    }
    return result.value(
      centers.indices.map { index in
        let arguments = operands.map { $0[index] }
        if arguments.contains(where: \.isUnknown) { return .unknown }
        if arguments.allSatisfy(\.isCertain) { return centers[index] }
        return precision.spanning(
          centers[index].value, corners: corners.map { $0[index].value }, ulps: closureULPs, referenceULPs: 0)
      })
  }

  private func mapIntegers(
    _ function: MapFunction, _ operands: [[PossibleInteger]], _ result: Result
  ) -> ReferenceValue {
    // Every combination of what the operands of an element may be; the first is that of their values.
    var arguments = operands.map { _ in [Int64]() }
    var ends: [Int] = []
    var isOpen: [Bool] = []
    for index in 0..<result.space.count {
      isOpen.append(operands.contains { $0[index].range != nil })
      var combinations: [[Int64]] = [[]]
      for operand in operands {
        let possible = operand[index].all ?? [operand[index].value]
        combinations = combinations.flatMap { head in possible.map { head + [$0] } }
      }
      for combination in combinations {
        for (operand, value) in combination.enumerated() { arguments[operand].append(value) }
      }
      ends.append(arguments[0].count)
    }
    let computed = run(function, arguments, result.elementType).integers.map(\.value)
    var start = 0
    let elements = ends.indices.map { index in
      defer { start = ends[index] }
      if isOpen[index] { return PossibleInteger(computed[start], in: result.elementType.integers) }
      return PossibleInteger(computed[start], among: computed[start..<ends[index]])
    }
    return result.value(elements)
  }

  private func run(_ function: MapFunction, _ arguments: [[Double]], _ elementType: ElementType)
    -> ReferenceValue.Elements
  {
    elementType.withElements(of: arguments[0]) { first in
      elementType.withElements(of: arguments[arguments.count - 1]) { last in
        run(function, first, last, arguments[0].count, elementType)
      }
    }
  }

  private func run(_ function: MapFunction, _ arguments: [[Int64]], _ elementType: ElementType)
    -> ReferenceValue.Elements
  {
    elementType.withElements(of: arguments[0]) { first in
      elementType.withElements(of: arguments[arguments.count - 1]) { last in
        run(function, first, last, arguments[0].count, elementType)
      }
    }
  }

  private func run(
    _ function: MapFunction, _ first: UnsafeRawPointer, _ last: UnsafeRawPointer, _ count: Int,
    _ elementType: ElementType
  ) -> ReferenceValue.Elements {
    elementType.withMemory(count: count) { output in
      switch function.loop {
      case .unary(let loop): loop(first, output, count)
      case .binary(let loop): loop(first, last, output, count)
      }
      return ReferenceValue.Elements(at: output, count: count, elementType: elementType)
    }
  }
}
