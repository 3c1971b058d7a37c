import Tessera
import TesseraGraph
import TesseraPlanner
import TesseraTestSupport
import Testing

/// Programs, expressions and tensors are shared by many tasks with an evaluator each. Everyone gets what one task would get alone, bit for bit.
@Suite struct ConcurrencyTests {
  private static let taskCount = 16

  /// Programs whose plans nobody has made yet, and their inputs.
  private struct Shared: Sendable {
    let x = Expression<Float>.input("x", shape: ["batch", 24])
    let picks = Expression<Int64>.input("picks", shape: ["batch", 3])
    let network: Expression<Float>
    let chosen: Expression<Float>
    let mapped: Expression<Float>
    let programs: [Program]
    /// 70 rows, of which a batch has the first ones.
    let rows: Tensor<Float>
    let indices: Tensor<Int64>

    init() throws {
      var generator = SeededGenerator(seed: 11)
      let weights: Tensor<Float> = try randomTensor([24, 40], using: &generator)
      let table: Tensor<Float> = try randomTensor([9, 24], using: &generator)
      network = try (x.matmul(weights) + weights.expression.sum(axis: 0)).gelu().softmax(axis: -1)
      chosen = try Expression.embedding(table.expression, picks).sum(axis: 1) * x
      mapped = try x.map { $0 > 0 ? $0 : 0.1 * $0 }.layerNorm().matmul(table.expression.transpose())
      programs = try [Program(network), Program(chosen, mapped), Program(network, mapped)]
      rows = try randomTensor([70, 24], using: &generator)
      let numbers = (0..<70 * 3).map { _ in Int64.random(in: -9..<9, using: &generator) }
      indices = try Tensor(shape: [70, 3], elements: numbers)
    }

    /// The bits of all outputs of a program for the first rows, by evaluations with and without names.
    func bits(
      of number: Int, rows count: Int, named: Bool, by evaluator: borrowing Evaluator
    ) throws -> [[UInt32]] {
      let batch = try Tensor<Float>(shape: [.fixed(count), 24], elements: Array(rows.elements.prefix(count * 24)))
      let picked = try Tensor<Int64>(shape: [.fixed(count), 3], elements: Array(indices.elements.prefix(count * 3)))
      let program = programs[number]
      if named {
        let inputs: [String: any TensorValue] = number == 1 ? ["x": batch, "picks": picked] : ["x": batch]
        let results = try evaluator.evaluate(program, inputs)
        return try program.outputs.map { try results[$0.name, as: Float.self].copy().elements.map(\.bitPattern) }
      }
      switch number {
      case 0:
        let results = try evaluator.evaluate(program, x.bound(to: batch))
        return [try results[network].copy().elements.map(\.bitPattern)]
      case 1:
        let results = try evaluator.evaluate(program, picks.bound(to: picked), x.bound(to: batch))
        return [try results[chosen].copy(), try results[mapped].copy()].map { $0.elements.map(\.bitPattern) }
      default:
        let results = try evaluator.evaluate(program, x.bound(to: batch))
        return [try results[network].copy(), try results[mapped].copy()].map { $0.elements.map(\.bitPattern) }
      }
    }
  }

  /// One batch of one program.
  private struct Job: Sendable {
    let program: Int
    let rows: Int
    let expected: [[UInt32]]
  }

  /// More sizes than a program and an evaluator keep plans for, so that plans are dropped and made again while others use them.
  private static func jobs(sizes: [Int]) throws -> [Job] {
    let serial = try Shared()
    var evaluator = Evaluator(workers: 1)
    return try serial.programs.indices.flatMap { program in
      try sizes.map { rows in
        evaluator.reset()
        let expected = try serial.bits(of: program, rows: rows, named: false, by: evaluator)
        return Job(program: program, rows: rows, expected: expected)
      }
    }
  }

  /// Every task runs all jobs in an order of its own; the number of those that gave other bits.
  private static func mistakes(_ jobs: [Job], rounds: Int, workers: Int?) async throws -> Int {
    let shared = try Shared()
    return try await withThrowingTaskGroup(of: Int.self) { group in
      for task in 0..<taskCount {
        group.addTask {
          var generator = SeededGenerator(seed: UInt64(task))
          var evaluator = Evaluator(workers: workers)
          var mistakes = 0
          for round in 0..<rounds {
            for (number, job) in jobs.shuffled(using: &generator).enumerated() {
              let isNamed = (number + round + task) % 2 == 0
              evaluator.reset()
              let found = try shared.bits(of: job.program, rows: job.rows, named: isNamed, by: evaluator)
              mistakes += found == job.expected ? 0 : 1
            }
          }
          return mistakes
        }
      }
      return try await group.reduce(0, +)
    }
  }

