import Glibc
import TesseraTestSupport

/// The processor time of this thread in seconds: unlike the time of day it does not count what other tests do.
func threadTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// How many seconds of a thread's time something may take at most: a sanitizer takes twenty times as long.
func timeLimit(_ seconds: Double) -> Double { Sanitizer.isActive ? 20 * seconds : seconds }
