/// An integer, with the others that rounding may choose in its place: positions of elements that are as large within their bounds.
package struct PossibleInteger: Hashable, Sendable {
  /// The value.
  package let value: Int64
  /// What may come instead, without the value itself.
  package let alternatives: [Int64]

  /// A value and what may come instead.
  package init(_ value: Int64, alternatives: [Int64] = []) {
    self.value = value
    self.alternatives = alternatives
  }

  /// The value and its alternatives.
  var all: [Int64] { [value] + alternatives }

  /// Whether a computed number is the value or one of its alternatives.
  package func accepts(_ computed: Int64) -> Bool { value == computed || alternatives.contains(computed) }
}
