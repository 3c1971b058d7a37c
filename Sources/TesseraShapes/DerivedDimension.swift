/// Arithmetic on named dimensions in a normal form: a sum of products with whole coefficients, so that equal arithmetic is equal.
public struct DerivedDimension: Hashable, Sendable {
  /// What a product is made of.
  indirect enum Factor: Hashable, Sendable {
    case name(String)
    /// What two extents broadcast to: the larger one, provided that they are equal or one of them is 1.
    case broadcast(Dimension, Dimension)
    /// A division without rest; where a rest remains there is no extent.
    case quotient(Dimension, Dimension)
    /// How many positions of an axis a range takes.
    case slice(Dimension, AxisRange)
  }

  /// A coefficient times its factors, which are sorted by their text.
  struct Term: Hashable, Sendable {
    var coefficient: Int
    var factors: [Factor]
  }

  /// Sorted by the text of their factors, none with coefficient 0.
  let terms: [Term]
  /// How many names, numbers and operations there are.
  let size: Int

  /// The most that a shape may have. Arithmetic is compared and sorted by its text; without a limit the text of `d = d[1:] + d[2:]` would
  /// double with every step, and one that nests deeply would exhaust the stack.
  package static let sizeLimit = 256

  private init(terms: [Term]) {
    self.terms = terms
    size = terms.reduce(0) { $0 + $1.factors.reduce(1) { $0 + $1.size } }
  }

  /// The normal form of a single dimension.
  init(_ dimension: Dimension) {
    switch dimension {
    case .fixed(0): self.init(terms: [])
    case .fixed(let value): self.init(terms: [Term(coefficient: value, factors: [])])
    case .named(let name): self.init(terms: [Term(coefficient: 1, factors: [.name(name)])])
    case .derived(let derived): self = derived
    }
  }

  /// What two dimensions broadcast to when neither is known to be 1 and they are not known to be equal.
  init(broadcasting lhs: Dimension, with rhs: Dimension) {
    let ordered = lhs.description <= rhs.description ? (lhs, rhs) : (rhs, lhs)
    self.init(terms: [Term(coefficient: 1, factors: [.broadcast(ordered.0, ordered.1)])])
  }

  /// A division that is not known to be without rest.
  init(dividing dividend: Dimension, by divisor: Dimension) {
    self.init(terms: [Term(coefficient: 1, factors: [.quotient(dividend, divisor)])])
  }

  /// How many positions a range takes of an axis whose extent is not known.
  init(slicing dimension: Dimension, by range: AxisRange) {
    self.init(terms: [Term(coefficient: 1, factors: [.slice(dimension, range)])])
  }

  /// The simplest dimension that means the same.
  var simplified: Dimension {
    guard let first = terms.first else { return .fixed(0) }
    guard terms.count == 1 else { return .derived(self) }
    if first.factors.isEmpty { return .fixed(first.coefficient) }
    if first.coefficient == 1, first.factors.count == 1, case .name(let name) = first.factors[0] { return .named(name) }
    return .derived(self)
  }

  /// The sum; nil when a number overflows or the arithmetic becomes far longer than a shape may have it.
  func adding(_ other: DerivedDimension) -> DerivedDimension? {
    size + other.size <= 4 * Self.sizeLimit ? Self.collect(terms + other.terms) : nil
  }

  /// The product; nil when a number overflows or the arithmetic becomes far longer than a shape may have it.
  func multiplied(by other: DerivedDimension) -> DerivedDimension? {
    guard terms.count * other.terms.count <= 4 * Self.sizeLimit, size + other.size <= 4 * Self.sizeLimit else {
      return nil
    }
    var products: [Term] = []
    for lhs in terms {
      for rhs in other.terms {
        let (coefficient, overflow) = lhs.coefficient.multipliedReportingOverflow(by: rhs.coefficient)
        if overflow { return nil }
        products.append(Term(coefficient: coefficient, factors: Self.sorted(lhs.factors + rhs.factors)))
      }
    }
    return Self.collect(products)
  }

