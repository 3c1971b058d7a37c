import TesseraGraph
import TesseraShapes
import Testing

@Suite struct TextDumpTests {
  let x = Expression<Float>.input("x", shape: ["batch", 4])

  @Test func everyNodeHasALine() throws {
    let weights = try Tensor<Float>.ones(shape: [4, 2])
    let y = try (x.matmul(weights) + 0.5).relu().softmax(axis: -1)
    #expect(
      y.textDump == """
        %0 = input("x") : Float [batch, 4]
        %1 = constant() : Float [4, 2]
        %2 = matmul(%0, %1) : Float [batch, 2]
        %3 = scalar(0.5) : Float []
        %4 = %2 + %3 : Float [batch, 2]
        %5 = relu(%4) : Float [batch, 2]
        %6 = softmax(%5, axis: 1) : Float [batch, 2]
        """)
  }

  @Test func parametersAreShown() throws {
    let y = try (-x).transpose().reshape([2, -1]).sum(axis: 0, keepingDimensions: true).broadcast(to: [3, "n"])
    #expect(
      y.textDump == """
        %0 = input("x") : Float [batch, 4]
        %1 = -%0 : Float [batch, 4]
        %2 = transpose(%1, [1, 0]) : Float [4, batch]
        %3 = reshape(%2, [2, 2 * batch]) : Float [2, 2 * batch]
        %4 = sum(%3, axes: [0], keepingDimensions: true) : Float [1, 2 * batch]
        %5 = broadcast(%4, [3, n]) : Float [3, n]
        """)
    #expect(try x.argmax(axis: 1).textDump.hasSuffix("%1 = argmax(%0, axis: 1) : Int64 [batch]"))
    #expect(
      try x.pow(2).map { $0 }.textDump.hasSuffix("%2 = pow(%0, %1) : Float [batch, 4]\n%3 = map(%2) : Float [batch, 4]")
    )
  }

  @Test func sharedNodesAreWrittenOnce() throws {
    let shared = x.exp()
    let y = try shared + shared * shared
    #expect(
      y.textDump == """
        %0 = input("x") : Float [batch, 4]
        %1 = exp(%0) : Float [batch, 4]
        %2 = %1 * %1 : Float [batch, 4]
        %3 = %1 + %2 : Float [batch, 4]
        """)
  }

  @Test func severalOutputsAreReturned() throws {
    let y = x.abs()
    #expect(
      TextDump.text(of: [y.node, x.node, y.node]) == """
        %0 = input("x") : Float [batch, 4]
        %1 = abs(%0) : Float [batch, 4]
        return %1, %0, %1
        """)
  }

  @Test func descriptionsAreShort() throws {
    #expect("\(x)" == "Expression<Float> [batch, 4] input")
    #expect(try "\(x.argmax(axis: 0))" == "Expression<Int64> [4] argmax")
    #expect(try "\(x + 1)" == "Expression<Float> [batch, 4] +")
  }
}
