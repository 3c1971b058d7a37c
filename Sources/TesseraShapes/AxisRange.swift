/// A range of positions along an axis as NumPy writes it: start, end and step, each of which may be left out; negative positions count from
/// the end, and whatever lies outside of the axis is clipped.
public struct AxisRange: Hashable, Sendable {
  /// The first position; the first of the axis (the last for a negative step) when nil.
  public let start: Int?
  /// The position before which the range ends; the end of the axis in the direction of the step when nil.
  public let end: Int?
  /// The distance from one position to the next, not 0.
  public let step: Int

  /// Positions from start to before end, every step-th.
  public init(from start: Int? = nil, to end: Int? = nil, by step: Int = 1) {
    self.start = start
    self.end = end
    self.step = step
  }

  /// Every position.
  public static let all = AxisRange()

  /// The single position; the axis stays with extent 1.
  public static func position(_ position: Int) -> AxisRange {
    AxisRange(from: position, to: position == -1 || position == .max ? nil : position + 1)
  }

  /// The first position and how many there are, on an axis of a known extent. The step must not be 0.
  package func resolved(extent: Int) -> (start: Int, count: Int) {
    func clipped(_ position: Int, _ low: Int, _ high: Int) -> Int {
      let (shifted, overflow) = position.addingReportingOverflow(position < 0 ? extent : 0)
      return overflow ? low : min(max(shifted, low), high)
    }
    if step > 0 {
      let first = start.map { clipped($0, 0, extent) } ?? 0
      let last = end.map { clipped($0, 0, extent) } ?? extent
      return (first, last <= first ? 0 : (last - first - 1) / step + 1)
    }
    let first = start.map { clipped($0, -1, extent - 1) } ?? extent - 1
    let last = end.map { clipped($0, -1, extent - 1) } ?? -1
    // The least step has no positive counterpart; no axis is long enough to tell it from the next.
    let distance = -max(step, -.max)
    return (first, last >= first ? 0 : (first - last - 1) / distance + 1)
  }

  /// How many positions there are on an axis.
  package func count(of dimension: Dimension) -> Dimension {
    if self == .all { return dimension }
    if case .fixed(let extent) = dimension { return .fixed(resolved(extent: extent).count) }
    if start == nil, end == nil, step == -1 { return dimension }
    return .derived(DerivedDimension(slicing: dimension, by: self))
  }
}

extension AxisRange: ExpressibleByIntegerLiteral, CustomStringConvertible {
  /// The single position; the axis stays with extent 1.
  public init(integerLiteral value: Int) { self = .position(value) }

  /// `start:end:step`, as NumPy writes it.
  public var description: String {
    "\(start.map(String.init) ?? ""):\(end.map(String.init) ?? "")" + (step == 1 ? "" : ":\(step)")
  }
}
