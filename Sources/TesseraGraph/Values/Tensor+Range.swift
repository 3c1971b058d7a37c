public import TesseraShapes

extension Tensor where Element: FloatingPointTensorElement {
  /// The values start, start + step, ... below end (above it for a negative step), as NumPy's `arange`.
  ///
  /// Element i is start + i * step, computed in Double and rounded once; there are ceil((end - start) / step) of them, none when that is
  /// negative.
  /// - Throws: `ShapeError` when a number is not finite, the step is 0, or there are too many.
  public static func arange(
    from start: Element = 0, to end: Element, by step: Element = 1, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Tensor {
    let location = SourceLocation(file: file, line: line)
    let (first, last, distance) = (Double(start), Double(end), Double(step))
    let count = ((last - first) / distance).rounded(.up)
    guard first.isFinite, last.isFinite, distance.isFinite, distance != 0, count.isFinite, count < 0x1p62 else {
      throw ShapeError("arange", .range(start: "\(start)", end: "\(end)", step: "\(step)"), at: location)
    }
    return try Tensor(shape: [.fixed(Int(max(count, 0)))], at: location) { elements in
      for index in elements.indices {
        elements.initializeElement(at: index, to: Element(first + Double(index) * distance))
      }
    }
  }
}

extension Tensor where Element: IntegerTensorElement {
  /// The values start, start + step, ... below end (above it for a negative step), as NumPy's `arange`.
  ///
  /// - Throws: `ShapeError` when the step is 0 or there are too many.
  public static func arange(
    from start: Element = 0, to end: Element, by step: Element = 1, file: String = #fileID, line: Int = #line
  ) throws(ShapeError) -> Tensor {
    let location = SourceLocation(file: file, line: line)
    guard step != 0 else {
      throw ShapeError("arange", .range(start: "\(start)", end: "\(end)", step: "\(step)"), at: location)
    }
    let distance = step > 0 ? Int128(end) - Int128(start) : Int128(start) - Int128(end)
    let magnitude = Int128(step.magnitude)
    let count = distance <= 0 ? 0 : (distance + magnitude - 1) / magnitude
    guard count <= Int128(Int.max) else {
      throw ShapeError("arange", .range(start: "\(start)", end: "\(end)", step: "\(step)"), at: location)
    }
    return try Tensor(shape: [.fixed(Int(count))], at: location) { elements in
      var value = start
      for index in elements.indices {
        elements.initializeElement(at: index, to: value)
        value &+= step
      }
    }
  }
}

extension Tensor {
  /// A copy of some rows: the elements whose index on axis 0 lies in a range.
  ///
  /// - Throws: `ShapeError` for a scalar and for rows outside of the shape.
  /// - Complexity: one copy of the rows.
  public func rows(_ range: Range<Int>, file: String = #fileID, line: Int = #line) throws(ShapeError) -> Tensor {
    let location = SourceLocation(file: file, line: line)
    guard let rows = shape.dimensions.first?.extent, range.lowerBound >= 0, range.upperBound <= rows else {
      throw ShapeError("rows", .rows(range, shape), at: location)
    }
    let rowCount = rows == 0 ? 0 : count / rows
    return try Tensor(shape: Shape([.fixed(range.count)] + shape.dimensions.dropFirst()), at: location) { elements in
      span.withUnsafeBufferPointer { source in
        let first = range.lowerBound * rowCount
        _ = elements.initialize(from: source[first..<first + elements.count])
      }
    }
  }
}
