/// The extents of a tensor or an expression, outermost axis first; no axes at all is a scalar.
///
/// `["batch", 784]` has a named dimension, whose extent arrives with each batch.
public struct Shape: Hashable, Sendable {
  /// One entry an axis.
  public let dimensions: [Dimension]

  /// A shape of these dimensions. Whether they make sense is checked where the shape is used.
  public init(_ dimensions: [Dimension]) { self.dimensions = dimensions }

  /// A shape whose every extent is known.
  public init(extents: [Int]) { dimensions = extents.map { .fixed($0) } }

  /// The shape of a single element.
  public static let scalar = Shape([])

  /// The number of axes.
  public var rank: Int { dimensions.count }

  /// The extents when all of them are known now, or nil.
  public var extents: [Int]? {
    guard isFixed else { return nil }
    var result: [Int] = []
    result.reserveCapacity(dimensions.count)
    for case .fixed(let extent) in dimensions { result.append(extent) }
    return result
  }

  /// The number of elements when every extent is known and the product fits an Int, or nil.
  public var elementCount: Int? { isFixed ? fixedProduct : nil }

  /// This shape with a number for every name; nil when a name has none.
  public func resolved(with extents: [String: Int]) -> Shape? {
    var result: [Dimension] = []
    result.reserveCapacity(rank)
    for dimension in dimensions {
      guard let extent = dimension.extent(with: extents) else { return nil }
      result.append(.fixed(extent))
    }
    return Shape(result)
  }
}

extension Shape: ExpressibleByArrayLiteral {
  /// A shape of these dimensions.
  public init(arrayLiteral elements: Dimension...) { dimensions = elements }
}

extension Shape: CustomStringConvertible {
  /// The dimensions in brackets: `[batch, 784]`. Of more than 16 axes some in the middle are only counted, and what takes more than 60
  /// characters is cut.
  public var description: String { dimensions.shortText(\.shortText) }
}

extension Shape {
  /// Whether all extents are known now.
  package var isFixed: Bool {
    for dimension in dimensions { guard case .fixed = dimension else { return false } }
    return true
  }

  /// The product of the extents that are known now, nil when it does not fit an Int. A 0 makes it 0 whatever the others are.
  private var fixedProduct: Int? {
    var product = 1
    var overflow = false
    for case .fixed(let extent) in dimensions {
      if extent == 0 { return 0 }
      if !overflow { (product, overflow) = product.multipliedReportingOverflow(by: extent) }
    }
    return overflow ? nil : product
  }

  /// The product of all dimensions, nil when it overflows.
  package var dimensionProduct: Dimension? {
    // A zero anywhere makes the whole product zero; it must not hide behind an overflow of the others.
    guard let known = fixedProduct else { return nil }
    if known == 0 || isFixed { return .fixed(known) }
    var product = Dimension.fixed(known)
    for dimension in dimensions where dimension.extent == nil {
      guard let next = product.multiplied(by: dimension) else { return nil }
      product = next
    }
    return product
  }

  /// An axis counted from the front; negative ones count from the back. Nil when there is no such axis.
  package func resolvedAxis(_ axis: Int) -> Int? {
    let index = axis < 0 ? axis + rank : axis
    return dimensions.indices.contains(index) ? index : nil
  }

  /// Throws when a dimension is negative or its arithmetic too long, or when the known extents other than 0 have a product that does not fit
  /// an Int. So the product of any of the extents fits, also that of a shape without elements (NumPy refuses such a shape as well).
  package func validate(_ operation: String) throws(ShapeError) {
    var product = 1
    var overflow = false
    for (axis, dimension) in dimensions.enumerated() {
      switch dimension {
      case .fixed(let extent):
        if extent < 0 { throw ShapeError(operation, .negativeDimension(self, axis: axis)) }
        if extent > 0, !overflow { (product, overflow) = product.multipliedReportingOverflow(by: extent) }
      case .named: continue
      case .derived(let derived):
        guard derived.size <= DerivedDimension.sizeLimit else {
          throw ShapeError(operation, .longArithmetic(axis: axis, limit: DerivedDimension.sizeLimit))
        }
      }
    }
    if overflow { throw ShapeError(operation, .tooManyElements(self)) }
  }
}
