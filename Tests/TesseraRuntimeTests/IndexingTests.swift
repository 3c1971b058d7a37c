import Tessera
import Testing

/// Elements at positions that arrive with a batch.
@Suite struct IndexingTests {
  private let table = Expression<Float>.input("table", shape: ["n", 2])
  private let indices = Expression<Int64>.input("indices", shape: ["k"])

  private func batch(_ indices: [Int64]) throws -> [String: any TensorValue] {
    [
      "table": try Tensor<Float>(shape: [3, 2], elements: [0, 1, 10, 11, 20, 21]),
      "indices": try Tensor<Int64>(shape: Shape(extents: [indices.count]), elements: indices),
    ]
  }

  @Test func indicesCountFromEitherEnd() throws {
    let rows = try table.gather(indices)
    #expect(try values(of: rows, batch([2, -1, 0, -3])) == [20, 21, 20, 21, 0, 1, 0, 1])
    #expect(try values(of: rows, batch([])) == [])
    let columns = try table.transpose().flip(axes: [1]).gather(indices, axis: 1)
    #expect(try values(of: columns, batch([0, 2])) == [20, 0, 21, 1])
  }

  @Test func anIndexOutsideIsThrownAndTheEvaluatorWorksOn() throws {
    let rows = try table.gather(indices)
    let column = try indices.reshape([-1, 1])
    let taken = try table.takeAlongAxis(column.broadcast(to: ["k", 2]), axis: 0)
    let slices = try table.gatherND(column)
    let updates = try table.gather(indices) * 0
    let scattered = try table.scatter(updates, at: column.broadcast(to: ["k", 2]), axis: 0)
    var evaluator = Evaluator()
    for output in [rows, taken, slices, scattered] {
      let program = try Program(output)
      for wrong in [Int64(3), -4, .max, .min] {
        evaluator.reset()
        let error = indexError { _ = try evaluator.evaluate(program, batch([0, wrong])) }
        #expect(error?.index == wrong)
        #expect(error?.extent == 3)
        #expect(error?.description.contains("indices must be in -3...2 for an axis of extent 3; got \(wrong)") == true)
        evaluator.reset()
        let count = try values(of: output, in: program, batch([0, -1]), by: evaluator).count
        #expect(count == (output.shape.dimensions[0] == "k" ? 4 : 6))
      }
    }
  }

  @Test func anAxisWithoutElementsHasNoIndex() throws {
    let evaluator = Evaluator()
    let inputs: [String: any TensorValue] = [
      "table": try Tensor<Float>(shape: [0, 2], elements: []), "indices": try Tensor<Int64>(shape: [1], elements: [0]),
    ]
    let error = indexError { _ = try evaluator.evaluate(try Program(try table.gather(indices)), inputs) }
    #expect(error?.extent == 0)
  }

  @Test func aConstantIndexOutsideIsThrownToo() throws {
    let row = try Expression.constant(Tensor<Float>(shape: [2], elements: [1, 2]))
      .gather(.constant(Tensor<Int64>(shape: [1], elements: [2])))
    let evaluator = Evaluator()
    let error = indexError { _ = try evaluator.evaluate(try Program(row)) }
    #expect(error?.index == 2)
    #expect(try values(of: table.gather(indices), batch([1])) == [10, 11])
  }

  @Test func theLastUpdateStaysAndAllAreAdded() throws {
    let x = Expression<Int32>.input("x", shape: ["n"])
    let updates = Expression<Int32>.input("updates", shape: ["k"])
    let inputs: [String: any TensorValue] = [
      "x": try Tensor<Int32>(shape: [3], elements: [1, 2, 3]),
      "indices": try Tensor<Int64>(shape: [4], elements: [0, -1, 0, 2]),
      "updates": try Tensor<Int32>(shape: [4], elements: [10, 20, 30, .max]),
    ]
    #expect(try values(of: x.scatter(updates, at: indices, axis: 0), inputs) == [30, 2, .max])
    #expect(
      try values(of: x.scatterAdding(updates, at: indices, axis: 0), inputs) == [41, 2, 3 &+ 20 &+ .max])
    // The operand itself is not written, also where it is read afterwards.
    let both = try x.scatter(updates, at: indices, axis: 0) - x
    #expect(try values(of: both, inputs) == [29, 0, .max - 3])
    // Updates along an axis of a view.
    let matrix = try x.broadcast(to: [2, "n"]).transpose()
    let places = try indices.reshape([2, 2])
    let changed = try matrix.scatter(updates.reshape([2, 2]), at: places, axis: 0)
    #expect(try values(of: changed, inputs) == [30, 1, 2, 2, 3, .max])
  }
}

/// The index that a body refuses; nil when it throws nothing or something else.
private func indexError(_ body: () throws -> Void) -> IndexError? {
  do {
    try body()
    return nil
  } catch {
    return error as? IndexError
  }
}
