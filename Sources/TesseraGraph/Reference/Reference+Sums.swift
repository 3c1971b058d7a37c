import Glibc
import TesseraShapes

// Sums of elements and of products. Let u be the unit of rounding: pairwise and blocked sums of n elements are within (log2 n + c) u of the sum
// of magnitudes, products of matrices with an inner extent of k, in any order, within k u of the sum of |a| |b| (Higham, "Accuracy and
// Stability of Numerical Algorithms", chapters 3 and 4).

/// The additions in one line before blocks are summed in pairs: the constant c above.
private let sequentialAdditions = 16.0

/// A sum in Double with the compensation of Neumaier ("Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", 1974).
struct CompensatedSum {
  private var sum = 0.0
  private var compensation = 0.0
  /// The terms added by plain IEEE arithmetic: what infinities and NaN make of the sum.
  private var plain = 0.0
  /// The sum of the magnitudes of finite terms.
  private(set) var magnitude = 0.0
  /// Whether a term is an infinity or NaN.
  private(set) var hasSpecialTerm = false
  private(set) var count = 0

  mutating func add(_ term: Double) {
    let next = sum + term
    compensation += Swift.abs(sum) >= Swift.abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
    plain += term
    if term.isFinite { magnitude += Swift.abs(term) } else { hasSpecialTerm = true }
    count += 1
  }

  /// The sum; NaN and infinities follow IEEE 754 whatever the order.
  var value: Double { hasSpecialTerm ? plain : sum + compensation }
}

extension Precision {
  /// A sum whose terms move it by at most `spread`, and whose `roundings` each cost a unit of the sum of magnitudes.
  func sum(_ sum: CompensatedSum, spread: Double, roundings: Double) -> BoundedNumber {
    if sum.hasSpecialTerm {
      // Certain, unless finite terms overflow first, to an infinity of the other sign.
      return sum.magnitude <= largest || sum.value.isNaN ? BoundedNumber(sum.value) : .unknown
    }
    let error =
      spread + roundings * unit * (sum.magnitude + spread)
      + 0x1p-52 * (Swift.abs(sum.value) + Double(sum.count) * 0x1p-45 * sum.magnitude)
    guard sum.magnitude + error <= largest else { return .unknown }
    return withOpenSign(BoundedNumber(sum.value, error: roundings == 0 && spread == 0 ? 0 : error))
  }

  /// The sum of numbers in pairs of blocks; several zeros, whatever their signs, have the sum +0.
  func sum(_ numbers: [BoundedNumber]) -> BoundedNumber {
    if numbers.count != 1, numbers.allSatisfy({ $0.isCertain && $0.value == 0 }) { return BoundedNumber(0) }
    var sum = CompensatedSum()
    var spread = 0.0
    for number in numbers {
      if number.isUnknown { return .unknown }
      sum.add(number.value)
      spread += number.error
    }
    return self.sum(sum, spread: spread, roundings: Self.roundings(ofSum: numbers.count))
  }

  /// How many roundings a term of a sum of so many meets at most.
  static func roundings(ofSum count: Int) -> Double {
    count <= 1 ? 0 : Swift.min(Double(count - 1), log2(Double(count)).rounded(.up) + sequentialAdditions)
  }
}

extension ReferenceEvaluator {
  func matrixProduct(_ lhs: ReferenceValue, _ rhs: ReferenceValue, _ result: Result) -> ReferenceValue {
    let precision = Precision(result.elementType)
    // A 1-D operand is a row on the left and a column on the right.
    let left = IndexSpace(extents: lhs.extents.count == 1 ? [1] + lhs.extents : lhs.extents)
    let right = IndexSpace(extents: rhs.extents.count == 1 ? rhs.extents + [1] : rhs.extents)
    let inner = left.extents[left.extents.count - 1]
    var whole = result.extents
    if rhs.extents.count == 1 { whole.append(1) }
    if lhs.extents.count == 1 { whole.insert(1, at: whole.count - 1) }
    let (leftNumbers, rightNumbers) = (lhs.numbers, rhs.numbers)
    var numbers: [BoundedNumber] = []
    IndexSpace(extents: whole).forEachIndex { index in
      let (row, column) = (index[index.count - 2], index[index.count - 1])
      let leading = Array(index.dropLast(2))
      let first = left.position(of: left.leadingIndex(leading) + [row, 0])
      let second = right.position(of: right.leadingIndex(leading) + [0, column])
      let columns = right.extents[right.extents.count - 1]
      let pairs = (0..<inner).lazy.map { (leftNumbers[first + $0], rightNumbers[second + $0 * columns]) }
      numbers.append(precision.sumOfProducts(pairs, count: inner))
    }
    return result.value(numbers)
  }
}

extension Precision {
  fileprivate func sumOfProducts(
    _ pairs: some Sequence<(BoundedNumber, BoundedNumber)>, count: Int
  ) -> BoundedNumber {
    var sum = CompensatedSum()
    // Products below the normal numbers lose up to the smallest one each.
    var spread = 0.0
    for (a, b) in pairs {
      if a.isUnknown || b.isUnknown { return .unknown }
      let product = a.value * b.value
      sum.add(product)
      guard product.isFinite else {
        if a.value.isFinite, b.value.isFinite { return .unknown }
        // Within its bound the other factor of an infinity must not change its sign.
        if a.error > 0 && Swift.abs(a.value) <= a.error || b.error > 0 && Swift.abs(b.value) <= b.error {
          return .unknown
        }
        continue
      }
      spread += Swift.abs(a.value) * b.error + Swift.abs(b.value) * a.error + a.error * b.error
      if product != 0, Swift.abs(product) < smallest / unit { spread += smallest }
      // A product of Doubles is itself rounded here.
      spread += 0x1p-53 * Swift.abs(product)
    }
    return self.sum(sum, spread: spread, roundings: Double(count))
  }
}

extension IndexSpace {
  /// The index along the leading axes of a matrix operand that a leading index of the result reads.
  fileprivate func leadingIndex(_ index: [Int]) -> [Int] {
    let own = extents.dropLast(2)
    return zip(own, index.suffix(own.count)).map { extent, position in extent == 1 ? 0 : position }
  }
}
