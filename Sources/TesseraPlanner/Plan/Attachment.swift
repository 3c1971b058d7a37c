/// A place for one value that a later stage computes from an immutable one, at most once.
package final class Attachment: Sendable {
  private let value = Guarded<(any Sendable)?>(nil)

  package init() {}

  /// The value, computed by the first caller; others wait. What is thrown is thrown on and nothing is kept.
  package func get<Value: Sendable, Failure: Error>(
    _ type: Value.Type = Value.self, or make: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let result = value.withLock { value -> Result<Value, Failure> in
      if let known = value as? Value { return .success(known) }
      do throws(Failure) {
        let made = try make()
        value = made
        return .success(made)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
