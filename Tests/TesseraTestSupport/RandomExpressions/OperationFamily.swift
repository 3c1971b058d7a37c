package import TesseraGraph

/// The kinds of operations, one a case of `Operation`. A new operation does not compile until it is here, and in the builder of random graphs.
package enum OperationFamily: CaseIterable, Hashable, Sendable {
  case input, constant, scalar, iota, unary, binary, map, select, cast, matrixProduct, reduction, argumentReduction,
    argumentSort, axisFunction, reshape, transpose, broadcast, slice, concatenate, rearrange, gather, scatter

  /// The kind of an operation.
  package init(_ operation: Operation) {
    switch operation {
    case .input: self = .input
    case .constant: self = .constant
    case .scalar: self = .scalar
    case .iota: self = .iota
    case .unary: self = .unary
    case .binary: self = .binary
    case .map: self = .map
    case .select: self = .select
    case .cast: self = .cast
    case .matrixProduct: self = .matrixProduct
    case .reduction: self = .reduction
    case .argumentReduction: self = .argumentReduction
    case .argumentSort: self = .argumentSort
    case .axisFunction: self = .axisFunction
    case .reshape: self = .reshape
    case .transpose: self = .transpose
    case .broadcast: self = .broadcast
    case .slice: self = .slice
    case .concatenate: self = .concatenate
    case .rearrange: self = .rearrange
    case .gather: self = .gather
    case .scatter: self = .scatter
    }
  }

  /// How often the builder tries it.
  var weight: Double {
    switch self {
    case .input, .constant: 0.6
    case .scalar, .iota: 0.3
    case .unary: 4
    case .binary: 5
    case .map, .select, .axisFunction: 1
    case .cast: 2.5
    case .matrixProduct, .reduction: 2
    case .argumentReduction, .argumentSort, .scatter: 0.5
    case .concatenate, .rearrange, .gather: 0.7
    case .reshape, .transpose, .broadcast: 1
    case .slice: 1.4
    }
  }
}

/// What users call that is made of several operations, or of one with parameters worked out from what they say.
package enum Composition: CaseIterable, Hashable, Sendable {
  case gelu, tanhGelu, leakyRelu, elu, celu, selu, softsign, silu, mish, hardSigmoid, hardSwish, clamp
  case variance, standardDeviation, logSumExp, norm, sum, argmax, argmin
  case layerNorm, rmsNorm, batchNorm, sort, topK
  case flatten, squeeze, expandDimensions, flip, stack, split, splitAtPositions, pad, tile, `repeat`, roll
  case oneHot, lowerTriangle, upperTriangle, triangleMask
  case linear, embedding, attention, multiHeadAttention, einsum
}
