import Synchronization

/// Counts the calls of a closure, from any thread.
final class Counter: Sendable {
  private let calls = Atomic<Int>(0)

  /// The calls so far.
  var count: Int { calls.load(ordering: .sequentiallyConsistent) }

  /// Notes a call.
  func increment() { calls.add(1, ordering: .sequentiallyConsistent) }

  /// The same value, and a call more.
  func counting<Value>(_ value: Value) -> Value {
    increment()
    return value
  }
}
