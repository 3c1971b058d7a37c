import Tessera

/// One mistake for each case of `ProgramError`, as a user makes it.
enum ProgramMistakes {
  private static let x = Expression<Float>.input("x", shape: ["batch", 3])

  static let all: [Mistake] = [
    { _ = try Program(outputs: [:]) },
    { _ = try Program(outputs: ["scores": x, "scores": x.relu()]) },
    { _ = try Program(x, Expression<Double>.input("x", shape: ["batch", 3])) },
    { _ = try Program(Expression<Float>.input("x", shape: [-2, 3])) },
  ]
}

/// One mistake for each case of `BindingError`, as a user makes it.
enum BindingMistakes {
  private static let x = Expression<Float>.input("x", shape: ["batch", 3])
  private static let y = Expression<Float>.input("y", shape: ["batch"])
  private static func ones(_ extents: Int...) throws -> Tensor<Float> { try .ones(shape: Shape(extents: extents)) }

  /// Evaluates x summed up plus y for inputs by name.
  private static func evaluate(_ inputs: [String: any TensorValue]) throws {
    let evaluator = Evaluator()
    _ = try evaluator.evaluate(try Program(x.sum(axis: 1) + y), inputs)
  }

  /// An input of twice as many elements as a batch has rows.
  private static func doubled(_ body: (Program) throws -> Void) throws {
    let flat = try y.tile([2])
    try body(try Program(x, Expression<Float>.input("flat", shape: flat.shape)))
  }

  static let all: [Mistake] = [
    { try evaluate(["x": try ones(2, 3)]) },
    { try evaluate(["x": try ones(2, 3), "z": try ones(2)]) },
    {
      let evaluator = Evaluator()
      _ = try evaluator.evaluate(try Program(x), x.bound(to: ones(2, 3)), x.bound(to: ones(2, 3)))
    },
    { try evaluate(["x": try Tensor<Double>.ones(shape: [2, 3]), "y": try ones(2)]) },
    { try evaluate(["x": try ones(2, 4), "y": try ones(2)]) },
    { try evaluate(["x": try ones(2, 3), "y": try ones(3)]) },
    {
      try doubled { program in
        let evaluator = Evaluator()
        _ = try evaluator.evaluate(program, ["x": try ones(3, 3), "flat": try ones(5)])
      }
    },
    { _ = try Program(x).plan(for: ["rows": 2]) },
    { _ = try Program(x).plan(for: ["batch": -1]) },
    { try doubled { _ = try $0.plan(for: ["batch": .max]) } },
    {
      let evaluator = Evaluator()
      _ = try evaluator.evaluate(try Program(x), ["x": try ones(2, 3)])["scores", as: Float.self].count
    },
    {
      let evaluator = Evaluator()
      _ = try evaluator.evaluate(try Program(x), ["x": try ones(2, 3)])["output", as: Double.self].count
    },
  ]
}

/// One mistake for each case of `MemoryError`, as a user makes it.
enum MemoryMistakes {
  static let all: [Mistake] = [
    {
      let pool = PoolAllocator(byteLimit: 1000)
      pool.free(try pool.allocate(byteCount: 1001))
    },
    {
      let x = Expression<Float>.input("x", shape: ["batch", 100])
      let program = try Program(x.exp())
      let evaluator = Evaluator(byteLimit: 1000)
      _ = try evaluator.evaluate(program, x.bound(to: .ones(shape: [3, 100])))
    },
    {
      let pool = PoolAllocator()
      pool.free(try pool.allocate(byteCount: -3))
    },
    {
      let pool = PoolAllocator()
      pool.free(try pool.allocate(byteCount: 64, alignment: 96))
    },
    {
      let pool = PoolAllocator()
      pool.free(try pool.allocate(byteCount: 1 << 60))
    },
  ]
}

/// One mistake for each sentence of `IndexError`, as a user makes it.
enum IndexMistakes {
  private static func gather(_ shape: Shape, _ index: Int64) throws {
    let x = Expression<Float>.input("x", shape: ["rows", 2])
    let indices = Expression<Int64>.input("indices", shape: ["count"])
    let evaluator = Evaluator()
    _ = try evaluator.evaluate(
      try Program(x.gather(indices)), x.bound(to: .zeros(shape: shape)),
      indices.bound(to: Tensor(shape: [2], elements: [0, index])))
  }

  static let all: [Mistake] = [
    { try gather([3, 2], 3) },
    { try gather([0, 2], 0) },
  ]
}
