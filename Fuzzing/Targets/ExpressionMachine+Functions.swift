import Tessera

extension ExpressionMachine {
  /// Functions of floating-point numbers, element by element or along axes.
  mutating func function<Element: FuzzElement & FloatingPointTensorElement>(_ type: Element.Type) throws {
    let x = try pick(type)
    switch reader.choice(4) {
    case 0: push(Self.elementwise(x, reader.byte()))
    case 1: push(activation(x))
    case 2:
      switch reader.choice(6) {
      case 0: push(try x / pick())
      case 1: push(try x.atan2(pick()))
      case 2: push(try x.hypot(pick()))
      case 3: push(x.isNaN())
      case 4: push(x.isInfinite())
      default: push(x.isFinite())
      }
    default: try statistic(x)
    }
  }

  private static func elementwise<Element: FloatingPointTensorElement>(
    _ x: Expression<Element>, _ number: UInt8
  ) -> Expression<Element> {
    let functions: [(Expression<Element>) -> Expression<Element>] = [
      { $0.sqrt() }, { $0.rsqrt() }, { $0.reciprocal() }, { $0.exp() }, { $0.exp2() }, { $0.expm1() }, { $0.log() },
      { $0.log2() }, { $0.log10() }, { $0.log1p() }, { $0.sin() }, { $0.cos() }, { $0.tan() }, { $0.asin() },
      { $0.acos() }, { $0.atan() }, { $0.sinh() }, { $0.cosh() }, { $0.tanh() }, { $0.asinh() }, { $0.acosh() },
      { $0.atanh() }, { $0.erf() }, { $0.erfc() }, { $0.sigmoid() }, { $0.softplus() }, { $0.relu() }, { $0.floor() },
      { $0.ceil() }, { $0.round() }, { $0.truncate() },
    ]
    return functions[Int(number) % functions.count](x)
  }

  private mutating func activation<Element: FloatingPointTensorElement>(
    _ x: Expression<Element>
  ) -> Expression<Element> {
    switch reader.choice(11) {
    case 0: x.gelu()
    case 1: x.gelu(.tanh)
    case 2: x.leakyRelu(slope: reader.number())
    case 3: x.elu(alpha: reader.number())
    case 4: x.celu(alpha: reader.number())
    case 5: x.selu()
    case 6: x.softsign()
    case 7: x.silu()
    case 8: x.mish()
    case 9: x.hardSigmoid()
    default: x.hardSwish()
    }
  }

  private mutating func statistic<Element: FuzzElement & FloatingPointTensorElement>(
    _ x: Expression<Element>
  ) throws {
    let (axes, keepingDimensions) = (reader.axes(), reader.flag())
    switch reader.choice(5) {
    case 0: push(try x.mean(axes: axes, keepingDimensions: keepingDimensions))
    case 1: push(try x.variance(axes: axes, correction: reader.integer(), keepingDimensions: keepingDimensions))
    case 2:
      push(try x.standardDeviation(axes: axes, correction: reader.integer(), keepingDimensions: keepingDimensions))
    case 3: push(try x.logSumExp(axes: axes, keepingDimensions: keepingDimensions))
    default:
      let orders = NormOrder.allCases
      push(try x.norm(orders[reader.choice(orders.count)], axes: axes, keepingDimensions: keepingDimensions))
    }
  }

  /// Matrix products and layers of networks.
  mutating func layer<Element: FuzzElement & FloatingPointTensorElement>(_ type: Element.Type) throws {
    let x = try pick(type)
    switch reader.choice(10) {
    case 0, 1: pushProduct(try x.matmul(pick(type)), [x])
    case 2: push(try reader.flag() ? x.softmax(axis: reader.axis()) : x.logSoftmax(axis: reader.axis()))
    case 3:
      push(
        try x.layerNorm(
          axis: reader.axis(), weight: optional(type), bias: optional(type), epsilon: reader.number()))
    case 4: push(try x.rmsNorm(axis: reader.axis(), weight: optional(type), epsilon: reader.number()))
    case 5:
      push(
        try x.batchNorm(
          mean: pick(), variance: pick(), weight: optional(type), bias: optional(type), epsilon: reader.number(),
          axis: reader.axis()))
    case 6: pushProduct(try x.linear(weight: pick(), bias: optional(type)), [x])
    case 7: push(try Expression.embedding(x, pick()))
    case 8:
      let operands = try [x] + (0..<reader.choice(4)).map { _ in try pick(type) }
      pushProduct(try Expression.einsum(reader.equation(), operands), operands)
    default: try attention(x)
    }
  }

  private mutating func attention<Element: FuzzElement & FloatingPointTensorElement>(_ x: Expression<Element>) throws {
    if reader.flag() {
      let (key, value) = (try pick(Element.self), try pick(Element.self))
      let result = try Expression.scaledDotProductAttention(
        query: x, key: key, value: value, mask: optional(Bool.self), isCausal: reader.flag(),
        scale: reader.optional { $0.number() })
      return pushProduct(result, [x, key, value])
    }
    func parameters(_ machine: inout ExpressionMachine) throws -> LinearParameters<Element> {
      LinearParameters(weight: try machine.pick(), bias: try machine.optional(Element.self))
    }
    let context = try optional(Element.self)
    let result = try x.multiHeadAttention(
      heads: reader.integer(), query: parameters(&self), key: parameters(&self), value: parameters(&self),
      output: parameters(&self), context: context, mask: optional(Bool.self), isCausal: reader.flag())
    pushProduct(result, [x, x, context ?? x])
  }

  private mutating func optional<Element: FuzzElement>(_ type: Element.Type) throws -> Expression<Element>? {
    reader.flag() ? try pick(type) : nil
  }

  /// Keeps the result of products of the operands: no element of it takes more steps than there are combinations of theirs.
  private mutating func pushProduct<Element>(_ result: Expression<Element>, _ operands: [Expression<Element>]) {
    push(result, factor: operands.reduce(1) { $0 * elementCount($1) })
  }
}
