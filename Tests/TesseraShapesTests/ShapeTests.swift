import TesseraShapes
import Testing

@Suite struct ShapeTests {
  @Test func literalsAndDescription() {
    let shape: Shape = ["batch", 28, 28]
    #expect(shape.description == "[batch, 28, 28]")
    #expect(Shape.scalar.description == "[]")
    #expect(shape.rank == 3)
    #expect(shape.extents == nil)
    #expect(shape.elementCount == nil)
    #expect(shape.resolved(with: ["batch": 4])?.extents == [4, 28, 28])
    #expect(shape.resolved(with: [:]) == nil)
    #expect(Shape.scalar.elementCount == 1)
  }

  @Test(
    arguments: [
      ([], 1), ([0], 0), ([2, 3, 4], 24), ([1 << 62, 4], nil), ([1 << 62, 4, 0], 0), ([0, 1 << 62, 4], 0),
      ([1 << 62, 0, 4], 0), ([1 << 31, 1 << 31], 1 << 62), ([1 << 32, 1 << 31], nil), ([.max], .max), ([.max, 2], nil),
      ([.max, 2, 0, 3], 0),
    ] as [([Int], Int?)])
  func countsAreCheckedForOverflow(extents: [Int], expected: Int?) {
    #expect(Layout.elementCount(extents) == expected)
    #expect(Shape(extents: extents).elementCount == expected)
    #expect(Shape(extents: extents).dimensionProduct == expected.map { .fixed($0) })
    var reason: ShapeError.Reason?
    do throws(ShapeError) { try Shape(extents: extents).validate("x") } catch { reason = error.reason }
    // A shape is refused when its extents other than 0 cannot be multiplied, also when it has no elements.
    let isCountable = Layout.elementCount(extents.filter { $0 != 0 }) != nil
    #expect(reason == (isCountable ? nil : .tooManyElements(Shape(extents: extents))))
  }

  @Test func arithmeticHasALimit() throws {
    var dimension: Dimension = "a"
    // A range adds itself and a product with one factor.
    for step in 0..<DerivedDimension.sizeLimit / 2 {
      #expect(throws: Never.self) { try Shape([dimension]).validate("x") }
      dimension = AxisRange(from: step + 1).count(of: dimension)
    }
    #expect(throws: ShapeError("x", .longArithmetic(axis: 1, limit: DerivedDimension.sizeLimit))) {
      try Shape([2, dimension]).validate("x")
    }
  }

  @Test func aProductWithNamesIsZeroWhereAZeroIs() {
    #expect(Shape(["batch", 3, 4]).dimensionProduct?.description == "12 * batch")
    #expect(Shape([.fixed(1 << 62), "batch", 4, 0]).dimensionProduct == .fixed(0))
    #expect(Shape([.fixed(1 << 62), "batch", 4]).dimensionProduct == nil)
  }

  @Test func negativeExtentsAreFound() {
    #expect(throws: ShapeError("x", .negativeDimension([2, -3], axis: 1))) { try Shape([2, -3]).validate("x") }
    #expect(throws: ShapeError("x", .negativeDimension([0, -1], axis: 1))) { try Shape([0, -1]).validate("x") }
    #expect(throws: ShapeError("x", .tooManyElements([.fixed(1 << 62), "batch", 4]))) {
      try Shape([.fixed(1 << 62), "batch", 4]).validate("x")
    }
  }

  @Test func axesCountFromBothEnds() {
    let shape: Shape = [2, 3, 4]
    #expect((-4...3).map { shape.resolvedAxis($0) } == [nil, 0, 1, 2, 0, 1, 2, nil])
    #expect(Shape.scalar.resolvedAxis(0) == nil)
    #expect(Shape.scalar.resolvedAxis(-1) == nil)
  }

  @Test(arguments: zip(ElementType.allCases, [4, 8, 2, 8, 4, 1, 1, 1]))
  func elementTypesHaveTheirSize(type: ElementType, byteCount: Int) {
    #expect(type.byteCount == byteCount)
    #expect(type.alignment == byteCount)
    #expect(type.isFloatingPoint == (type == .float32 || type == .float64))
  }

  @Test func elementTypesAreCalledAsInSwift() {
    #expect(
      ElementType.allCases.map(\.description) == [
        "Float", "Double", "Float16", "Int64", "Int32", "Int8", "UInt8", "Bool",
      ])
  }
}
