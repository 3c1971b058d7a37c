import Tessera

extension ExpressionMachine {
  /// Operations that move elements or view them otherwise, of any element type.
  mutating func movement<Element: FuzzElement>(_ type: Element.Type) throws {
    let x = try pick(type)
    switch reader.choice(11) {
    case 0: push(try x.reshape(reader.shape()))
    case 1: push(try x.reshape(openShape(reader.shape())))
    case 2: push(try x.transpose(reader.optional { $0.list(upTo: 5) { $0.axis() } }))
    case 3: push(try x.broadcast(to: reader.shape()))
    case 4: push(try x.broadcast(to: Shape([reader.dimension()] + x.shape.dimensions)))
    case 5: push(try x.flatten())
    case 6: push(try x.squeeze(axes: reader.axes()))
    case 7: push(try x.expandDimensions(axis: reader.axis()))
    case 8: push(try x.slice(reader.list(upTo: 4) { $0.range() }))
    case 9: push(try x.slice(axis: reader.axis(), reader.range()))
    default: push(try x.flip(axes: reader.axes()))
    }
  }

  /// The shape with one dimension open.
  private mutating func openShape(_ shape: Shape) -> Shape {
    var dimensions = shape.dimensions
    dimensions.insert(.fixed(-1), at: reader.choice(dimensions.count + 1))
    return Shape(dimensions)
  }

  /// Operations that bring expressions together, take them apart or repeat elements.
  mutating func joining<Element: FuzzElement>(_ type: Element.Type) throws {
    let x = try pick(type)
    switch reader.choice(9) {
    case 0:
      push(try Expression.concatenate([x] + (0..<reader.choice(4)).map { _ in try pick(type) }, axis: reader.axis()))
    case 1:
      // Thousands of operands.
      push(
        try Expression.concatenate(Array(repeating: x, count: reader.choice(64) * 64), axis: reader.axis()), factor: 8)
    case 2: push(try Expression.stack([x] + (0..<reader.choice(4)).map { _ in try pick(type) }, axis: reader.axis()))
    case 3:
      for part in try x.split(into: reader.integer(), axis: reader.axis()).prefix(4) { push(part) }
    case 4:
      for part in try x.split(at: reader.list(upTo: 4) { $0.integer() }, axis: reader.axis()) { push(part) }
    case 5:
      let widths = (0..<(reader.flag() ? x.shape.rank : reader.choice(4))).map { _ in
        (before: reader.integer(), after: reader.integer())
      }
      let modes: [PaddingMode<Element>] = [.constant(.drawn(from: &reader)), .edge, .reflect]
      push(try x.pad(widths, modes[reader.choice(modes.count)]))
    case 6: push(try x.tile((0..<(reader.flag() ? x.shape.rank : reader.choice(4))).map { _ in reader.integer() }))
    case 7: push(try x.repeat(reader.integer(), axis: reader.axis()))
    default: push(try x.roll(reader.integer(), axis: reader.axis()))
    }
  }

  /// Operations with indices, masks and closures.
  mutating func indexing<Element: FuzzElement>(_ type: Element.Type) throws {
    let x = try pick(type)
    switch reader.choice(11) {
    case 0: push(try x.gather(pick(), axis: reader.axis()))
    case 1: push(try x.takeAlongAxis(pick(), axis: reader.axis()))
    case 2: push(try x.gatherND(pick()))
    case 3: push(try x.scatter(pick(), at: pick(), axis: reader.axis()))
    case 4: push(try x.lowerTriangle(diagonal: reader.integer()))
    case 5: push(try x.upperTriangle(diagonal: reader.integer()))
    case 6: push(try Expression.select(pick(), x, pick()))
    case 7: push(x.map { $0 })
    case 8: push(try x.map(with: pick()) { left, _ in left })
    case 9: try cast(x, to: fuzzElements[reader.choice(fuzzElements.count)])
    default: push(try pick(Int64.self).oneHot(depth: reader.dimension(), as: Float.self))
    }
  }

  private mutating func cast<Element, Target: FuzzElement>(_ x: Expression<Element>, to target: Target.Type) throws {
    push(x.cast(to: target))
  }
}
