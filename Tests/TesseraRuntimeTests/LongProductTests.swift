import TesseraGraph
import TesseraPlanner
import TesseraRuntime
import TesseraShapes
import TesseraTestSupport
import Testing

/// Products whose inner extent is summed in several slabs, by every way to read their operands.
@Suite struct LongProductTests {
  /// How the right operand arrives.
  enum Right: CaseIterable {
    case constant, transposedConstant, input, transposedInput
  }

  /// Integers so small that every sum is exact, whatever its order.
  private func integers(_ rows: Int, _ columns: Int, _ generator: inout SeededGenerator) throws -> Tensor<Float> {
    let elements = (0..<rows * columns).map { _ in Float(Int.random(in: -4...4, using: &generator)) }
    return try Tensor(shape: [.fixed(rows), .fixed(columns)], elements: elements)
  }

  @Test(arguments: Right.allCases, [false, true]) func sumsAreExact(right: Right, transposesLeft: Bool) throws {
    try withSeed { generator in
      for (rows, inner, columns) in [
        (1, 385, 65), (3, 768, 530), (5, 1000, 17), (13, 1153, 600), (250, 1160, 520), (210, 2000, 48), (2, 3000, 1),
      ] {
        let isTransposed = right == .transposedConstant || right == .transposedInput
        let leftValues = try integers(transposesLeft ? inner : rows, transposesLeft ? rows : inner, &generator)
        let rightValues = try integers(isTransposed ? columns : inner, isTransposed ? inner : columns, &generator)
        let left = Expression<Float>.input("left", shape: leftValues.shape)
        var inputs: [String: any TensorValue] = ["left": leftValues]
        var operand: Expression<Float>
        switch right {
        case .constant, .transposedConstant: operand = .constant(rightValues)
        case .input, .transposedInput:
          operand = .input("right", shape: rightValues.shape)
          inputs["right"] = rightValues
        }
        if isTransposed { operand = try operand.transpose() }
        let row = try integers(1, columns, &generator)
        let addsRow = generator.chance(0.5)
        var product = try (transposesLeft ? left.transpose() : left).matmul(operand)
        if addsRow { product = try product + row }
        let program = try Program(outputs: ["product": product])
        let (a, b) = (leftValues.elements, rightValues.elements)
        for (grain, slabRows) in [(PlanTarget.Grain.standard, 384), (.standard, 1536), (.finest, 384), (.finest, 1536)]
        {
          let target = PlanTarget(workers: 2, engine: .panels, grain: grain, slabRows: slabRows)
          let evaluator = Evaluator(target: target)
          let results = try evaluator.evaluate(program, inputs)
          let found = try results["product", as: Float.self].copy().elements
          for _ in 0..<40 {
            let (i, j) = (Int.random(in: 0..<rows, using: &generator), Int.random(in: 0..<columns, using: &generator))
            var sum: Float = addsRow ? row.elements[j] : 0
            for k in 0..<inner {
              sum +=
                a[transposesLeft ? k * rows + i : i * inner + k] * b[isTransposed ? j * inner + k : k * columns + j]
            }
            #expect(found[i * columns + j] == sum, "[\(i), \(j)] of \(rows) x \(inner) x \(columns), \(generator)")
          }
        }
      }
    }
  }
}
