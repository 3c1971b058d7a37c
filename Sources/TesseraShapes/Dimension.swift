/// The extent of one axis: a number, a name whose number arrives with a batch, or arithmetic on these.
///
/// Literals make the first two: `784` is fixed, `"batch"` is named. Two axes with the same name have the same extent in one evaluation.
public enum Dimension: Hashable, Sendable {
  /// An extent that is known now.
  case fixed(Int)
  /// An extent that is known when a batch arrives.
  case named(String)
  /// An extent that follows from named ones, such as `batch * seq`.
  case derived(DerivedDimension)

  /// The extent when it is known now, or nil.
  public var extent: Int? {
    if case .fixed(let value) = self { value } else { nil }
  }

  /// The extent once every name has a number; nil when a name is missing or a number overflows.
  ///
  /// - Complexity: O(size of the arithmetic), O(1) for fixed and named dimensions.
  public func extent(with extents: [String: Int]) -> Int? {
    switch self {
    case .fixed(let value): value
    case .named(let name): extents[name]
    case .derived(let derived): derived.extent(with: extents)
    }
  }
}

extension Dimension: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  /// A fixed dimension.
  public init(integerLiteral value: Int) { self = .fixed(value) }

  /// A named dimension.
  public init(stringLiteral value: String) { self = .named(value) }
}

extension Dimension: CustomStringConvertible {
  /// The number, the name or the arithmetic.
  public var description: String {
    switch self {
    case .fixed(let value): String(value)
    case .named(let name): name
    case .derived(let derived): derived.description
    }
  }
}

extension Dimension {
  /// The names that the extent follows from.
  package var names: Set<String> {
    switch self {
    case .fixed: []
    case .named(let name): [name]
    case .derived(let derived): derived.names
    }
  }

  /// How many names, numbers and operations there are.
  var size: Int { if case .derived(let derived) = self { derived.size } else { 1 } }

  /// The sum, or nil when a number overflows.
  package func adding(_ other: Dimension) -> Dimension? {
    DerivedDimension(self).adding(DerivedDimension(other))?.simplified
  }

  /// The product, or nil when a number overflows.
  package func multiplied(by other: Dimension) -> Dimension? {
    DerivedDimension(self).multiplied(by: DerivedDimension(other))?.simplified
  }

  /// The quotient when `other` divides this dimension whatever the names stand for, or nil.
  package func dividedExactly(by other: Dimension) -> Dimension? {
    if self == other, other != .fixed(0) { return .fixed(1) }
    return DerivedDimension(self).dividedExactly(by: DerivedDimension(other))?.simplified
  }

  /// The quotient for an open dimension: nil when it is known to have no whole value, derived when that is decided later.
  package func quotient(by other: Dimension) -> Dimension? {
    if let exact = dividedExactly(by: other) { return exact }
    if other == .fixed(0) || (extent != nil && other.extent != nil) { return nil }
    return .derived(DerivedDimension(dividing: self, by: other))
  }

  /// Whether both are products of the same names with different coefficients, and so differ unless they are 0.
  package func isMultiple(ofSameProductAs other: Dimension) -> Bool {
    DerivedDimension(self).isMultiple(ofSameProductAs: DerivedDimension(other))
  }
}
