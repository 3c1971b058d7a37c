import CTesseraKernels
import Glibc

/// A short wait for another thread: first on the processor, then giving way to other threads, then over.
struct SpinWait {
  /// How long a wait takes until the thread should sleep, in nanoseconds. To wake a thread takes about as long, so waiting costs at
  /// most twice what the best choice would have.
  private static let longest: UInt64 = 50_000
  /// How long the thread keeps the processor to itself. What it waits for is mostly done by then, unless that has no processor.
  private static let alone: UInt64 = 5_000
  /// How many looks at the state lie between two looks at the clock: a pause takes 20 to 140 cycles, the clock about 60.
  private static let looks: UInt32 = 32

  private var looksLeft = looks
  private var start: UInt64 = 0

  /// Waits for a moment. True when the wait has taken too long.
  mutating func isOver() -> Bool {
    looksLeft -= 1
    guard looksLeft == 0 else {
      tessera_pause()
      return false
    }
    looksLeft = Self.looks
    let now = Self.now()
    guard start > 0 else {
      start = now
      if HelperSet.isCrowded { sched_yield() }
      return false
    }
    if now - start > Self.alone || HelperSet.isCrowded { sched_yield() }
    return now - start > Self.longest
  }

  private static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
