import Glibc
import TesseraShapes

extension Precision {
  /// exp(x - m) / S and (x - m) - log S with S = sum of exp(x - m), m the largest x. The largest cancels, so that only the rounding of x - m
  /// counts: a difference d in an exponent is a factor e^d.
  func softmax(_ row: [BoundedNumber], isLogarithmic: Bool) -> [BoundedNumber] {
    if row.contains(where: \.isUnknown) { return row.map { _ in .unknown } }
    guard let largest = row.map(\.value).max() else { return [] }
    if row.contains(where: { $0.value.isNaN }) || largest.isInfinite { return row.map { _ in BoundedNumber(.nan) } }
    var sum = CompensatedSum()
    // The share of S that rounding moves: of each exponent, of the exponential (2 ULP) and of the sum.
    var moved = 0.0
    var exponentErrors: [Double] = []
    for number in row {
      let exponent = number.value - largest
      let error = exponent.isFinite ? number.error + (unit + 0x1p-53) * Swift.abs(exponent) : 0
      let power = exp(exponent)
      sum.add(power)
      moved += Self.growth(of: exponent, by: error) + 2 * smallest
      exponentErrors.append(error)
    }
    let sumShare = moved / sum.value + 4 * unit + Self.roundings(ofSum: row.count) * unit + 0x1p-51
    if sumShare >= 0.5 { return row.map { _ in .unknown } }
    return zip(row, exponentErrors).map { number, exponentError in
      let exponent = number.value - largest
      if exponent == -.infinity { return isLogarithmic ? BoundedNumber(-.infinity) : BoundedNumber(0, error: smallest) }
      if isLogarithmic {
        let logarithm = log(sum.value)
        let spread = exponentError + -log1p(-sumShare) + (4 * unit + 0x1p-51) * (logarithm + sumShare) + 2 * smallest
        return rounded(exponent - logarithm, spread: spread, ulps: 0.5, referenceULPs: 0.5)
      }
      let value = exp(exponent) / sum.value
      let growth = Self.growth(of: exponent, by: exponentError) / sum.value
      let spread =
        growth * (1 + 4 * unit) / (1 - sumShare) + value * ((1 + 4 * unit) / (1 - sumShare) - 1) + 4 * smallest
      // A division, or a product with a rounded reciprocal.
      return rounded(value, spread: spread, ulps: 1.5, referenceULPs: 2)
    }
  }

  /// e^(exponent + error) - e^exponent, without a product of 0 and infinity.
  private static func growth(of exponent: Double, by error: Double) -> Double {
    error < 1 ? exp(exponent) * expm1(error) : exp(exponent + error)
  }
}
