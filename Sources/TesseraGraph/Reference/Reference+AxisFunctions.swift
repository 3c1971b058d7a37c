import TesseraShapes

extension ReferenceEvaluator {
  func axisFunction(_ function: AxisFunction, _ operand: ReferenceValue, _ result: Result) -> ReferenceValue {
    let groups = operand.space.groups(along: [function.axis])
    switch operand.elements {
    case .numbers(let numbers):
      let precision = Precision(result.elementType)
      var elements = numbers
      for positions in groups {
        let row = precision.row(function.kind, positions.map { numbers[$0] })
        for (position, element) in zip(positions, row) { elements[position] = element }
      }
      return result.value(elements)
    case .integers(let integers):
      let type = result.elementType
      let step: BinaryFunction = function.kind == .cumulativeProduct ? .multiply : .add
      var elements = integers
      for positions in groups {
        for (previous, position) in zip(positions, positions.dropFirst()) {
          elements[position] = elements[previous].combined(with: integers[position], in: type) {
            step.reference($0, $1, in: type)
          }
        }
      }
      return result.value(elements)
    }
  }
}

extension Precision {
  fileprivate func row(_ kind: AxisFunction.Kind, _ row: [BoundedNumber]) -> [BoundedNumber] {
    switch kind {
    case .softmax: softmax(row, isLogarithmic: false)
    case .logSoftmax: softmax(row, isLogarithmic: true)
    case .cumulativeSum: cumulated(row, .add)
    case .cumulativeProduct: cumulated(row, .multiply)
    case .normalize(let epsilon): normalized(row, mean: mean(row), epsilon)
    case .rootMeanSquareNormalize(let epsilon): normalized(row, mean: BoundedNumber(0), epsilon)
    }
  }

  /// One element after the other, in order.
  private func cumulated(_ row: [BoundedNumber], _ function: BinaryFunction) -> [BoundedNumber] {
    var elements = row
    for index in row.indices.dropFirst() {
      elements[index] = function.reference(elements[index - 1], row[index], self)
    }
    return elements
  }

  /// (x - mean) / sqrt(mean of (x - mean)^2 + epsilon), each step rounded once or twice.
  private func normalized(_ row: [BoundedNumber], mean: BoundedNumber, _ epsilon: Double) -> [BoundedNumber] {
    let differences = row.map { BinaryFunction.subtract.reference($0, mean, self) }
    let variance = self.mean(differences.map { UnaryFunction.square.reference($0, self) })
    // The number may be rounded to the element type first.
    let added = BinaryFunction.add.reference(variance, BoundedNumber(epsilon, error: epsilon * unit), self)
    let deviation = UnaryFunction.squareRoot.reference(added, self)
    return differences.map { difference in
      let quotient = BinaryFunction.divide.reference(difference, deviation, self)
      // A division, or a product with a rounded reciprocal.
      return quotient.isUnknown || !quotient.value.isFinite
        ? quotient : rounded(quotient.value, spread: quotient.error, ulps: 1.5, referenceULPs: 1)
    }
  }
}
