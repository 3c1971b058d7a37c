/// A function of whole rows along one axis, which gives rows of the same length.
package struct AxisFunction: Hashable, Sendable {
  /// What is computed of a row.
  package enum Kind: Hashable, Sendable {
    /// e^(x - largest) / sum of e^(x - largest).
    case softmax
    /// The logarithm of softmax.
    case logSoftmax
    /// The sum of the elements up to each one.
    case cumulativeSum
    /// The product of the elements up to each one.
    case cumulativeProduct
    /// (x - mean) / sqrt(variance + epsilon).
    case normalize(epsilon: Double)
    /// x / sqrt(mean of squares + epsilon).
    case rootMeanSquareNormalize(epsilon: Double)

    /// One of each, for tests and tables.
    package static let allKinds: [Kind] = [
      .softmax, .logSoftmax, .cumulativeSum, .cumulativeProduct, .normalize(epsilon: 1e-5),
      .rootMeanSquareNormalize(epsilon: 1e-5),
    ]

    /// What the user calls it.
    package var name: String {
      switch self {
      case .softmax: "softmax"
      case .logSoftmax: "logSoftmax"
      case .cumulativeSum: "cumulativeSum"
      case .cumulativeProduct: "cumulativeProduct"
      case .normalize: "layerNorm"
      case .rootMeanSquareNormalize: "rmsNorm"
      }
    }
  }

  package let kind: Kind
  package let axis: Int

  package init(_ kind: Kind, axis: Int) {
    self.kind = kind
    self.axis = axis
  }

  var parameters: String {
    switch kind {
    case .softmax, .logSoftmax, .cumulativeSum, .cumulativeProduct: "axis: \(axis)"
    case .normalize(let epsilon), .rootMeanSquareNormalize(let epsilon): "axis: \(axis), epsilon: \(epsilon)"
    }
  }
}
