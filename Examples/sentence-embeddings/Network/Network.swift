package import Tessera

/// all-MiniLM-L6-v2 as an expression: tokens in, one vector of length 1 a line out.
///
/// A BERT encoder (Devlin et al. 2018) of six layers, the mean over the tokens of a line, and that divided by its length.
package struct Network: Sendable {
  package static let width = 384
  package static let vocabularySize = 30_522
  /// Lines were at most this long when the model was trained to compare them.
  package static let tokenLimit = 256
  private static let layerCount = 6
  private static let headCount = 12
  private static let positionCount = 512
  private static let innerWidth = 1536
  private static let epsilon = 1e-12

  /// ["batch", "tokens"]
  package let tokens: Expression<Int64>
  /// ["batch", "tokens"]: true for tokens, false for padding.
  package let mask: Expression<Bool>
  /// ["batch", 384]
  package let embeddings: Expression<Float>
  package let program: Program

  /// Reads the weights and builds the expression.
  package init(weights path: String) throws {
    let weights = Weights(file: try Safetensors(contentsOf: path), path: path)
    tokens = .input("tokens", shape: ["batch", "tokens"])
    mask = .input("mask", shape: ["batch", "tokens"])

    var x = try Self.embedded(tokens, weights)
    // [batch, heads, tokens that look, tokens that are seen]
    let visible = try mask.reshape(["batch", 1, 1, "tokens"])
    for index in 0..<Self.layerCount {
      x = try Self.layer(x, visible, weights.within("encoder.layer.\(index)"))
    }
    embeddings = try Self.pooled(x, mask)
    program = try Program(outputs: ["embeddings": embeddings])
  }

  /// What a token means by itself and where it stands: [batch, tokens] -> [batch, tokens, 384].
  private static func embedded(_ tokens: Expression<Int64>, _ weights: Weights) throws -> Expression<Float> {
    let part = weights.within("embeddings")
    let words = try part.expression("word_embeddings.weight", [.fixed(vocabularySize), .fixed(width)])
    let places = try part.expression("position_embeddings.weight", [.fixed(positionCount), .fixed(width)])
    // The model can tell two texts of a pair apart; here there is one, of kind 0.
    let kind = try part.tensor("token_type_embeddings.weight", [2, .fixed(width)]).rows(0..<1)
    let sum = try words.gather(tokens) + places.gather(.indices(of: "tokens")) + kind
    return try normalized(sum, part.within("LayerNorm"))
  }

  /// Attention and a network of two layers, each added to what came in: [batch, tokens, 384] -> the same.
  private static func layer(
    _ x: Expression<Float>, _ visible: Expression<Bool>, _ weights: Weights
  ) throws -> Expression<Float> {
    let attention = weights.within("attention")
    let attended = try x.multiHeadAttention(
      heads: headCount, query: attention.linear("self.query", width, width),
      key: attention.linear("self.key", width, width), value: attention.linear("self.value", width, width),
      output: attention.linear("output.dense", width, width), mask: visible)
    let y = try normalized(x + attended, attention.within("output.LayerNorm"))

    let widened = try weights.linear("intermediate.dense", width, innerWidth).applied(to: y).gelu()
    let narrowed = try weights.linear("output.dense", innerWidth, width).applied(to: widened)
    return try normalized(y + narrowed, weights.within("output.LayerNorm"))
  }

  private static func normalized(_ x: Expression<Float>, _ weights: Weights) throws -> Expression<Float> {
    try x.layerNorm(
      weight: weights.expression("weight", [.fixed(width)]), bias: weights.expression("bias", [.fixed(width)]),
      epsilon: epsilon)
  }

  /// The mean over the tokens that are not padding, at length 1: [batch, tokens, 384] -> [batch, 384].
  private static func pooled(_ x: Expression<Float>, _ mask: Expression<Bool>) throws -> Expression<Float> {
    let kept = mask.cast(to: Float.self)
    let sum = try (x * kept.expandDimensions(axis: -1)).sum(axis: 1)
    let mean = try sum / kept.sum(axis: 1, keepingDimensions: true)
    return try mean / mean.norm(axes: [-1], keepingDimensions: true)
  }
}

extension LinearParameters {
  fileprivate func applied(to x: Expression<Element>) throws -> Expression<Element> {
    try x.linear(weight: weight, bias: bias)
  }
}
