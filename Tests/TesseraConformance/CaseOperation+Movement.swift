import TesseraGraph
import TesseraShapes

extension CaseOperation {
  /// The same elements seen in another way.
  enum Movement: String, CaseIterable {
    case reshape, transpose, broadcast, flatten, squeeze, flip, expandDimensions, slice, split
  }

  func node<Element: CaseElement>(of movement: Movement, _ type: Element.Type) throws -> Node {
    let x = try only(type)
    switch movement {
    case .reshape: return try x.reshape(Shape(extents: required(\.shape, "shape"))).node
    case .transpose: return try x.transpose(options.permutation).node
    case .broadcast: return try x.broadcast(to: Shape(extents: required(\.shape, "shape"))).node
    case .flatten: return try x.flatten().node
    case .squeeze: return try x.squeeze(axes: options.axes).node
    case .flip: return try x.flip(axes: options.axes).node
    case .expandDimensions: return try x.expandDimensions(axis: axis).node
    case .slice:
      return try x.slice(required(\.ranges, "ranges").map { AxisRange(from: $0[0], to: $0[1], by: $0[2] ?? 1) }).node
    case .split:
      let sections =
        if let count = options.into {
          try x.split(into: count, axis: axis)
        } else {
          try x.split(at: required(\.at, "into or at"), axis: axis)
        }
      return sections[try required(\.index, "index")].node
    }
  }

  /// Elements copied to other places.
  enum Copy: String, CaseIterable {
    case concatenate, stack, pad, tile, `repeat`, roll
  }

  func node<Element: CaseElement>(of copy: Copy, _ type: Element.Type) throws -> Node {
    switch copy {
    case .concatenate: return try Expression.concatenate(all(type), axis: axis).node
    case .stack: return try Expression.stack(all(type), axis: axis).node
    case .pad:
      let mode: PaddingMode<Element> =
        switch try required(\.mode, "mode") {
        case .constant: .constant(Element(caseNumber: try required(\.value, "value")))
        case .edge: .edge
        case .reflect: .reflect
        }
      return try only(type).pad(required(\.widths, "widths").map { ($0[0], $0[1]) }, mode).node
    case .tile: return try only(type).tile(required(\.counts, "counts")).node
    case .repeat: return try only(type).repeat(required(\.count, "count"), axis: axis).node
    case .roll: return try only(type).roll(required(\.distance, "distance"), axis: axis).node
    }
  }
}
