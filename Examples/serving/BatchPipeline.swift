import Tessera

/// The results of a stream of batches, in the order of the batches, while the next ones are already computed.
///
/// ```swift
/// let results = BatchPipeline(batches, through: models)
/// for try await probabilities in results { send(probabilities) }
/// ```
/// - As many batches as there are models are in flight: taken from the stream, and their results not yet asked for. So memory is bounded, and a
///   slow reader makes the stream wait.
/// - When the task of the reader is cancelled, or the reader leaves the loop, no further batch is begun. One that is computed is not stopped: it
///   ends within its own time.
/// - An error of the stream or of a batch comes in its place, after the results of all batches before, and ends the sequence.
struct BatchPipeline<Batches: AsyncSequence & Sendable, Input: TensorElement, Output: TensorElement>: AsyncSequence
where Batches.Element == Tensor<Input> {
  typealias Element = Tensor<Output>

  private let batches: Batches
  private let models: [Model<Input, Output>]

  /// - Parameter models: at least one; each computes one batch at a time.
  init(_ batches: Batches, through models: [Model<Input, Output>]) {
    precondition(!models.isEmpty, "BatchPipeline: there must be a model")
    (self.batches, self.models) = (batches, models)
  }

  func makeAsyncIterator() -> Iterator { Iterator(batches, models) }

  /// Hands results over. What goes through the models is taken from the stream by a task of its own.
  final class Iterator: AsyncIteratorProtocol {
    private let window: Window<Tensor<Output>>
    private let feeder: Task<Void, Never>

    fileprivate init(_ batches: Batches, _ models: [Model<Input, Output>]) {
      let window = Window<Tensor<Output>>(limit: models.count)
      self.window = window
      feeder = Task { await BatchPipeline.feed(batches, through: models, into: window) }
    }

    deinit { Self.stop(feeder, window) }

    func next() async throws -> Tensor<Output>? {
      try await withTaskCancellationHandler {
        try await window.take()
      } onCancel: { [feeder, window] in
        Self.stop(feeder, window)
      }
    }

    private static func stop(_ feeder: Task<Void, Never>, _ window: Window<Tensor<Output>>) {
      feeder.cancel()
      Task { await window.close() }
    }
  }

  /// Takes batches as places in the window become free, and computes each by the model that is free then: places are left in order, so the model
  /// of a place before is done.
  private static func feed(
    _ batches: Batches, through models: [Model<Input, Output>], into window: Window<Tensor<Output>>
  ) async {
    await withDiscardingTaskGroup { group in
      var iterator = batches.makeAsyncIterator()
      while let place = await window.reserve() {
        do {
          guard let batch = try await iterator.next() else { return await window.put(.success(nil), at: place) }
          let model = models[place % models.count]
          group.addTask {
            do { await window.put(.success(try await model(batch)), at: place) } catch {
              await window.put(.failure(error), at: place)
            }
          }
        } catch {
          return await window.put(.failure(error), at: place)
        }
      }
    }
  }
}