  /// Division by a single product; nil when it leaves a rest for some extents, or when the divisor is a sum.
  func dividedExactly(by other: DerivedDimension) -> DerivedDimension? {
    guard other.terms.count == 1, let divisor = other.terms.first else { return nil }
    var quotients: [Term] = []
    for term in terms {
      guard term.coefficient % divisor.coefficient == 0 else { return nil }
      var factors = term.factors
      for factor in divisor.factors {
        guard let index = factors.firstIndex(of: factor) else { return nil }
        factors.remove(at: index)
      }
      quotients.append(Term(coefficient: term.coefficient / divisor.coefficient, factors: factors))
    }
    return Self.collect(quotients)
  }

  /// Whether both are single products of the same names with different coefficients.
  func isMultiple(ofSameProductAs other: DerivedDimension) -> Bool {
    terms.count == 1 && other.terms.count == 1 && terms[0].factors == other.terms[0].factors
      && terms[0].coefficient != other.terms[0].coefficient
  }

  /// The names in it.
  var names: Set<String> { Set(terms.flatMap { term in term.factors.flatMap(\.names) }) }

  func extent(with extents: [String: Int]) -> Int? {
    var sum = 0
    for term in terms {
      var product = term.coefficient
      for factor in term.factors {
        guard let value = factor.extent(with: extents) else { return nil }
        let (next, overflow) = product.multipliedReportingOverflow(by: value)
        if overflow { return nil }
        product = next
      }
      let (next, overflow) = sum.addingReportingOverflow(product)
      if overflow { return nil }
      sum = next
    }
    return sum
  }

  private static func sorted(_ factors: [Factor]) -> [Factor] { factors.sorted { $0.description < $1.description } }

  /// Brings terms with the same factors together.
  private static func collect(_ terms: [Term]) -> DerivedDimension? {
    var sums: [[Factor]: Int] = [:]
    for term in terms {
      let (sum, overflow) = sums[term.factors, default: 0].addingReportingOverflow(term.coefficient)
      if overflow { return nil }
      sums[term.factors] = sum
    }
    let kept = sums.filter { $0.value != 0 }.map { Term(coefficient: $0.value, factors: $0.key) }
    return DerivedDimension(terms: kept.sorted { $0.text < $1.text })
  }
}

extension DerivedDimension: CustomStringConvertible {
  /// The arithmetic, such as `2 * batch + 1`.
  public var description: String {
    terms.map(\.description).joined(separator: " + ")
  }
}

extension DerivedDimension.Term {
  /// Products before constants, then by text.
  var text: String { factors.isEmpty ? "\u{10FFFF}" : factors.map(\.description).joined(separator: " * ") }

  var description: String {
    if factors.isEmpty { return String(coefficient) }
    return coefficient == 1 ? text : "\(coefficient) * \(text)"
  }
}

extension DerivedDimension.Factor {
  /// How many names, numbers and operations there are.
  var size: Int {
    switch self {
    case .name: 1
    case .broadcast(let lhs, let rhs): 1 + lhs.size + rhs.size
    case .quotient(let dividend, let divisor): 1 + dividend.size + divisor.size
    case .slice(let dimension, _): 1 + dimension.size
    }
  }

  var description: String {
    switch self {
    case .name(let name): name
    case .broadcast(let lhs, let rhs): "broadcast(\(lhs), \(rhs))"
    case .quotient(let dividend, let divisor): "(\(dividend) / \(divisor))"
    case .slice(let dimension, let range): "\(dimension)[\(range)]"
    }
  }

  var names: Set<String> {
    switch self {
    case .name(let name): [name]
    case .broadcast(let lhs, let rhs), .quotient(let lhs, let rhs): lhs.names.union(rhs.names)
    case .slice(let dimension, _): dimension.names
    }
  }

  func extent(with extents: [String: Int]) -> Int? {
    switch self {
    case .name(let name): return extents[name]
    case .broadcast(let lhs, let rhs):
      guard let left = lhs.extent(with: extents), let right = rhs.extent(with: extents) else { return nil }
      return left == right || right == 1 ? left : left == 1 ? right : nil
    case .quotient(let dividend, let divisor):
      guard let whole = dividend.extent(with: extents), let part = divisor.extent(with: extents) else { return nil }
      return part != 0 && whole % part == 0 ? whole / part : nil
    case .slice(let dimension, let range):
      return dimension.extent(with: extents).map { range.resolved(extent: $0).count }
    }
  }
}
