extension UInt64 {
  /// A hash of this hash and a number, for tables whose keys nobody chooses to collide: a multiplication where `Hasher` needs a dozen rounds.
  ///
  /// The factor is 2^64 divided by the golden ratio (Knuth, volume 3, 6.4); the shift brings the high bits, which depend on all, down.
  package func mixed(with number: Int) -> UInt64 {
    // Not 0 for 0, so that zeros in a row are told from fewer of them.
    let product = (self ^ UInt64(truncatingIfNeeded: number) ^ 0x5851_F42D_4C95_7F2D) &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 29)
  }
}
