/// A bounded queue between a task that makes elements, in any order, and one that takes them in order.
///
/// The places of the queue are numbered from 0 on. Whoever makes an element reserves a place first, and waits while `limit` of them are taken;
/// a place is free again once its element was handed over.
actor Window<Element: Sendable> {
  private let limit: Int
  /// What has come and was not handed over; nil is the end.
  private var elements: [Int: Result<Element?, any Error>] = [:]
  private var reserved = 0
  private var taken = 0
  private var isClosed = false
  private var maker: CheckedContinuation<Void, Never>?
  private var taker: CheckedContinuation<Void, Never>?

  init(limit: Int) { self.limit = limit }

  /// The next place, once there is one; nil when nobody takes elements any more.
  func reserve() async -> Int? {
    while reserved - taken >= limit, !isClosed { await withCheckedContinuation { maker = $0 } }
    guard !isClosed else { return nil }
    defer { reserved += 1 }
    return reserved
  }

  /// Fills a place: with an element, with nil for the end, or with an error.
  func put(_ element: Result<Element?, any Error>, at place: Int) {
    elements[place] = element
    wake(&taker)
  }

  /// The next element in order, once it is there; nil after the end, and after an error was thrown.
  ///
  /// - Throws: the error in its place; `CancellationError` when the task was cancelled.
  func take() async throws -> Element? {
    while true {
      try Task.checkCancellation()
      if isClosed { return nil }
      guard let element = elements.removeValue(forKey: taken) else {
        await withCheckedContinuation { taker = $0 }
        continue
      }
      taken += 1
      if case .success(.some) = element { wake(&maker) } else { close() }
      return try element.get()
    }
  }

  /// No element is taken any more, and no place given.
  func close() {
    isClosed = true
    elements = [:]
    wake(&maker)
    wake(&taker)
  }

  private func wake(_ sleeper: inout CheckedContinuation<Void, Never>?) {
    sleeper?.resume()
    sleeper = nil
  }
}
