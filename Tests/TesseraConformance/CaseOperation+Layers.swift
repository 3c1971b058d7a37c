import TesseraGraph

extension CaseOperation {
  /// Layers of networks, and sums of products by an equation.
  enum Layer: String, CaseIterable {
    case linear, layerNorm, rmsNorm, batchNorm, embedding, attention, einsum
  }

  func node<Element: FloatingPointTensorElement>(of layer: Layer, _ type: Element.Type) throws -> Node {
    switch layer {
    case .linear: return try operand(0, type).linear(weight: operand(1, type), bias: optional(2, type)).node
    case .layerNorm:
      return try operand(0, type).layerNorm(
        axis: axis, weight: optional(1, type), bias: optional(2, type), epsilon: required(\.epsilon, "epsilon")
      ).node
    case .rmsNorm:
      return try operand(0, type).rmsNorm(
        axis: axis, weight: optional(1, type), epsilon: required(\.epsilon, "epsilon")
      ).node
    case .batchNorm:
      return try operand(0, type).batchNorm(
        mean: operand(1, type), variance: operand(2, type), weight: optional(3, type), bias: optional(4, type),
        epsilon: required(\.epsilon, "epsilon"), axis: axis
      ).node
    case .embedding: return try Expression.embedding(operand(0, type), operand(1, Int64.self)).node
    case .attention:
      return try Expression.scaledDotProductAttention(
        query: operand(0, type), key: operand(1, type), value: operand(2, type), mask: optional(3, Bool.self),
        isCausal: required(\.causal, "causal"), scale: options.scale
      ).node
    case .einsum: return try Expression.einsum(required(\.equation, "equation"), all(type)).node
    }
  }
}
