/// exp(x - max) / sum(exp(x - max)) along an axis, or the logarithm of that.
package struct Softmax: Hashable, Sendable {
  package let axis: Int
  package let isLogarithmic: Bool

  package init(axis: Int, isLogarithmic: Bool) {
    self.axis = axis
    self.isLogarithmic = isLogarithmic
  }

  var name: String { isLogarithmic ? "logSoftmax" : "softmax" }
}
