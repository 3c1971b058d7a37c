import TesseraGraph
import TesseraShapes
import Testing

/// Every sentence about shapes, word for word, from the calls that users write.
@Suite struct ShapeErrorTests {
  @Test(arguments: functions + products + reductions + movement)
  func theSentenceAndTheLineAreThoseOfTheCall(_ row: ShapeErrorRow) { row.check(file: "ShapeErrorTests.swift") }

  @Test(arguments: operators)
  func operatorsHaveTheirSentence(_ row: ShapeErrorRow) { row.checkSentence() }

  /// Operators cannot take the line of their call; it is read from the stack, also in an optimised build.
  @Test func operatorsFindTheLineOfTheirCall() throws {
    let (x, y) = (input([2, 3]), input([2, 4]))
    let tensor = try Tensor<Float>.zeros(shape: [4])
    func expect(line: Int, _ error: ShapeError) {
      #expect(error.location?.description == "ShapeErrorTests.swift:\(line)", "\(error)")
    }
    do throws(ShapeError) { _ = try x + y } catch { expect(line: #line, error) }
    do throws(ShapeError) { _ = try x - y } catch { expect(line: #line, error) }
    do throws(ShapeError) { _ = try x * y } catch { expect(line: #line, error) }
    do throws(ShapeError) { _ = try x / y } catch { expect(line: #line, error) }
    do throws(ShapeError) { _ = try x + tensor } catch { expect(line: #line, error) }
    do throws(ShapeError) { _ = try x - tensor } catch { expect(line: #line, error) }
    do throws(ShapeError) { _ = try x * tensor } catch { expect(line: #line, error) }
    do throws(ShapeError) { _ = try x / tensor } catch { expect(line: #line, error) }
    do throws(ShapeError) { _ = try tensor + x } catch { expect(line: #line, error) }
    do throws(ShapeError) { _ = try tensor - x } catch { expect(line: #line, error) }
    do throws(ShapeError) { _ = try tensor * x } catch { expect(line: #line, error) }
    do throws(ShapeError) { _ = try tensor / x } catch { expect(line: #line, error) }
  }

  static let operators: [ShapeErrorRow] = [
    ShapeErrorRow("+: shapes must broadcast (equal extents, or 1); lhs [2, 3] and rhs [2, 4] have 3 and 4 on axis -1") {
      _ = try input([2, 3]) + input([2, 4])
    },
    ShapeErrorRow("-: shapes must broadcast (equal extents, or 1); lhs [2, 3] and rhs [3, 3] have 2 and 3 on axis -2") {
      _ = try input([2, 3]) - input([3, 3])
    },
    ShapeErrorRow("*: shapes must broadcast (equal extents, or 1); lhs [3] and rhs [batch, 4] have 3 and 4 on axis -1")
    {
      _ = try input([3]) * input(["batch", 4])
    },
    ShapeErrorRow("/: shapes must broadcast (equal extents, or 1); lhs [0] and rhs [2] have 0 and 2 on axis -1") {
      _ = try input([0]) / input([2])
    },
    ShapeErrorRow("+: shapes must broadcast (equal extents, or 1); lhs [3] and rhs [4] have 3 and 4 on axis -1") {
      _ = try input([3]) + Tensor<Float>.zeros(shape: [4])
    },
    ShapeErrorRow("-: shapes must broadcast (equal extents, or 1); lhs [4] and rhs [3] have 4 and 3 on axis -1") {
      _ = try Tensor<Float>.zeros(shape: [4]) - input([3])
    },
    ShapeErrorRow("*: the number of elements must fit 63 bits; shape [4294967296, 4294967296] has more") {
      _ = try input([4_294_967_296, 1]) * input([4_294_967_296])
    },
    ShapeErrorRow("+: extents must not be negative; [-2, 3] has -2 on axis 0") {
      _ = try input([-2, 3]) + input([3])
    },
  ]

  static let functions: [ShapeErrorRow] = [
    ShapeErrorRow("pow: shapes must broadcast (equal extents, or 1); lhs [3] and rhs [4] have 3 and 4 on axis -1") {
      _ = try input([3]).pow(input([4]))
    },
    ShapeErrorRow("minimum: shapes must broadcast (equal extents, or 1); lhs [3] and rhs [4] have 3 and 4 on axis -1") {
      _ = try input([3]).minimum(input([4]))
    },
    ShapeErrorRow("maximum: shapes must broadcast (equal extents, or 1); lhs [3] and rhs [4] have 3 and 4 on axis -1") {
      _ = try input([3]).maximum(Tensor<Float>.zeros(shape: [4]))
    },
    ShapeErrorRow("map: shapes must broadcast (equal extents, or 1); lhs [3] and rhs [4] have 3 and 4 on axis -1") {
      _ = try input([3]).map(with: input([4])) { $0 + $1 }
    },
  ]

  static let products: [ShapeErrorRow] = [
    ShapeErrorRow("matmul: columns of lhs must equal rows of rhs; lhs [batch, 784] has 784, rhs [128, 10] has 128") {
      _ = try input(["batch", 784]).matmul(input([128, 10]))
    },
    ShapeErrorRow("matmul: elements of lhs must equal rows of rhs; lhs [3] has 3, rhs [4, 2] has 4") {
      _ = try input([3]).matmul(Tensor<Float>.zeros(shape: [4, 2]))
    },
    ShapeErrorRow("matmul: columns of lhs must equal elements of rhs; lhs [2, 3] has 3, rhs [4] has 4") {
      _ = try input([2, 3]).matmul(input([4]))
    },
    ShapeErrorRow("matmul: elements of lhs must equal elements of rhs; lhs [3] has 3, rhs [4] has 4") {
      _ = try input([3]).matmul(input([4]))
    },
    ShapeErrorRow(
      """
      matmul: leading axes must broadcast (equal extents, or 1); lhs [2, 3, 4] and rhs [5, 4, 3] have 2 and 5 on axis -3
      """
    ) {
      _ = try input([2, 3, 4]).matmul(input([5, 4, 3]))
    },
    ShapeErrorRow(
      """
      matmul: leading axes must broadcast (equal extents, or 1); lhs [2, 1, 3, 4] and rhs [3, 5, 4, 3] have 2 and 3 on \
      axis -4
      """
    ) {
      _ = try input([2, 1, 3, 4]).matmul(input([3, 5, 4, 3]))
    },
    ShapeErrorRow(
      "matmul: both operands must have at least one axis, and lhs is a scalar; lhs [], rhs [3, 4]; use * to scale"
    ) {
      _ = try input([]).matmul(input([3, 4]))
    },
    ShapeErrorRow(
      "matmul: both operands must have at least one axis, and rhs is a scalar; lhs [3], rhs []; use * to scale"
    ) {
      _ = try input([3]).matmul(2)
    },
    ShapeErrorRow("matmul: the number of elements must fit 63 bits; shape [4294967296, 4294967296] has more") {
      _ = try input([4_294_967_296, 2]).matmul(input([2, 4_294_967_296]))
    },
  ]

  static let reductions: [ShapeErrorRow] = [
    ShapeErrorRow("sum: axis must be in -2...1 for shape [2, 3]; got 2") {
      _ = try input([2, 3]).sum(axis: 2)
    },
    ShapeErrorRow("sum: axis must be in -1...0 for shape [batch]; got -2") {
      _ = try input(["batch"]).sum(axes: [-2])
    },
    ShapeErrorRow("mean: there is no axis 0; [] is a scalar and has none") {
      _ = try input([]).mean(axis: 0)
    },
    ShapeErrorRow("mean: each axis may be given once; axis -1 of shape [2, 3] was given again") {
      _ = try input([2, 3]).mean(axes: [1, -1])
    },
    ShapeErrorRow("max: there must be at least one element to choose from; shape [0, 3] has none along axis 0") {
      _ = try input([0, 3]).max(axis: 0)
    },
    ShapeErrorRow("max: axis must be in -1...0 for shape [3]; got 5") {
      _ = try input([3]).max(axes: [5])
    },
    ShapeErrorRow("min: there must be at least one element to choose from; shape [0, 3] has none along axes [0, 1]") {
      _ = try input([0, 3]).min()
    },
    ShapeErrorRow("min: axis must be in -1...0 for shape [3]; got 1") {
      _ = try input([3]).min(axis: 1)
    },
    ShapeErrorRow("argmax: axis must be in -2...1 for shape [2, 3]; got -3") {
      _ = try input([2, 3]).argmax(axis: -3)
    },
    ShapeErrorRow("argmax: there must be at least one element to choose from; shape [2, 0] has none along axis 1") {
      _ = try input([2, 0]).argmax(axis: 1)
    },
    ShapeErrorRow("argmax: there is no axis -1; [] is a scalar and has none") {
      _ = try input([]).argmax(axis: -1)
    },
    ShapeErrorRow("softmax: axis must be in -2...1 for shape [batch, 10]; got 2") {
      _ = try input(["batch", 10]).softmax(axis: 2)
    },
    ShapeErrorRow("logSoftmax: there is no axis 0; [] is a scalar and has none") {
      _ = try input([]).logSoftmax(axis: 0)
    },
  ]

  static let movement: [ShapeErrorRow] = [
    ShapeErrorRow("reshape: the number of elements must stay the same; [2, 3] has 6, target [4] has 4") {
      _ = try input([2, 3]).reshape([4])
    },
    ShapeErrorRow(
      "reshape: the number of elements must stay the same; [batch, 784] has 784 * batch, target [batch, 785] has 785 * batch"
    ) {
      _ = try input(["batch", 784]).reshape(["batch", 785])
    },
    ShapeErrorRow("reshape: the open dimension (-1) of [4, -1] has no whole solution for the 6 elements of [2, 3]") {
      _ = try input([2, 3]).reshape([4, -1])
    },
    ShapeErrorRow("reshape: the open dimension (-1) of [0, -1] has no whole solution for the 0 elements of [0, 3]") {
      _ = try input([0, 3]).reshape([0, -1])
    },
    ShapeErrorRow("reshape: at most one dimension may be open (-1); target [-1, 3, -1] has 2") {
      _ = try input([2, 3]).reshape([-1, 3, -1])
    },
    ShapeErrorRow("reshape: extents must not be negative; [-2, -3] has -2 on axis 0") {
      _ = try input([2, 3]).reshape([-2, -3])
    },
    ShapeErrorRow("reshape: the number of elements must fit 63 bits; shape [4611686018427387904, 4] has more") {
      _ = try input([2, 3]).reshape([4_611_686_018_427_387_904, 4])
    },
    ShapeErrorRow("transpose: the permutation must hold each axis from 0 to 1 of shape [2, 3] once; got [0, 0]") {
      _ = try input([2, 3]).transpose([0, 0])
    },
    ShapeErrorRow("transpose: the permutation must hold each axis from 0 to 1 of shape [2, 3] once; got [0]") {
      _ = try input([2, 3]).transpose([0])
    },
    ShapeErrorRow("transpose: the permutation of a scalar is []; got [0]") {
      _ = try input([]).transpose([0])
    },
    ShapeErrorRow("broadcast: the target must have at least as many axes; [2, 3] has 2, target [3] has 1") {
      _ = try input([2, 3]).broadcast(to: [3])
    },
    ShapeErrorRow("broadcast: only an extent of 1 is repeated; [2, 3] has 2 on axis -2, target [4, 5, 3] has 5") {
      _ = try input([2, 3]).broadcast(to: [4, 5, 3])
    },
    ShapeErrorRow("broadcast: extents must not be negative; [-1, 3] has -1 on axis 0") {
      _ = try input([3]).broadcast(to: [-1, 3])
    },
  ]
}
