import TesseraGraph
import TesseraShapes
import Testing

@testable import TesseraPlanner

/// Which rows are added when a product is written.
@Suite struct BiasPassTests {
  private let x = Expression<Float>.input("x", shape: ["n", 4])
  private let row = Expression<Float>.input("row", shape: [8])

  private func kinds(_ outputs: Expression<Float>..., engine: MatrixEngine = .panels) throws -> [String] {
    try schedule(of: outputs.map(\.node), ["n": 3], target: PlanTarget(workers: 1, engine: engine)).kinds
  }

  @Test func aRowIsAddedWithTheProduct() throws {
    let product = try x.matmul(ones(4, 8))
    #expect(try kinds(product + row) == ["matmul"])
    #expect(try kinds(row + product) == ["matmul"])
    #expect(try kinds(product + row.reshape([1, 8])) == ["matmul"])
    #expect(try kinds((product + ones(8)).relu()) == ["matmul", "elementwise"])
    #expect(try kinds((product + row).relu() + row) == ["matmul", "elementwise"])
  }

  @Test func aRowThatIsComputedComesFirst() throws {
    let product = try x.matmul(ones(4, 8))
    #expect(try kinds(product + row.exp()) == ["elementwise", "matmul"])
    let table = Expression<Float>.input("table", shape: [8, 2])
    let first = AxisRange(from: 0, to: 1)
    #expect(try kinds(product + table.transpose().slice(axis: 0, first)) == ["copy", "matmul"])
    #expect(try kinds(product + Expression<Float>.input("rows", shape: [2, 8]).slice(axis: 0, first)) == ["matmul"])
  }

  @Test func everythingElseIsAddedInAPassOfItsOwn() throws {
    let product = try x.matmul(ones(4, 8))
    #expect(try kinds(product + product) == ["matmul", "elementwise"], "no row")
    #expect(try kinds(product + 1) == ["matmul", "elementwise"], "a single element")
    #expect(try kinds(product + row, product) == ["matmul", "elementwise"], "the product is an output")
    #expect(try kinds(product + row, product.exp()) == ["matmul", "elementwise", "elementwise"], "used twice")
    #expect(try kinds(product - row) == ["matmul", "elementwise"], "no sum")
    let column = Expression<Float>.input("column", shape: [3, 1])
    #expect(try kinds(product + column) == ["matmul", "elementwise"])
    let cube = Expression<Float>.input("cube", shape: [2, 1, 8])
    #expect(try kinds(product + cube) == ["matmul", "elementwise"], "the product is repeated")
    let narrow = Expression<Float>.input("narrow", shape: [1])
    #expect(try kinds(x.matmul(ones(4, 1)) + narrow) == ["matmul", "elementwise"], "one column")
    let nothing = Expression<Float>.input("nothing", shape: [3, 0])
    #expect(try kinds(nothing.matmul(.input("right", shape: [0, 8])) + row).last == "elementwise", "no products")
    #expect(try kinds(product + row, engine: .blas) == ["matmul", "elementwise"], "BLAS adds nothing")
  }
}
