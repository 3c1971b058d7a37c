import Glibc

/// The address or thread sanitizer, which watches every access of a build that was made for it.
package enum Sanitizer {
  /// Whether one watches this process: everything takes about twenty times as long, and its heap replaces the system's. It keeps what is freed,
  /// and it cannot be exhausted without an abort.
  package static let isActive = dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil

  /// How many rounds of a random test to run: all, or a share of them where each is watched.
  package static func rounds(_ count: Int) -> Int { isActive ? max(count / 5, 1) : count }
}
