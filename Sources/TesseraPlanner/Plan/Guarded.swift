import Glibc
import Synchronization

/// A value that one task at a time has.
///
/// It is held by a `Mutex`, which is what makes it safe to share. On Linux a `Mutex` that is contended is taken inside of the kernel, where
/// the thread sanitizer does not see it and reports races that are none; the lock of the threads library around it is seen, and keeps it
/// from ever being contended.
package final class Guarded<Value: Sendable>: Sendable {
  private let value: Mutex<Value>
  /// The address of a `pthread_mutex_t`, which no two locks share and which stays until the last reference goes.
  private let address: UInt

  package init(_ value: Value) {
    self.value = Mutex(value)
    let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
    address = UInt(bitPattern: lock)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  private var lock: UnsafeMutablePointer<pthread_mutex_t> {
    guard let lock = UnsafeMutablePointer<pthread_mutex_t>(bitPattern: address) else {
      preconditionFailure("Guarded: the lock has no address")
    }
    return lock
  }

  /// Calls the closure with the value, which nobody else has meanwhile. The closure must not come back here.
  package func withLock<Result: Sendable, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try value.withLock { value throws(Failure) in try body(&value) }
  }
}
