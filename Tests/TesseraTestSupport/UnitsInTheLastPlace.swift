// Distances between floating-point numbers in units in the last place (ULP).

/// The numbers of a type that lie between two of them: 0 for equal ones (-0 equals 0) and for two NaNs; nil when one alone is NaN.
///
/// Infinity is one step beyond the largest finite number.
package func ulpDistance(_ lhs: Float, _ rhs: Float) -> UInt64? {
  if lhs.isNaN || rhs.isNaN { return lhs.isNaN && rhs.isNaN ? 0 : nil }
  func position(_ value: Float) -> Int64 {
    let magnitude = Int64(value.bitPattern & 0x7FFF_FFFF)
    return value.sign == .minus ? -magnitude : magnitude
  }
  return UInt64((position(lhs) - position(rhs)).magnitude)
}

/// The numbers of a type that lie between two of them: 0 for equal ones (-0 equals 0) and for two NaNs; nil when one alone is NaN.
///
/// Infinity is one step beyond the largest finite number.
package func ulpDistance(_ lhs: Double, _ rhs: Double) -> UInt64? {
  if lhs.isNaN || rhs.isNaN { return lhs.isNaN && rhs.isNaN ? 0 : nil }
  func position(_ value: Double) -> Int64 {
    let magnitude = Int64(value.bitPattern & 0x7FFF_FFFF_FFFF_FFFF)
    return value.sign == .minus ? -magnitude : magnitude
  }
  // The two may be almost 2^64 apart.
  return position(lhs) > position(rhs)
    ? UInt64(bitPattern: position(lhs) &- position(rhs)) : UInt64(bitPattern: position(rhs) &- position(lhs))
}

/// The error of a Float in units in the last place of the exact value, which a wider type holds; infinite when one alone is NaN or infinite.
///
/// The unit is that of the Float interval in which the exact value lies, and that of the subnormal numbers below them.
package func ulpError(of value: Float, exact: Double) -> Double {
  if value.isNaN || exact.isNaN { return value.isNaN && exact.isNaN ? 0 : .infinity }
  let nearest = Float(exact)
  if value.isInfinite || nearest.isInfinite {
    // A neighbour of infinity is compared with the largest finite number.
    return ulpDistance(value, nearest).map(Double.init) ?? .infinity
  }
  return abs(Double(value) - exact) / Double(nearest.ulp)
}
