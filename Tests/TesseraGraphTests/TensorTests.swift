import TesseraGraph
import TesseraShapes
import Testing

@Suite struct TensorTests {
  @Test func everyFormOfCreation() throws {
    let given = try Tensor<Float>(shape: [2, 3], elements: [1, 2, 3, 4, 5, 6])
    #expect(given.elements == [1, 2, 3, 4, 5, 6])
    #expect(given.count == 6)
    #expect(given[1, 2] == 6)
    let array: [Float] = [7, 8]
    #expect(try Tensor<Float>(shape: [2], elements: array.span).elements == [7, 8])
    #expect(try Tensor<Int32>.full(shape: [3], 9).elements == [9, 9, 9])
    #expect(try Tensor<UInt8>.zeros(shape: [2]).elements == [0, 0])
    #expect(try Tensor<Double>.ones(shape: [1, 2]).elements == [1, 1])
    let scalar = try Tensor<Double>(scalar: 2.5)
    #expect(scalar.shape == .scalar && scalar.elements == [2.5] && scalar[] == 2.5)
    #expect(try Tensor<Bool>(shape: [2], elements: [true, false]).elements == [true, false])
    #expect(try Tensor<Float16>(shape: [2], elements: [1.5, -2]).elements == [1.5, -2])
    #expect(try Tensor<Float>.zeros(shape: [2, 0, 3]).elements == [])
  }

  @Test func aClosureFillsZeroedElementsAndMayThrow() throws {
    struct Refusal: Error {}
    let tensor = try Tensor<Int64>(shape: [2, 2]) { elements in
      #expect(elements.count == 4)
      #expect(elements[0] == 0 && elements[3] == 0)
      elements[1] = 5
    }
    #expect(tensor.elements == [0, 5, 0, 0])
    #expect(throws: Refusal.self) { try Tensor<Float>(shape: [2]) { _ in throw Refusal() } }
  }

  @Test func elementsAreAlignedToCacheLines() throws {
    for count in [0, 1, 3, 17, 1000] {
      let tensors = try (0..<8).map { _ in try Tensor<UInt8>.zeros(shape: [.fixed(count)]) }
      for tensor in tensors { #expect(Int(bitPattern: tensor.storage.baseAddress) % 64 == 0) }
    }
  }

  @Test func theSpanIsTheElementsThemselves() throws {
    let tensor = try Tensor<Float>(shape: [3], elements: [1, 2, 3])
    let span = tensor.span
    #expect(span.count == 3 && span[2] == 3)
    let isSame = span.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) == tensor.storage.baseAddress }
    #expect(isSame)
  }

  @Test func equalityIsOfShapesAndElements() throws {
    let one = try Tensor<Float>(shape: [2], elements: [1, 2])
    #expect(try one == Tensor<Float>(shape: [2], elements: [1, 2]))
    #expect(try one != Tensor<Float>(shape: [1, 2], elements: [1, 2]))
    #expect(try one != Tensor<Float>(shape: [2], elements: [1, 3]))
    let nan = try Tensor<Float>(shape: [1], elements: [.nan])
    #expect(nan != nan)
    #expect(try Tensor<Float>(shape: [1], elements: [-0.0]) == Tensor<Float>(shape: [1], elements: [0]))
  }

  @Test func descriptionsAreNestedAndShortened() throws {
    #expect(
      try Tensor<Float>(shape: [2, 2], elements: [1, 2.5, -3, .nan]).description
        == "Tensor<Float> [2, 2]\n[[1.0, 2.5],\n [-3.0, nan]]")
    #expect(try Tensor<Int64>(scalar: 4).description == "Tensor<Int64> []\n4")
    #expect(try Tensor<Bool>(shape: [0, 3], elements: []).description == "Tensor<Bool> [0, 3]\n[]")
    let long = try Tensor<Int32>.arange(to: 2000).description
    #expect(long == "Tensor<Int32> [2000]\n[0, 1, 2, ..., 1997, 1998, 1999]")
    let large = try Tensor<Float>.zeros(shape: [1000, 1000]).description
    #expect(large.split(separator: "\n").count == 8)
    #expect(large.contains("[0.0, 0.0, 0.0, ..., 0.0, 0.0, 0.0]"))
  }

  @Test func rowsAreCopied() throws {
    let tensor = try Tensor<Float>(shape: [3, 2], elements: [1, 2, 3, 4, 5, 6])
    #expect(try tensor.rows(1..<3).elements == [3, 4, 5, 6])
    #expect(try tensor.rows(1..<3).shape == [2, 2])
    #expect(try tensor.rows(2..<2).shape == [0, 2])
    #expect(try tensor.rows(0..<3) == tensor)
    #expect(try Tensor<Float>.zeros(shape: [0, 4]).rows(0..<0).shape == [0, 4])
    #expect(try Tensor<Float>.zeros(shape: [4, 0]).rows(1..<3).shape == [2, 0])
  }

  @Test func aTypeIsErasedAndFoundAgain() throws {
    let tensor = try Tensor<Int32>(shape: [2], elements: [1, 2])
    let value: any TensorValue = tensor
    #expect(value.erased.elementType == .int32)
    #expect(value.erased.typed(as: Int32.self) == tensor)
    #expect(value.erased.typed(as: Float.self) == nil)
  }

  // The tables were made by NumPy 2.4: numpy.arange(start, end, step, dtype).

  @Test(
    arguments: [
      (0, 5, 1, [0, 1, 2, 3, 4]), (1, 2, 0.25, [1, 1.25, 1.5, 1.75]), (5, 0, -2, [5, 3, 1]), (0, -3, 1, []),
      (2, 2, 1, []),
      (0, 1, 0.1, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.90000004]),
      (0.5, 2.5, 0.7, [0.5, 1.2, 1.9]),
    ] as [(Float, Float, Float, [Float])])
  func floatRangesAreThoseOfNumPy(start: Float, end: Float, step: Float, expected: [Float]) throws {
    #expect(try Tensor.arange(from: start, to: end, by: step).elements == expected)
  }

  @Test(
    arguments: [
      (0, 1, 0.1, [0, 0.1, 0.2, 0.30000000000000004, 0.4, 0.5, 0.6000000000000001, 0.7000000000000001, 0.8, 0.9]),
      (1, -1, -0.4, [1, 0.6, 0.19999999999999996, -0.20000000000000018, -0.6000000000000001]),
    ] as [(Double, Double, Double, [Double])])
  func doubleRangesAreThoseOfNumPy(start: Double, end: Double, step: Double, expected: [Double]) throws {
    #expect(try Tensor.arange(from: start, to: end, by: step).elements == expected)
  }

  @Test(
    arguments: [
      (0, 7, 3, [0, 3, 6]), (7, 0, -3, [7, 4, 1]), (-5, 5, 4, [-5, -1, 3]), (0, 0, 1, []), (3, 1, 1, []),
      (.max - 2, .max, 5, [.max - 2]), (.min, .min + 3, 2, [.min, .min + 2]),
    ] as [(Int64, Int64, Int64, [Int64])])
  func integerRangesAreThoseOfNumPy(start: Int64, end: Int64, step: Int64, expected: [Int64]) throws {
    #expect(try Tensor.arange(from: start, to: end, by: step).elements == expected)
  }
}
