/// The indices that would sort the elements along an axis, equal ones in their order; NaN last in either direction.
package struct ArgumentSort: Hashable, Sendable {
  package let axis: Int
  package let isDescending: Bool

  package init(axis: Int, isDescending: Bool) {
    self.axis = axis
    self.isDescending = isDescending
  }

  var parameters: String { "axis: \(axis)" + (isDescending ? ", descending: true" : "") }
}
