/// What random graphs of rows are made of.
package enum RowOperation: CaseIterable, Hashable, Sendable {
  // Elementwise.
  case unary, binary, activation, map, select, cast
  // Products.
  case constantRight, constantLeft, vector, rowsWithRows, linear, einsum
  // Along other axes than the batch.
  case axisFunction, normalization, reduction, statistic, argument, sorting
  // By indices.
  case table, slices, elements, positions, scatter, oneHot
  // Several in one.
  case attention, multiHeadAttention
  // Movement.
  case transpose, reshape, broadcast, slice, concatenate, rearrange, triangle

  /// How often the builder tries it.
  var weight: Double {
    switch self {
    case .unary, .binary: 3
    case .constantRight, .linear, .axisFunction, .normalization, .reduction: 2
    case .activation, .map, .vector, .rowsWithRows, .einsum, .attention, .statistic: 1.2
    case .select, .cast, .constantLeft, .argument, .sorting, .table, .slices, .elements, .positions, .scatter, .oneHot,
      .multiHeadAttention, .triangle:
      0.7
    case .transpose, .reshape, .broadcast, .slice, .concatenate, .rearrange: 0.8
    }
  }
}