  @Test func sixteenTasksGetWhatOneGetsAlone() async throws {
    let jobs = try Self.jobs(sizes: [1, 2, 7, 16, 33, 70])
    #expect(try await Self.mistakes(jobs, rounds: Sanitizer.rounds(10), workers: nil) == 0)
  }

  @Test func workersOfSeveralTasksChangeNothing() async throws {
    let jobs = try Self.jobs(sizes: [3, 70])
    #expect(try await Self.mistakes(jobs, rounds: Sanitizer.rounds(10), workers: 4) == 0)
  }

  @Test func plansAreMadeAndDroppedWhileOthersUseThem() async throws {
    let jobs = try Self.jobs(sizes: Array(1...70))
    #expect(try await Self.mistakes(jobs, rounds: 1, workers: 2) == 0)
  }

  @Test func whatIsComputedOnceAProgramIsComputedOnceByAll() async throws {
    let calls = Counter()
    let x = Expression<Double>.input("x", shape: ["n"])
    let constant = try Tensor<Double>.ones(shape: [5]).expression.map { calls.counting($0) + 1 }
    let y = try x + constant.sum()
    let program = try Program(y)
    let sums = try await withThrowingTaskGroup(of: Double.self) { group in
      for task in 0..<Self.taskCount {
        group.addTask {
          let evaluator = Evaluator()
          let results = try evaluator.evaluate(
            program, x.bound(to: .zeros(shape: [.fixed(1 + task)])))
          return results[y].span[task]
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(sums == Array(repeating: 10, count: Self.taskCount))
    #expect(calls.count == 5)
  }

  /// Expressions are built upon shared ones by all tasks at once, and released by them.
  @Test func expressionsAreBuiltUponSharedOnes() async throws {
    let x = Expression<Float>.input("x", shape: ["n"])
    var base = x
    for _ in 0..<100 { base = try base * 0.5 + 1 }
    let shared = base
    let results = try await withThrowingTaskGroup(of: [Float].self) { group in
      for task in 0..<Self.taskCount {
        group.addTask {
          var values: [Float] = []
          for round in 0..<Sanitizer.rounds(20) {
            let y = try shared + Float(task) + Float(round)
            let evaluator = Evaluator()
            let results = try evaluator.evaluate(try Program(y), x.bound(to: .zeros(shape: [2])))
            values.append(results[y].span[1] - Float(task) - Float(round))
          }
          return values
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    // The fixed point of x / 2 + 1 is 2, which is exact, and so are the sums.
    #expect(results.allSatisfy { $0 == 2 })
  }

  /// A task that fails leaves nothing behind that others could see.
  @Test func errorsOfSomeTasksChangeNothingForOthers() async throws {
    let table = try Tensor<Float>(shape: [4], elements: [1, 2, 3, 4])
    let indices = Expression<Int64>.input("indices", shape: ["n"])
    let y = try table.expression.gather(indices)
    let program = try Program(y)
    let counts = try await withThrowingTaskGroup(of: (right: Int, refused: Int).self) { group in
      for task in 0..<Self.taskCount {
        group.addTask {
          var evaluator = Evaluator()
          var (right, refused) = (0, 0)
          for round in 0..<50 {
            evaluator.reset()
            let isWrong = (round + task) % 3 == 0
            let batch = try Tensor<Int64>.full(shape: [3], isWrong ? 4 : Int64(round % 4))
            do {
              let results = try evaluator.evaluate(program, indices.bound(to: batch))
              right += results[y].span[2] == Float(round % 4 + 1) ? 1 : 0
            } catch is IndexError {
              refused += 1
            }
          }
          return (right, refused)
        }
      }
      return try await group.reduce((right: 0, refused: 0)) { ($0.right + $1.right, $0.refused + $1.refused) }
    }
    let wrong = (0..<Self.taskCount).reduce(0) { sum, task in sum + (0..<50).count { ($0 + task) % 3 == 0 } }
    #expect(counts.refused == wrong)
    #expect(counts.right == 50 * Self.taskCount - wrong)
  }
}
