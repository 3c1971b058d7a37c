import Glibc

/// The system's side of a helper: a thread with a name, a stack of a known size, and no signals but those of its own faults.
enum HelperThread {
  /// Closures of users run here, and OpenBLAS's kernels with small buffers of their own; only pages that are touched are resident.
  private static let stackByteCount = 1 << 20

  /// Starts the thread of a helper.
  ///
  /// - Returns: false when the system refuses.
  static func start(_ helper: UnsafeMutablePointer<Helper>) -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackByteCount)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))

    // A thread begins with the mask of the one that makes it.
    var (blocked, before) = (sigset_t(), sigset_t())
    sigfillset(&blocked)
    for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS] { sigdelset(&blocked, fault) }
    pthread_sigmask(SIG_SETMASK, &blocked, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

    var thread = pthread_t()
    return pthread_create(&thread, &attributes, { HelperThread.run($0) }, helper) == 0
  }

  private static func run(_ place: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let helper = place?.assumingMemoryBound(to: Helper.self) else { return nil }
    name(HelperSet.index(of: helper))
    helper.serve()
  }

  /// Names the calling thread, for debuggers and `top -H`. The file is the one way that Swift's Glibc module has.
  private static func name(_ index: UInt32) {
    let descriptor = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    // So short that it needs no heap: an evaluation may be running.
    var name = "tessera-\(index)"
    _ = name.withUTF8 { write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
  }
}
