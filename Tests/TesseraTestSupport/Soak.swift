import Glibc

/// The long run of the tests, `make soak`, which tries everything where a short run tries a part.
package enum Soak {
  /// Whether TESSERA_SOAK is set.
  package static let isOn = getenv("TESSERA_SOAK") != nil
}
