import TesseraShapes

// Casts are the places where rounding to a narrower type is visible, and where numbers become integers.

extension ReferenceEvaluator {
  func cast(_ operand: ReferenceValue, _ result: Result) -> ReferenceValue {
    let target = result.elementType
    switch operand.elements {
    case .numbers(let numbers):
      let precision = Precision(target)
      switch target {
      case .float32, .float64, .float16: return result.value(numbers.map { precision.cast($0) })
      case .bool: return result.value(numbers.map(\.truth))
      case .int64, .int32, .int8, .uint8: return result.value(numbers.map { $0.truncated(to: target.integers) })
      }
    case .integers(let integers):
      switch target {
      case .float32: return result.value(integers.map { $0.number { Double(Float($0)) } })
      case .float64: return result.value(integers.map { $0.number { Double($0) } })
      case .float16: return result.value(integers.map { $0.number { Double(Float16($0)) } })
      case .int64, .int32, .int8, .uint8, .bool:
        return result.value(
          integers.map { integer in
            let ends = integer.ends
            // A range that the target holds stays one.
            if target != .bool, target.integers.contains(ends.lower), target.integers.contains(ends.upper) {
              return integer
            }
            return integer.mapped(in: target) { target.wrapped($0) }
          })
      }
    }
  }
}

extension Precision {
  /// The number, wherever within its bound it lies, rounded once.
  fileprivate func cast(_ number: BoundedNumber) -> BoundedNumber {
    if number.isUnknown { return .unknown }
    let corners = number.isCertain ? [] : [nearest(number.ends.lower), nearest(number.ends.upper)]
    return spanning(nearest(number.value), corners: corners, ulps: 0, referenceULPs: 0)
  }
}

extension BoundedNumber {
  /// Whether the number differs from 0, as NaN does.
  fileprivate var truth: PossibleInteger {
    PossibleInteger(value != 0, isCertain: !isUnknown && (value.isNaN || isCertain || !mayBeZero))
  }

  /// The number without its fraction, the nearest end for what lies outside of a range, and 0 for NaN.
  fileprivate func truncated(to range: ClosedRange<Int64>) -> PossibleInteger {
    func integer(_ number: Double) -> Int64 {
      if number.isNaN { return 0 }
      // 2^63 is the first Double that is too large.
      let whole = number >= 0x1p63 ? .max : number < -0x1p63 ? .min : Int64(number)
      return Swift.min(Swift.max(whole, range.lowerBound), range.upperBound)
    }
    if isUnknown { return PossibleInteger(0, in: range) }
    if isCertain { return PossibleInteger(integer(value)) }
    return PossibleInteger(integer(value), in: integer(ends.lower)...integer(ends.upper))
  }
}

extension PossibleInteger {
  /// The integer as a number that a monotone conversion rounds.
  fileprivate func number(_ convert: (Int64) -> Double) -> BoundedNumber {
    if isCertain { return BoundedNumber(convert(value)) }
    let (lower, upper) = (convert(ends.lower), convert(ends.upper))
    guard lower.isFinite, upper.isFinite else { return .unknown }
    let center = convert(value)
    return BoundedNumber(center, error: Swift.max(upper - center, center - lower))
  }
}
