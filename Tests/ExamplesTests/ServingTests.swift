import Tessera
import TesseraPlanner
import TesseraTestSupport
import Testing

@testable import serving

/// The example that serves a model: results in order, a bounded number of batches in flight, errors in their place, and cancellation.
@Suite struct ServingTests {
  private static let x = Expression<Float>.input("x", shape: ["batch", 2])

  /// Models of the sum of each row.
  private func models(_ count: Int, byteLimit: Int? = nil) throws -> [Model<Float, Float>] {
    let sums = try Self.x.sum(axis: -1)
    let program = try Program(sums)
    return (0..<count).map { _ in Model(program, from: Self.x, to: sums, byteLimit: byteLimit) }
  }

  /// Batches of one row whose sums count from 0 on, with a note of how many were taken.
  private final class Source: AsyncSequence, Sendable {
    typealias Element = Tensor<Float>

    struct Broken: Error, Equatable {}

    let count: Int
    let fails: Bool
    /// The size of a batch by its number, instead of one row.
    let rows: @Sendable (Int) -> Int
    private let state = Guarded(State())

    private struct State {
      var taken = 0
      var asked = 0
      var most = 0
    }

    init(count: Int, fails: Bool = false, rows: @escaping @Sendable (Int) -> Int = { _ in 1 }) {
      (self.count, self.fails, self.rows) = (count, fails, rows)
    }

    /// How many batches were taken.
    var taken: Int { state.withLock { $0.taken } }
    /// The most that were taken and not asked for by the reader at once.
    var most: Int { state.withLock { $0.most } }

    /// The reader is about to ask for another result.
    func ask() { state.withLock { $0.asked += 1 } }

    private func take() -> Int {
      state.withLock { state in
        state.taken += 1
        state.most = Swift.max(state.most, state.taken - state.asked)
        return state.taken - 1
      }
    }

    struct Iterator: AsyncIteratorProtocol {
      typealias Element = Tensor<Float>

      let source: Source

      mutating func next() async throws -> Tensor<Float>? {
        guard source.taken < source.count else {
          if source.fails { throw Broken() }
          return nil
        }
        let number = source.take()
        let rows = source.rows(number)
        let elements = (0..<2 * rows).map { $0 % 2 == 0 ? Float(number) : 0 }
        return try Tensor(shape: [.fixed(rows), 2], elements: elements)
      }
    }

    func makeAsyncIterator() -> Iterator { Iterator(source: self) }
  }

  @Test(arguments: [1, 2, 3, 8]) func resultsComeInOrder(models count: Int) async throws {
    // Large batches between small ones, so that later ones are done earlier.
    let source = Source(count: 200) { $0 % 5 == 0 ? 5000 : 1 }
    let iterator = BatchPipeline(source, through: try models(count)).makeAsyncIterator()
    var next = 0
    while true {
      source.ask()
      guard let sums = try await iterator.next() else { break }
      #expect(sums[0] == Float(next))
      next += 1
    }
    #expect(next == 200)
    #expect(source.most <= count, "\(source.most) batches were in flight")
    #expect(try await iterator.next() == nil, "the end stays")
  }

  @Test func aReaderThatWaitsMakesTheStreamWait() async throws {
    let source = Source(count: .max)
    let iterator = BatchPipeline(source, through: try models(3)).makeAsyncIterator()
    for asked in 1...5 {
      source.ask()
      _ = try await iterator.next()
      // Long enough for all that could be taken.
      try await Task.sleep(for: .milliseconds(20))
      #expect(source.taken <= asked + 3)
    }
    #expect(source.most <= 3)
  }

  @Test func anEmptyStreamGivesNothing() async throws {
    var count = 0
    for try await _ in BatchPipeline(Source(count: 0), through: try models(2)) { count += 1 }
    #expect(count == 0)
  }

