import TesseraGraph
import TesseraShapes

extension RandomExpressionBuilder {
  /// A composition of something that it fits to; nil when there is nothing.
  mutating func make(_ composition: Composition) throws -> Node? {
    switch composition {
    case .gelu, .tanhGelu, .leakyRelu, .elu, .celu, .selu, .softsign, .silu, .mish, .hardSigmoid, .hardSwish, .variance,
      .standardDeviation, .logSumExp, .norm:
      guard let operand = entry(where: \.isFloatingPoint) else { return nil }
      return try make(composition, ofFloating: operand)
    case .layerNorm, .rmsNorm, .batchNorm, .linear, .attention, .multiHeadAttention, .einsum, .embedding:
      guard let operand = rows(floatingPoint: true) else { return nil }
      return try make(composition, ofFloating: operand)
    case .clamp, .sum:
      guard let operand = entry(where: \.isNumeric) else { return nil }
      return try make(composition, ofNumbers: operand)
    case .argmax, .argmin, .sort, .topK:
      guard let operand = rows() else { return nil }
      return try make(composition, ofNumbers: operand)
    case .flatten, .squeeze, .expandDimensions, .flip, .stack, .lowerTriangle, .upperTriangle:
      guard let operand = entry(where: { _ in true }) else { return nil }
      return try make(composition, ofAny: operand)
    case .split, .splitAtPositions, .pad, .tile, .repeat, .roll:
      guard let operand = entry(where: { !$0.extents.isEmpty }) else { return nil }
      return try make(composition, ofAny: operand)
    case .oneHot:
      guard let operand = entry(where: { $0.elementType == .int64 && $0.extents.count < 4 }) else { return nil }
      let indices = Expression<Int64>(node: operand.node)
      let depth = named([generator.pick([1, 3, 5])], onlyBound: true).dimensions[0]
      return generator.chance(0.5)
        ? try indices.oneHot(depth: depth, as: Float.self).node : try indices.oneHot(depth: depth, as: Int8.self).node
    case .triangleMask:
      let shape = named([generator.pick([1, 3, 4, 5]), generator.pick([2, 3, 5, 8])], onlyBound: true)
      return try Expression<Bool>.lowerTriangle(
        rows: shape.dimensions[0], columns: shape.dimensions[1], diagonal: Int.random(in: -3...3, using: &generator)
      ).node
    }
  }

  private mutating func make(_ composition: Composition, ofFloating operand: Entry) throws -> Node? {
    switch operand.elementType {
    case .float32: try floating(composition, operand, as: Float.self)
    case .float64: try floating(composition, operand, as: Double.self)
    case .float16: try floating(composition, operand, as: Float16.self)
    case .int64, .int32, .int8, .uint8, .bool: nil
    }
  }

  private mutating func make(_ composition: Composition, ofNumbers operand: Entry) throws -> Node? {
    switch operand.elementType {
    case .float32: try numbers(composition, operand, as: Float.self)
    case .float64: try numbers(composition, operand, as: Double.self)
    case .float16: try numbers(composition, operand, as: Float16.self)
    case .int64: try numbers(composition, operand, as: Int64.self)
    case .int32: try numbers(composition, operand, as: Int32.self)
    case .int8: try numbers(composition, operand, as: Int8.self)
    case .uint8: try numbers(composition, operand, as: UInt8.self)
    case .bool: nil
    }
  }

  private mutating func make(_ composition: Composition, ofAny operand: Entry) throws -> Node? {
    switch operand.elementType {
    case .float32: try moved(composition, operand, as: Float.self)
    case .float64: try moved(composition, operand, as: Double.self)
    case .float16: try moved(composition, operand, as: Float16.self)
    case .int64: try moved(composition, operand, as: Int64.self)
    case .int32: try moved(composition, operand, as: Int32.self)
    case .int8: try moved(composition, operand, as: Int8.self)
    case .uint8: try moved(composition, operand, as: UInt8.self)
    case .bool: try moved(composition, operand, as: Bool.self)
    }
  }

