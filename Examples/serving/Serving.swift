import Tessera

/// Serves a model from Swift concurrency: an actor that many tasks ask, and a stream of batches that goes through several models at once.
///
/// `swift run -c release serving`
@main
enum Serving {
  static func main() async throws {
    let network = try Network()
    try await ask(network)
    try await stream(network)
    try await cancel(network)
  }

  /// Sixteen tasks ask one actor. The answers are those that one task would get, bit for bit.
  private static func ask(_ network: Network) async throws {
    let (model, alone) = (network.model(), network.model())
    let equal = try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<16 {
        group.addTask {
          let batch = try Network.batch(task, rows: 1 + 3 * task)
          return try await model(batch) == alone(batch)
        }
      }
      return try await group.reduce(true) { $0 && $1 }
    }
    print("16 tasks asked one actor: \(equal ? "each got what it gets alone" : "DIFFERENT ANSWERS")")
  }

  /// A stream of batches of all sizes goes through two models, and the results come in order.
  private static func stream(_ network: Network) async throws {
    let source = MadeUpBatches(count: 500)
    var (batches, rows) = (0, 0)
    let time = try await ContinuousClock().measure {
      for try await probabilities in BatchPipeline(source, through: [network.model(), network.model()]) {
        batches += 1
        rows += probabilities.count / Network.classCount
      }
    }
    print("a stream of \(batches) batches: \(rows) rows in order, at most 2 batches in flight, in \(time)")
  }

  /// Whoever has seen enough cancels the task that reads: no further batch is taken from the stream.
  private static func cancel(_ network: Network) async throws {
    let source = MadeUpBatches(count: .max)
    let (found, enough) = AsyncStream.makeStream(of: Int.self)
    let reader = Task {
      for try await probabilities in BatchPipeline(source, through: [network.model(), network.model()]) {
        enough.yield(probabilities.count)
      }
    }
    var seen = 0
    for await _ in found {
      seen += 1
      if seen == 3 { break }
    }
    reader.cancel()
    do { try await reader.value } catch is CancellationError {
      print("an endless stream: cancelled after \(seen) results")
    }
  }
}

/// Batches of 1 to 64 rows, made when they are asked for.
struct MadeUpBatches: AsyncSequence, Sendable {
  let count: Int

  struct Iterator: AsyncIteratorProtocol {
    fileprivate var number = 0
    fileprivate let count: Int

    mutating func next() async throws -> Tensor<Float>? {
      guard number < count else { return nil }
      defer { number += 1 }
      return try Network.batch(number, rows: 1 + number % 64)
    }
  }

  func makeAsyncIterator() -> Iterator { Iterator(count: count) }
}