  @Test func anErrorOfTheStreamComesAfterTheResultsBefore() async throws {
    let source = Source(count: 7, fails: true)
    let iterator = BatchPipeline(source, through: try models(2)).makeAsyncIterator()
    for number in 0..<7 { #expect(try await iterator.next()?[0] == Float(number)) }
    await #expect(throws: Source.Broken.self) { try await iterator.next() }
    #expect(try await iterator.next() == nil, "nothing comes after an error")
  }

  @Test func anErrorOfABatchComesInItsPlace() async throws {
    // The fifth batch does not fit the limit; others are before and after it.
    let source = Source(count: 50) { $0 == 4 ? 100_000 : 1 }
    let iterator = BatchPipeline(source, through: try models(3, byteLimit: 10_000)).makeAsyncIterator()
    for number in 0..<4 { #expect(try await iterator.next()?[0] == Float(number)) }
    await #expect(throws: MemoryError.self) { try await iterator.next() }
    #expect(try await iterator.next() == nil)
    #expect(source.taken <= 4 + 3)
  }

  @Test func cancellationEndsTheStreamBetweenBatches() async throws {
    let source = Source(count: .max)
    let pipeline = BatchPipeline(source, through: try models(2))
    let (counts, count) = AsyncStream.makeStream(of: Int.self)
    let reader = Task {
      var number = 0
      for try await _ in pipeline {
        number += 1
        count.yield(number)
      }
    }
    for await number in counts where number == 10 { break }
    reader.cancel()
    await #expect(throws: CancellationError.self) { try await reader.value }
    let taken = try await settled(source)
    try await Task.sleep(for: .milliseconds(20))
    #expect(source.taken == taken, "no batch is begun after the end")
  }

  @Test func whoeverLeavesTheLoopEndsTheStream() async throws {
    let source = Source(count: .max)
    for try await sums in BatchPipeline(source, through: try models(2)) where sums[0] == 5 { break }
    let taken = try await settled(source)
    try await Task.sleep(for: .milliseconds(20))
    #expect(source.taken == taken)
    #expect(taken <= 6 + 2)
  }

  @Test func aCancelledTaskGetsNothing() async throws {
    let source = Source(count: .max)
    let pipeline = BatchPipeline(source, through: try models(2))
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      for try await _ in pipeline {}
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  /// Two readers of one pipeline are two streams.
  @Test func aPipelineCanBeReadTwice() async throws {
    let pipeline = BatchPipeline(MadeUpBatches(count: 20), through: [try Network().model(), try Network().model()])
    var (first, second): ([Tensor<Float>], [Tensor<Float>]) = ([], [])
    for try await probabilities in pipeline { first.append(probabilities) }
    for try await probabilities in pipeline { second.append(probabilities) }
    #expect(first.count == 20)
    #expect(first == second)
  }

  @Test func manyTasksAskOneModel() async throws {
    let model = try models(1)[0]
    let sums = try await withThrowingTaskGroup(of: Float.self) { group in
      for task in 0..<50 {
        group.addTask {
          let rows = 1 + task % 7
          let batch = try Tensor<Float>.full(shape: [.fixed(rows), 2], Float(task))
          return try await model(batch)[rows - 1]
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(sums == 50 * 49)
  }

  @Test func printsWhatItSays() async throws {
    let result = try await Subprocess.run(Repository.executable("serving"), [])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("16 tasks asked one actor: each got what it gets alone\n"))
    #expect(result.output.contains("a stream of 500 batches: 15938 rows in order, at most 2 batches in flight"))
    #expect(result.output.contains("an endless stream: cancelled after 3 results\n"))
  }

  /// The number of batches that were taken, once no more are: what is in flight when a stream ends still goes through.
  private func settled(_ source: Source) async throws -> Int {
    var taken = source.taken
    for _ in 0..<100 {
      try await Task.sleep(for: .milliseconds(10))
      if source.taken == taken { break }
      taken = source.taken
    }
    return taken
  }
}