  private mutating func numbers<Element: NumericTensorElement>(
    _ composition: Composition, _ operand: Entry, as type: Element.Type
  ) throws -> Node? {
    let x = Expression<Element>(node: operand.node)
    let keepsDimensions = generator.chance(0.4)
    switch composition {
    case .clamp:
      let bounds = [scalar(generator.pick([0, 1, 2]), operand.elementType), scalar(3, operand.elementType)]
        .map { $0.value(as: Element.self) }
      return x.clamp(bounds[0], bounds[1]).node
    case .sum: return try x.sum(axes: randomAxes(operand), keepingDimensions: keepsDimensions).node
    case .argmax:
      let axis = generator.chance(0.3) ? nil : randomAxis(operand)
      return try x.argmax(axis: axis, keepingDimensions: keepsDimensions).node
    case .argmin:
      let axis = generator.chance(0.3) ? nil : randomAxis(operand)
      return try x.argmin(axis: axis, keepingDimensions: keepsDimensions).node
    case .sort: return try x.sort(axis: randomAxis(operand), descending: generator.chance(0.5)).node
    case .topK:
      let axis = randomAxis(operand)
      let extent = operand.extents[axis < 0 ? axis + operand.extents.count : axis]
      let count = Int.random(in: 0...extent, using: &generator)
      let (values, indices) = try x.topK(count, axis: axis, largest: generator.chance(0.6))
      return generator.chance(0.6) ? values.node : indices.node
    default: return nil
    }
  }

  private mutating func moved<Element: TensorElement>(
    _ composition: Composition, _ operand: Entry, as type: Element.Type
  ) throws -> Node? {
    let x = Expression<Element>(node: operand.node)
    switch composition {
    case .flatten: return try x.flatten().node
    case .squeeze: return try x.squeeze().node
    case .expandDimensions:
      guard operand.extents.count < 4 else { return nil }
      let rank = operand.extents.count
      return try x.expandDimensions(axis: Int.random(in: -rank - 1...rank, using: &generator)).node
    case .flip: return try x.flip(axes: randomAxes(operand)).node
    case .stack:
      guard operand.extents.count < 4 else { return nil }
      let other = Expression<Element>(node: try leaf(operand.extents, elementType: operand.elementType))
      let axis = Int.random(in: 0...operand.extents.count, using: &generator)
      return try Expression.stack(generator.chance(0.5) ? [x, other] : [other, x, x], axis: axis).node
    case .split:
      let axis = randomAxis(operand)
      let extent = operand.extents[axis < 0 ? axis + operand.extents.count : axis]
      let counts = (1...max(extent, 1)).filter { extent % $0 == 0 }
      return try generator.pick(x.split(into: generator.pick(counts), axis: axis)).node
    case .splitAtPositions:
      return try generator.pick(x.split(at: [1, 3], axis: randomAxis(operand))).node
    case .pad:
      let value = scalar(Int.random(in: -3...3, using: &generator), operand.elementType).value(as: Element.self)
      let mode = generator.pick([PaddingMode.constant(value), .edge, .reflect])
      return try x.pad(operand.extents.map { _ in generator.pick([(0, 0), (1, 0), (0, 2), (1, 1)]) }, mode).node
    case .tile: return try x.tile(operand.extents.map { _ in generator.pick([1, 1, 2, 3]) }).node
    case .repeat: return try x.repeat(generator.pick([0, 1, 2, 3]), axis: randomAxis(operand)).node
    case .roll: return try x.roll(Int.random(in: -5...5, using: &generator), axis: randomAxis(operand)).node
    case .lowerTriangle: return try x.lowerTriangle(diagonal: Int.random(in: -2...2, using: &generator)).node
    case .upperTriangle: return try x.upperTriangle(diagonal: Int.random(in: -2...2, using: &generator)).node
    default: return nil
    }
  }
}
