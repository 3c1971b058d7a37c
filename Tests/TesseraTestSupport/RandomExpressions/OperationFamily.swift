package import TesseraGraph

/// The kinds of operations, one a case of `Operation`. A new operation does not compile until it is here, and in the builder of random graphs.
package enum OperationFamily: CaseIterable, Hashable, Sendable {
  case input, constant, scalar, unary, binary, map, matrixProduct, reduction, argumentMaximum, softmax, reshape,
    transpose, broadcast

  /// The kind of an operation.
  package init(_ operation: Operation) {
    switch operation {
    case .input: self = .input
    case .constant: self = .constant
    case .scalar: self = .scalar
    case .unary: self = .unary
    case .binary: self = .binary
    case .map: self = .map
    case .matrixProduct: self = .matrixProduct
    case .reduction: self = .reduction
    case .argumentMaximum: self = .argumentMaximum
    case .softmax: self = .softmax
    case .reshape: self = .reshape
    case .transpose: self = .transpose
    case .broadcast: self = .broadcast
    }
  }

  /// How often the builder tries it.
  var weight: Double {
    switch self {
    case .input, .constant: 0.6
    case .scalar: 0.3
    case .unary: 3
    case .binary: 4
    case .map: 1
    case .matrixProduct: 2
    case .reduction: 2
    case .argumentMaximum: 0.6
    case .softmax: 1
    case .reshape, .transpose, .broadcast: 1.2
    }
  }
}
