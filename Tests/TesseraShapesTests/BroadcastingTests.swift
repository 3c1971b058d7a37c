import TesseraShapes
import Testing

@Suite struct BroadcastingTests {
  /// All shapes of up to 3 axes with extents from 0 to 3.
  static let shapes: [[Int]] = (0...3).flatMap { rank in
    (0..<rank).reduce([[Int]]([[]])) { shapes, _ in shapes.flatMap { shape in (0...3).map { shape + [$0] } } }
  }

  /// NumPy's rule, axis by axis from the back; nil where it refuses.
  static func oracle(_ lhs: [Int], _ rhs: [Int]) -> [Int]? {
    let rank = max(lhs.count, rhs.count)
    let left = Array(repeating: 1, count: rank - lhs.count) + lhs
    let right = Array(repeating: 1, count: rank - rhs.count) + rhs
    guard zip(left, right).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else { return nil }
    return zip(left, right).map { $0 == 1 ? $1 : $0 }
  }

  @Test func everyPairOfSmallShapesFollowsTheRule() {
    for lhs in Self.shapes {
      for rhs in Self.shapes {
        let result = try? Shape(extents: lhs).broadcast(with: Shape(extents: rhs), operation: "+")
        if result?.extents != Self.oracle(lhs, rhs) {
          Issue.record("\(lhs) and \(rhs) gave \(String(describing: result))")
        }
      }
    }
  }

  @Test func theErrorNamesAnAxisThatDiffers() {
    for lhs in Self.shapes {
      for rhs in Self.shapes where Self.oracle(lhs, rhs) == nil {
        do throws(ShapeError) { _ = try Shape(extents: lhs).broadcast(with: Shape(extents: rhs), operation: "+") } catch
        {
          if case .notBroadcastable(Shape(extents: lhs), Shape(extents: rhs), let axis) = error.reason {
            let (left, right) = (lhs[lhs.count + axis], rhs[rhs.count + axis])
            if left != right, left != 1, right != 1 { continue }
          }
        }
        Issue.record("\(lhs) and \(rhs) must be refused for an axis that differs")
      }
    }
  }

  /// Shapes with names give what the numbers would have given, whenever these fit.
  @Test func namesAgreeWithTheNumbersThatArriveLater() {
    let dimensions: [Dimension] = [1, 2, 3, "a", "b", "c"]
    let pairs = dimensions.flatMap { first in dimensions.map { Shape([first, $0]) } } + dimensions.map { Shape([$0]) }
    for numbers in [
      ["a": 1, "b": 1, "c": 3], ["a": 2, "b": 2, "c": 1], ["a": 3, "b": 1, "c": 0], ["a": 2, "b": 3, "c": 2],
    ] {
      for lhs in pairs {
        for rhs in pairs {
          guard let left = lhs.resolved(with: numbers), let right = rhs.resolved(with: numbers),
            let concrete = try? left.broadcast(with: right, operation: "+")
          else { continue }
          let early = try? lhs.broadcast(with: rhs, operation: "+")
          if early?.resolved(with: numbers) != concrete { Issue.record("\(lhs) and \(rhs) with \(numbers)") }
        }
      }
    }
  }

  @Test func twoNamesThatNeverAgreeHaveNoExtent() throws {
    let shape = try Shape(["a"]).broadcast(with: ["b"], operation: "+")
    #expect(shape.description == "[broadcast(a, b)]")
    #expect(shape.resolved(with: ["a": 2, "b": 3]) == nil)
    #expect(shape.resolved(with: ["a": 2, "b": 1]) == [2])
    #expect(shape.resolved(with: ["a": 1, "b": 0]) == [0])
    #expect(
      try Shape(["b"]).broadcast(with: ["a"], operation: "+") == shape, "the order of the operands does not matter")
  }

  @Test func aTargetRepeatsOnlyExtentsOfOne() throws {
    for shape in Self.shapes {
      for target in Self.shapes {
        let missing = target.count - shape.count
        let fits = missing >= 0 && shape.indices.allSatisfy { shape[$0] == 1 || shape[$0] == target[missing + $0] }
        let result = try? Shape(extents: shape).broadcast(to: Shape(extents: target), operation: "broadcast")
        if result?.extents != (fits ? target : nil) { Issue.record("\(shape) to \(target)") }
      }
    }
    #expect(try Shape([1, "batch"]).broadcast(to: ["batch", 3], operation: "broadcast") == ["batch", 3])
  }

  @Test(
    arguments: [
      ([2, 3], [3, 4], "[2, 4]"), ([3], [3, 4], "[4]"), ([2, 3], [3], "[2]"), ([3], [3], "[]"),
      ([5, 2, 3], [3, 4], "[5, 2, 4]"), ([2, 3], [5, 3, 4], "[5, 2, 4]"), ([5, 2, 3], [1, 3, 4], "[5, 2, 4]"),
      ([3], [5, 3, 4], "[5, 4]"), ([5, 2, 3], [3], "[5, 2]"), ([7, 1, 2, 3], [5, 3, 4], "[7, 5, 2, 4]"),
      ([2, 0], [0, 4], "[2, 4]"), ([0, 3], [3, 4], "[0, 4]"), ([1, 1], [1, 1], "[1, 1]"), ([0], [0], "[]"),
      ([5, 0, 3], [1, 3, 2], "[5, 0, 2]"),
    ] as [([Int], [Int], String)])
  func matrixProductsFollowNumPy(lhs: [Int], rhs: [Int], expected: String) throws {
    let result = try Shape(extents: lhs).matrixProduct(with: Shape(extents: rhs), operation: "matmul")
    #expect(result.description == expected)
  }

  @Test(
    arguments: [
      ([2, 3], [4, 5]), ([3], [4]), ([], [3]), ([3], []), ([], []), ([2, 2, 3], [3, 3, 4]), ([2, 1], [3, 4]),
    ] as [([Int], [Int])])
  func matrixProductsThatDoNotFitAreRefused(lhs: [Int], rhs: [Int]) {
    #expect(throws: ShapeError.self) {
      try Shape(extents: lhs).matrixProduct(with: Shape(extents: rhs), operation: "matmul")
    }
  }

  @Test func matrixProductsKeepNames() throws {
    let product = try Shape(["batch", 784]).matrixProduct(with: [784, 10], operation: "matmul")
    #expect(product == ["batch", 10])
    // Whether an unknown inner extent fits is decided later.
    #expect(try Shape(["batch", "seq"]).matrixProduct(with: [784, 10], operation: "matmul") == ["batch", 10])
    #expect(
      try Shape(["batch", 1, 4, 8]).matrixProduct(with: ["heads", 8, 4], operation: "matmul") == [
        "batch", "heads", 4, 4,
      ])
  }
}
