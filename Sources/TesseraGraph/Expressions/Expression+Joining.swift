public import TesseraShapes

extension Expression {
  /// Expressions behind each other along an axis; all other extents are equal: `[a, n, c], [a, m, c] -> [a, n + m, c]`.
  ///
  /// - Throws: `ShapeError` when there is none, when the other extents differ, or for an axis that is out of range.
  /// - Complexity: one copy.
  public static func concatenate(
    _ expressions: [Expression], axis: Int = 0, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let location = CallSite(file: file, line: line)
    guard let first = expressions.first else { throw ShapeError("concatenate", .noOperands, at: location) }
    let index = try first.resolved(axis, "concatenate", location)
    return try infer(.concatenate(Concatenate(axis: index)), expressions.map(\.node), at: location)
  }

  /// Expressions of one shape along a new axis: k of `[a, b]` at 0 give `[k, a, b]`.
  ///
  /// - Throws: `ShapeError` when there is none, when the shapes differ, or for an axis that is out of range.
  /// - Complexity: one copy.
  public static func stack(
    _ expressions: [Expression], axis: Int = 0, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    if expressions.isEmpty {
      throw ShapeError("stack", .noOperands, at: CallSite(file: file, line: line))
    }
    var expanded: [Expression] = []
    for expression in expressions {
      expanded.append(try expression.expandDimensions(axis: axis, file: file, line: line))
    }
    return try concatenate(expanded, axis: axis, file: file, line: line)
  }

  /// The most sections that one call makes; each is an expression of its own.
  private static var largestSectionCount: Int { 1 << 16 }

  /// Equal sections along an axis: `[a, k * n]` into k gives k of `[a, n]`.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range, and when its extent is not known or is no multiple of the count, which is
  ///   at most 2^16.
  /// - Complexity: none: views.
  public func split(
    into count: Int, axis: Int = 0, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> [Expression] {
    let location = CallSite(file: file, line: line)
    let index = try resolved(axis, "split", location)
    guard count > 0, count <= Self.largestSectionCount, let extent = shape.dimensions[index].extent, extent % count == 0
    else {
      throw refusal("split", .sections(count, shape, axis: index), at: location)
    }
    return try split(
      at: (1..<count).map { $0 * (extent / count) }, axis: axis, file: file, line: line)
  }

  /// Sections along an axis that begin at 0 and at each of the given positions (NumPy's `split`).
  ///
  /// - Throws: `ShapeError` for an axis that is out of range.
  /// - Complexity: none: views.
  public func split(
    at positions: [Int], axis: Int = 0, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> [Expression] {
    var sections: [Expression] = []
    for (start, end) in zip([nil] + positions.map { $0 }, positions.map { $0 } + [nil]) {
      sections.append(try slice(axis: axis, AxisRange(from: start, to: end), file: file, line: line))
    }
    return sections
  }

  /// Extra elements before and after each axis.
  ///
  /// - Parameters:
  ///   - widths: how many before and after, one entry an axis.
  ///   - mode: what they are.
  /// - Throws: `ShapeError` for another number of entries than axes, a negative width, or more mirrored elements than there are.
  /// - Complexity: one copy.
  public func pad(
    _ widths: [(before: Int, after: Int)], _ mode: PaddingMode<Element>, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    let (padding, fill): (Rearrangement.Padding, Element) =
      switch mode {
      case .constant(let element): (.constant, element)
      case .edge: (.edge, Element.zeroBits)
      case .reflect: (.reflect, Element.zeroBits)
      }
    let maps = widths.map { width in
      width == (0, 0) ? Rearrangement.AxisMap.identity : .pad(before: width.before, after: width.after, padding)
    }
    return try rearrange("pad", maps, fill: fill, CallSite(file: file, line: line))
  }

  /// The whole repeated along each axis (NumPy's `tile` with one count an axis): `[a, b]` by 2, 3 gives `[2 * a, 3 * b]`.
  ///
  /// - Throws: `ShapeError` for another number of counts than axes and for a negative one.
  /// - Complexity: one copy.
  public func tile(_ counts: [Int], file: String = #fileID, line: Int = #line) throws(ShapeError) -> Expression {
    let maps = counts.map { $0 == 1 ? Rearrangement.AxisMap.identity : .tile($0) }
    return try rearrange("tile", maps, fill: .zeroBits, CallSite(file: file, line: line))
  }

  /// Each element some times in a row along an axis (NumPy's `repeat`): `[1, 2]` by 2 gives `[1, 1, 2, 2]`.
  ///
  /// - Throws: `ShapeError` for an axis that is out of range and for a negative count.
  /// - Complexity: one copy.
  public func `repeat`(
    _ count: Int, axis: Int, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try rearrange("repeat", axis: axis, .repeat(count), CallSite(file: file, line: line))
  }

  /// The elements moved by a distance along an axis, around the end (NumPy's `roll`).
  ///
  /// - Throws: `ShapeError` for an axis that is out of range.
  /// - Complexity: one copy.
  public func roll(
    _ distance: Int, axis: Int, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Expression {
    try rearrange("roll", axis: axis, .roll(distance), CallSite(file: file, line: line))
  }

  private func rearrange(
    _ name: String, axis: Int, _ map: Rearrangement.AxisMap, _ location: CallSite
  ) throws(ShapeError) -> Expression {
    let index = try resolved(axis, name, location)
    var maps = Array(repeating: Rearrangement.AxisMap.identity, count: shape.rank)
    maps[index] = map
    return try rearrange(name, maps, fill: .zeroBits, location)
  }

  private func rearrange(
    _ name: String, _ maps: [Rearrangement.AxisMap], fill: Element, _ location: CallSite
  ) throws(ShapeError) -> Expression {
    guard maps.count == shape.rank else { throw refusal(name, .axisCounts(maps.count, shape), at: location) }
    return try Self.infer(.rearrange(Rearrangement(name, maps, fill: Scalar(fill))), [node], at: location)
  }
}

/// What `pad` puts around the elements.
public enum PaddingMode<Element: TensorElement>: Hashable, Sendable {
  /// One value.
  case constant(Element)
  /// The outermost element along the axis.
  case edge
  /// The elements mirrored at the outermost one, which is not repeated: 3 2 | 1 2 3 | 2 1.
  case reflect
}

extension TensorElement {
  /// The element whose bits are all 0: zero, or false.
  static var zeroBits: Self {
    Scalar(UInt64(0), bitsOf: Self.elementType).value(as: Self.self)
  }
}
